"""The register of processing on paper."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from banso.access.queries import agency_of
from banso.access.viewer import Viewer
from banso.kit.formatting import brief_day, format_day
from banso.kit.sheets import Heading, Row, Sheet, Table
from banso.privacy.models import Processing, Receiver
from banso.privacy.rules.processing import Way
from banso.privacy.rules.receivers import Ground


def register_sheet(
    rows: Sequence[Processing], receivers: Sequence[Receiver], viewer: Viewer
) -> Sheet:
    """Return what an agency holds, for what, and who receives it on what ground."""
    lines = tuple(
        Row(
            (
                one.name,
                f"{one.whose}\n{one.items}",
                f"{one.purpose}\n{one.basis}".strip(),
                f"{Way.label_of(one.way)}\n{one.receivers}".strip(),
                f"{one.lies}\n{one.kept_for}".strip(),
                f"{one.answers}\n{brief_day(one.looked_on)}".strip(),
            )
        )
        for one in rows
    )
    head = (
        _("What is held"),
        _("Whose, which data"),
        _("What for, on what ground"),
        _("Who receives it"),
        _("Where it lies, how long"),
        _("Who answers for it, looked at on"),
    )
    return Sheet(
        _("Register of processing"),
        subtitle=agency_of(viewer).name,
        day=format_day(viewer.today),
        author=viewer.name,
        care=_("Handle with care"),
        blocks=[
            Table(lines or (Row(("",) * 6, room=1),), head, (4, 6, 6, 5, 4, 4)),
            Heading(_("Who receives it, on what ground")),
            _received(receivers),
        ],
        landscape=True,
    )


def _received(receivers: Sequence[Receiver]) -> Table:
    lines = tuple(
        Row(
            (
                one.name,
                f"{Ground.label_of(one.ground)}\n{one.ground_words}".strip(),
                one.items,
                one.purpose,
                f"{brief_day(one.contract_on)}\n–{brief_day(one.until_on)}",
                one.looked_after,
            )
        )
        for one in receivers
    )
    head = (
        _("Who receives it"),
        _("On what ground"),
        _("Which data"),
        _("For what purpose"),
        _("Contract, until"),
        _("How they are looked after, who answers for it"),
    )
    return Table(lines or (Row(("",) * 6, room=1),), head, (4, 5, 5, 5, 3, 6))
