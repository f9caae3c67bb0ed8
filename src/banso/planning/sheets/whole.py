"""The whole plan to agree to, in large plain words, as it is shown and as it was signed."""

from django.utils.translation import gettext as _

from banso.access.viewer import Viewer
from banso.kit.formatting import format_day
from banso.kit.furigana import plain, with_readings
from banso.kit.sheets import Block, Heading, Row, Sentence, Sheet, Table, Text
from banso.planning.models import SupportPlan
from banso.planning.queries import agreements_of
from banso.planning.queries.whole import Line, lines_of, signed_lines
from banso.planning.sheets.parts import left_out, signing_of


def whole_blocks(lines: list[Line], *, furigana: bool = False) -> list[Block]:
    """Return lines as they are shown: own sentences large, what is done together as a table."""
    read = with_readings if furigana else plain
    blocks: list[Block] = []
    parts: dict[str, list[Line]] = {}
    for one in lines:
        parts.setdefault(one.part, []).append(one)
    for part, found in parts.items():
        blocks.append(Heading(part))
        rows = tuple(Row((one.label, one.text)) for one in found if one.label)
        blocks += [Sentence(read(one.text)) for one in found if not one.label]
        blocks += [Table(rows, widths=(2, 5))] if rows else []
    return blocks or [Text(_("Nothing is written yet. We think about it together."))]


def whole_sheet(plan: SupportPlan, viewer: Viewer, *, name: str, furigana: bool) -> Sheet:
    """
    Return the whole plan to agree to; once the person has answered, exactly what was shown then,
    with what they said.
    """
    last = next(iter(agreements_of(plan)), None)
    signed = last if last is not None and last.shown else None
    lines = signed_lines(signed, viewer) if signed else lines_of(plan, viewer)
    blocks = [
        *whole_blocks(lines, furigana=furigana),
        *left_out(viewer),
        Sentence((with_readings if furigana else plain)(_("I may change my mind at any time."))),
        signing_of(signed),
    ]
    return Sheet(
        _("Our plan, to agree to"),
        subtitle=_("%(name)s  plan no. %(number)s") % {"name": name, "number": plan.number},
        day=format_day(signed.on if signed else plan.made_on),
        author=signed.explained_by.name if signed else plan.drafted_by.name,
        care="",  # the person keeps it
        blocks=blocks,
        large=True,
        furigana=furigana,
    )
