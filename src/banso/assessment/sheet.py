"""The assessment sheet, declared once for screen, PDF and Excel."""

from django.utils.translation import gettext as _

from banso.access.viewer import Viewer
from banso.assessment.drawing import drawn
from banso.assessment.instrument import NATION_MARK
from banso.assessment.models import Assessment
from banso.assessment.queries import Answer, hidden_kinds, parts_of, picture_of
from banso.intake.queries import received
from banso.kit.formatting import brief_day, format_day
from banso.kit.row_fields import rows_of
from banso.kit.sheets import Block, Heading, Picture, Row, Sheet, Stamps, Table, Text
from banso.people.queries import card_of
from banso.people.rules import Sensitivity
from banso.people.sheets import about
from banso.ties.picture import draw, titles
from banso.ties.queries import around
from banso.ties.view import View

BY_HAND = 2  # rows to write in where a table holds none


def _row(answer: Answer) -> Row:
    item = answer.item
    said = answer.text("fact") if item.kind == "rows" else answer.said
    older = (
        f"({_('as of %(day)s') % {'day': brief_day(answer.older)}})"
        if answer.older and not answer.is_empty
        else ""
    )
    fact = "\n".join(part for part in (said, older) if part)
    return Row(
        (str(item.label), fact, answer.text("words"), answer.text("view")),
        framed=item.report,
        mark="※" if item.must else "",
    )


def _has_line(answer: Answer) -> bool:
    """Return whether an answer has a line beside the others: a table alone stands below them."""
    said = any(answer.text(part) for part in ("fact", "words", "view"))
    return answer.item.kind != "rows" or said


def _came(assessment: Assessment, viewer: Viewer, author: str) -> Table:
    """Return when, with whom the person came, where they live, and who took the assessment."""
    first = received(assessment.person_id, viewer, by_day=assessment.taken_on)
    card = card_of(assessment.person, viewer)
    return Table(
        (
            Row(
                (
                    _("Received on, by"),
                    f"{format_day(first.on)} {first.member.name}" if first else "",
                    _("Who came"),
                    (first.came_with or _("the person")) if first else "",
                )
            ),
            Row(
                (
                    _("Address (none: where they can be met)"),
                    "\n".join(str(one) for one in card.places),
                    _("Phone, e-mail"),
                    "\n".join(str(one) for one in card.contacts),
                )
            ),
            Row((_("Taken by"), author, _("Finished on"), format_day(assessment.finished_on))),
        ),
        widths=(2, 5, 2, 5),
    )


def _rows(answer: Answer) -> list[Block]:
    """Return what is kept as a table as one, with room to write in where nothing is kept."""
    columns = answer.item.options
    if answer.item.kind != "rows":
        return []
    kept = [Row(tuple(row)) for row in rows_of(answer.kept.get("value"), len(columns))]
    blank = [Row(("",) * len(columns), room=1)] * BY_HAND
    head = tuple(str(label) for _code, label in columns)
    return [
        Heading(str(answer.item.label)),
        Table(tuple(kept or blank), head, (4,) * len(columns), together=True),
    ]


def _genogram(assessment: Assessment, viewer: Viewer) -> Picture:
    person, day = assessment.person, assessment.taken_on
    view = View(person, around(person, viewer), day, viewer.today, viewer.name, "whole")
    return Picture(draw("genogram", view), titles()["genogram"])


def left_out(assessment: Assessment, viewer: Viewer) -> str:
    """
    Return the sentence that says what this viewer's role leaves out; the same whether anything
    stands there or not.
    """
    kinds = hidden_kinds(assessment.instrument.form.items, viewer)
    return (
        _("Left out, as your role does not include it: %(kinds)s")
        % {"kinds": "、".join(str(Sensitivity.label_of(kind)) for kind in kinds)}
        if kinds
        else ""
    )


def sheet_of(
    assessment: Assessment, viewer: Viewer, *, name: str, author: str, stamps: tuple[str, ...]
) -> Sheet:
    """Return the sheet of a snapshot, as far as this viewer may read it."""
    form = assessment.instrument.form
    blocks: list[Block] = [
        Stamps(stamps),
        about(assessment.person, viewer, on=format_day(assessment.taken_on)),
        _came(assessment, viewer, author),
    ]
    picture = drawn(
        picture_of(assessment, None, viewer),
        title=_("Picture of composite hardship"),
        compared=False,
    )
    for part in parts_of(assessment, viewer):
        section = part.section
        blocks.append(
            Heading(" ".join(word for word in (section.letter, str(section.label)) if word))
        )
        if section.code == "hardships":
            blocks.append(Picture(picture, _("Picture of composite hardship")))
        head = (_("Item"), _("Fact"), _("The person’s words"), _("The worker’s view"))
        lines = tuple(_row(answer) for answer in part.answers if _has_line(answer))
        blocks.append(Table(lines, head, (5, 7, 7, 7)))
        for answer in part.answers:
            blocks += _rows(answer)
        if section.code == "household":
            blocks += [Heading(titles()["genogram"]), _genogram(assessment, viewer)]
    if note := left_out(assessment, viewer):
        blocks.append(Text(note))
    return Sheet(
        title=str(form.title),
        subtitle=name,
        day=format_day(assessment.taken_on),
        author=author,
        care=_("Handle with care"),
        legend=str(NATION_MARK),
        blocks=blocks,
    )
