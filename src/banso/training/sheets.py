"""
引継書: what is known of everybody a member walks with, on A4, for whoever walks on from April.
"""

from datetime import date, datetime

from django.utils.translation import gettext as _

from banso.kit.formatting import brief_day, format_day
from banso.kit.furigana import plain
from banso.kit.sheets import Block, Row, Sentence, Sheet, Signing, Table, Text
from banso.training.models import Certificate
from banso.training.queries import Told
from banso.training.rules import Level

WIDTHS = (5, 4, 5, 8, 9, 3)
SAID_ALREADY = ("companionship", "transition")  # since when stands beside the name


def handover_sheet(*, member: str, people: list[Told], day: date, author: str) -> Sheet:
    """Return the sheet; first what not to do, then what was promised, then the rest."""
    head = (
        _("Who"),
        _("What not to do, dangers"),
        _("Next promise"),
        _("Plan, receivers, key persons"),
        _("The last three"),
        _("Words for whoever walks on"),
    )
    blocks: list[Block] = [
        Text(
            _("%(count)s people, with whom %(member)s walks on this day.")
            % {"count": len(people), "member": member}
        ),
        Table(tuple(_row(one) for one in people), head, WIDTHS),
    ]
    return Sheet(
        _("Handing over (引継書)"),
        subtitle=member,
        day=format_day(day),
        author=author,
        care=_("Handle with care"),
        blocks=blocks,
        landscape=True,
        one_page=True,
    )


def certificate_sheet(one: Certificate, *, agency: str, author: str, day: date) -> Sheet:
    """
    Return a certificate to hand over, large: whose, what, number, level, from when until when.
    """
    blocks: list[Block] = [
        Text(_("Number") + f"　{one.number}"),
        Sentence(plain(_("To %(name)s") % {"name": one.member.name})),
        Sentence(plain(_certifies(one))),
        Text(_("Holds until") + "　" + (_plain_day(one.expires_on) or _("for good"))),
        Text(_plain_day(one.issued_on)),
        Signing(_("%(issuer)s (seal)") % {"issuer": one.issued_by or agency}, undated=True),
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
        framed=True,
        blocks=blocks,
        watermark=_("Withdrawn") if one.withdrawn_on else "",
    )


def _certifies(one: Certificate) -> str:
    """Return what was completed; its level once, where it is what the course is called."""
    level = str(Level.label_of(one.level))
    if one.title.strip() == level:
        return _("This certifies that you have completed %(title)s.") % {"title": one.title}
    return _("This certifies that you have completed %(title)s (%(level)s).") % {
        "title": one.title,
        "level": level,
    }


def span_in_full(first: date, last: date) -> str:
    """Return the days of a paper or file that is handed in, from when to when."""
    return f"{format_day(first)} – {format_day(last)}"


def _plain_day(day: date | None) -> str:
    """Return a day as a certificate says it: without the western year."""
    return format_day(day).split("(")[0]


def _shortest(day: date | datetime) -> str:
    """Return a day without its weekday: twenty people have to stand on two pages."""
    return brief_day(day).partition("(")[0].strip()


def _row(one: Told) -> Row:
    """Return a person's row; one line where nothing is known but who they are."""
    promise, plan = one.promise, one.plan
    numbers = "　".join(str(entry.number) for entry in one.ledgers)  # its letter: which ledger
    since = _("since %(day)s") % {"day": _shortest(one.since)}
    who = [one.known_as, f"{numbers} {since}".strip()]
    way = [
        plan.aim if plan else "",
        f"{_('Next look')}: {brief_day(plan.review_on)}" if plan and plan.review_on else "",
        *(f"→ {step.receiver} {brief_day(step.next_look_on)}" for step in one.referrals),
        f"{_('Key persons')}: {'、'.join(one.keys)}" if one.keys else "",
    ]
    rest = (
        "\n".join(one.do_not),
        f"{brief_day(promise.due_on)} {promise.text}" if promise else "",
        "　".join(part for part in way if part),
        "\n".join(
            f"{_shortest(entry.at)} {entry.title}"
            for entry in one.last
            if entry.kind not in SAID_ALREADY
        ),
        one.words.text if one.words else "",
    )
    said = "\n".join(who) if any(rest) else "　".join((one.known_as, since))
    return Row((said, *rest))
