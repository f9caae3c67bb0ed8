"""The copy of somebody's record, and the letter with the answer, on paper."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from banso.access.queries import agency_of
from banso.access.viewer import Viewer
from banso.kit.formatting import format_day, yen
from banso.kit.sheets import Block, Heading, Row, Sheet, Table, Text
from banso.privacy.models import Asking
from banso.privacy.queries.askings import erasure_of
from banso.privacy.queries.copying import Copy, Part
from banso.privacy.queries.erasing import stayed
from banso.privacy.rules.askings import Answer, AskedBy, Kind, Why


def copy_sheet(asking: Asking, copy: Copy, viewer: Viewer) -> Sheet:
    """Return the whole record of whoever asked for it, with what is blackened and why."""
    agency = agency_of(viewer)
    name = asking.person.called_name if asking.person else ""
    blocks: list[Block] = [
        Text(
            _(
                "This is what we keep about you, as you asked on %(day)s. What is blackened speaks"
                " of others or may not be given; the reasons stand at the end."
            )
            % {"day": format_day(asking.asked_on)}
        )
    ]
    for heading, parts in copy.sections.items():
        blocks += [Heading(heading), Table(tuple(_row(part) for part in parts), widths=(3, 17))]
    reasons: dict[str, int] = {}
    for said in copy.texts():
        for one in said.black:
            reasons[one.why] = reasons.get(one.why, 0) + 1
    if reasons:
        blocks += [Heading(_("What is blackened, and why")), Table(_counted(reasons))]
    if copy.closed:
        blocks.append(
            Text(_("Texts that whoever made this copy may not read: %(n)s.") % {"n": copy.closed})
        )
    return Sheet(
        _("What we keep about you"),
        subtitle=f"{name} {agency.name}".strip(),
        day=format_day(viewer.today),
        author=viewer.name,
        care="",  # the person keeps it
        blocks=blocks,
    )


def _row(part: Part) -> Row:
    lines = ["　".join(value for label, value in part.codes if not label)]
    lines += [f"{label}：{value}" for label, value in part.codes if label]
    before = ""
    for said in part.texts:  # what goes on under one name has it once
        lines.append(said.shown if said.label == before else f"{said.label}：{said.shown}")
        before = said.label
    return Row((part.on, "\n".join(one for one in lines if one)))


def _counted(reasons: Mapping[str, int]) -> tuple[Row, ...]:
    return tuple(
        Row((str(Why.label_of(code)), _("%(n)s places") % {"n": count}))
        for code, count in reasons.items()
    )


def letter_sheet(asking: Asking, viewer: Viewer) -> Sheet:
    """Return the letter with what was decided."""
    agency = agency_of(viewer)
    name = asking.person.called_name if asking.person else ""
    rows = [
        Row((_("What was asked for"), str(Kind.label_of(asking.kind)))),
        Row((_("Requested on"), format_day(asking.asked_on))),
        Row((_("Who asked"), f"{AskedBy.label_of(asking.asked_by)} {asking.asker_words}".strip())),
        Row((_("Decision"), str(Answer.label_of(asking.answer)))),
        Row((_("Decided on"), format_day(asking.decided_on))),
        Row((_("Reasons"), asking.reasons), room=1),
    ]
    erasure = erasure_of(asking)
    for one in stayed(erasure) if erasure else ():
        until = _("until %(day)s") % {"day": format_day(one.until)} if one.until else ""
        rows.append(Row((_("What stays"), f"{one.reason} {until}".strip())))
    if asking.kind == Kind.DISCLOSE:
        rows.append(Row((_("Fee"), yen(asking.fee))))
    return Sheet(
        _("Answer to your request"),
        subtitle=name,
        day=format_day(viewer.today),
        author=agency.name,
        care="",  # the person keeps it
        large=True,
        furigana=True,
        blocks=[
            Table(tuple(rows)),
            Text(
                _(
                    "If you do not agree, please tell us. You can also turn to the Personal"
                    " Information Protection Commission, or to a court."
                )
            ),
            Table(
                (
                    Row((_("Who writes"), agency.name)),
                    Row((_("How we are reached"), agency.contact), room=0 if agency.contact else 1),
                ),
                together=True,
            ),
        ],
    )
