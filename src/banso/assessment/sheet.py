"""The assessment sheet, declared once for screen, PDF and Excel."""

from django.utils.translation import gettext as _

from banso.access.viewer import Viewer
from banso.assessment.drawing import drawn
from banso.assessment.instrument import NATION_MARK
from banso.assessment.models import Assessment
from banso.assessment.queries import Answer, hidden_kinds, parts_of, picture_of
from banso.kit.formatting import format_day
from banso.kit.sheets import Block, Heading, Picture, Row, Sheet, Stamps, Table, Text
from banso.people.rules import Sensitivity
from banso.people.sheets import about


def _row(answer: Answer) -> Row:
    item = answer.item
    fact = answer.said + (
        f"\n({_('as of %(day)s') % {'day': format_day(answer.older)}})"
        if answer.older and not answer.is_empty
        else ""
    )
    return Row(
        (str(item.label), fact, answer.text("words"), answer.text("view")),
        framed=item.report,
        mark="※" if item.must else "",
    )


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
        blocks.append(Table(tuple(_row(answer) for answer in part.answers), head, (5, 7, 7, 7)))
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
