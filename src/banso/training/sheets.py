"""
引継書: what is known of everybody a member walks with, on A4, for whoever walks on from April.
"""

from datetime import date

from django.utils.translation import gettext as _

from banso.kit.formatting import format_day
from banso.kit.furigana import plain
from banso.kit.sheets import Block, Heading, Row, Sentence, Sheet, Signing, Table, Text
from banso.people.rules import Ledger
from banso.training.models import Certificate
from banso.training.queries import Told
from banso.training.rules import Level


def handover_sheet(*, member: str, people: list[Told], day: date, author: str) -> Sheet:
    """Return the sheet; first what not to do, then what was promised, then the rest."""
    blocks: list[Block] = [
        Text(
            _("%(count)s people, with whom %(member)s walks on this day.")
            % {"count": len(people), "member": member}
        )
    ]
    for one in people:
        blocks += [
            Heading(one.known_as),
            Table(tuple(Row(cells) for cells in _rows(one)), widths=(1, 4), together=True),
        ]
    return Sheet(
        _("Handing over (引継書)"),
        subtitle=member,
        day=format_day(day),
        author=author,
        care=_("Handle with care"),
        blocks=blocks,
    )


def certificate_sheet(one: Certificate, *, agency: str, author: str, day: date) -> Sheet:
    """
    Return a certificate to hand over, large: whose, what, number, level, from when until when.
    """
    blocks: list[Block] = [
        Sentence(plain(_("To %(name)s") % {"name": one.member.name})),
        Sentence(
            plain(
                _("This certifies that you have completed %(title)s (%(level)s).")
                % {"title": one.title, "level": Level.label_of(one.level)}
            )
        ),
        Text(_("Number") + f"　{one.number}"),
        Text(_("Issued on") + f"　{format_day(one.issued_on)}"),
        Text(_("Holds until") + "　" + (format_day(one.expires_on) or _("for good"))),
        Signing(_("%(issuer)s (seal)") % {"issuer": one.issued_by or agency}),
    ]
    if one.withdrawn_on:
        withdrawn = f"　{format_day(one.withdrawn_on)} {one.withdrawn_why}"
        blocks.append(Text(_("Withdrawn") + withdrawn))
    return Sheet(
        _("Certificate of completion"),
        day=format_day(day),
        author=f"{agency} {author}",
        care="",  # the person keeps it
        large=True,
        blocks=blocks,
        watermark=_("Withdrawn") if one.withdrawn_on else "",
    )


def _rows(one: Told) -> list[tuple[str, str]]:
    promise, plan = one.promise, one.plan
    rows = [
        (_("What not to do, dangers"), "\n".join(one.do_not)),
        (_("Next promise"), f"{format_day(promise.due_on)} {promise.text}" if promise else ""),
        (_("Walking since"), format_day(one.since)),
        (
            _("Ledgers"),
            "、".join(f"{Ledger.label_of(entry.ledger)} {entry.number}" for entry in one.ledgers),
        ),
        (_("Key persons"), "、".join(one.keys)),
        (
            _("Aim of the plan"),
            "\n".join(
                part
                for part in (
                    plan.aim,
                    f"{_('Next look')}: {format_day(plan.review_on)}" if plan.review_on else "",
                )
                if part
            )
            if plan
            else "",
        ),
        (
            _("Led to receivers (つなぎ)"),
            "\n".join(
                f"{referral.receiver} {_('Next look')}: {format_day(referral.next_look_on)}"
                for referral in one.referrals
            ),
        ),
        (
            _("The last three"),
            "\n".join(f"{format_day(entry.at)} {entry.title}" for entry in one.last),
        ),
        (_("Words for whoever walks on"), one.words.text if one.words else ""),
    ]
    # one line where nothing is: what is empty is not asked about on paper either
    return [(label, text) for label, text in rows if text] or [(_("Known of them"), "—")]
