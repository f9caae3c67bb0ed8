"""A word of the person on paper, with the text as it was explained to them."""

from datetime import date

from django.utils.translation import gettext as _

from banso.consent.models import Consent
from banso.consent.rules import Answer, Part, Recipient
from banso.kit.formatting import format_day
from banso.kit.sheets import Block, Heading, Row, Sheet, Signing, Table, Text
from banso.people.rules import Way


def agreed_sheet(row: Consent, *, agency: str, author: str, day: date) -> Sheet:
    """Return what the person said, the words it was said to, and where they sign."""
    until = format_day(row.until_on) if row.until_on else _("no end was agreed")
    said = [
        Row((_("Who it is about"), row.person.called_name)),
        Row((_("Recipient"), f"{row.recipient}\n{Recipient.label_of(row.recipient_kind)}")),
        Row((_("What they may know, or shall not know"), str(Part.label_of(row.part)))),
        Row((_("For what purpose"), row.purpose)),
        Row((_("The person’s answer"), str(Answer.label_of(row.answer))), framed=True),
        Row((_("Since, until"), f"{format_day(row.from_on)}　{until}")),
        Row((_("How it was said"), f"{Way.label_of(row.way)} {row.witness}".strip())),
        Row((_("The person’s words"), row.words), room=1),
        Row((_("Explained by"), row.explained_by.name)),
    ]
    if row.withdrawn_on:
        said.append(Row((_("Taken back"), format_day(row.withdrawn_on))))
    blocks: list[Block] = [Table(tuple(said))]
    if row.wording:
        title = _("What was explained (wording no. %(number)s, since %(day)s)") % {
            "number": row.wording.number,
            "day": format_day(row.wording.from_on),
        }
        blocks += [Heading(title), *(Text(one) for one in row.wording.text.splitlines() if one)]
    else:
        blocks.append(Text(_("No wording was kept when this was said.")))
    blocks.append(Signing(_("The person")))
    return Sheet(
        _("The person’s word on being told on"),
        subtitle=agency,
        day=format_day(day),
        author=author,
        care=_("Handle with care"),
        blocks=blocks,
    )
