"""
「だれが わたしの ことを しっていますか」: for the person, in plain words with readings, from
consents, from what was given on and from the trace.
"""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from banso.consent.models import Consent, Opening
from banso.consent.queries import Holder
from banso.consent.rules import Part
from banso.kit.formatting import format_day
from banso.kit.furigana import with_readings
from banso.kit.sheets import Block, Heading, Sentence, Sheet


def _plain_day(day: date | None) -> str:
    return format_day(day).split("(")[0]


def who_knows(
    *,
    name: str,
    agency: str,
    consents: list[Consent],
    held: list[Holder],
    readers: list[tuple[str, date]],
    opened: list[Opening],
    author: str,
    day: date,
) -> Sheet:
    """
    Return what the person can read alone, by receiver: who may know what until when and knows it
    already, who else does, who read it here.
    """
    blocks: list[Block] = [Sentence(with_readings(_("This is about %(name)s.") % {"name": name}))]
    told: dict[str, list[Holder]] = {}
    for holder in held:
        told.setdefault(holder.recipient, []).append(holder)
    may = _grouped([one for one in consents if one.stands_on(day)])
    blocks.append(Heading(_("Who may know it")))
    for recipient, found in may.items():
        blocks.append(_said(recipient, found))
        blocks += _knows_it_already(told.pop(recipient, []), {one.part for one in found})
    if not may:
        nobody = _("Nobody outside %(agency)s.") % {"agency": agency}
        blocks.append(Sentence(with_readings(nobody)))
    blocks.append(Heading(_("Who else has been told already")))
    blocks += [
        Sentence(
            with_readings(
                _("%(recipient)s knows: %(part)s.")
                % {"recipient": recipient, "part": _parts([one.part for one in found])}
            ),
            _last_told(found),
        )
        for recipient, found in told.items()
    ] or [Sentence(with_readings(_("Nobody has been told.") if not held else _("Nobody else.")))]
    blocks.append(Heading(_("Who has read it at %(agency)s") % {"agency": agency}))
    blocks += [
        Sentence(with_readings(reader), _("last on %(day)s") % {"day": _plain_day(last)})
        for reader, last in readers
    ] or [Sentence(with_readings(_("Nobody.")))]
    if opened:
        blocks.append(Heading(_("Opened because your life was in danger")))
        blocks += [
            Sentence(
                with_readings(
                    f"{_plain_day(timezone.localtime(one.at).date())} {_who_opened(one)}: "
                    f"{one.reason}"
                ),
                _("open for three hours"),
            )
            for one in opened
        ]
    blocks += [
        Sentence(with_readings(_("You can say no at any time. You lose nothing by it."))),
        Sentence(with_readings(_("Please ask us anything. We tell you and show you."))),
    ]
    return Sheet(
        _("Who knows about me?"),
        day=format_day(day),
        author=author,
        care="",  # the person keeps it
        blocks=blocks,
        large=True,
        furigana=True,
    )


def _last_told(found: list[Holder]) -> str:
    return _("last told on %(day)s") % {"day": _plain_day(max(one.last_on for one in found))}


def _knows_it_already(found: list[Holder], allowed: set[str]) -> list[Block]:
    """Return what a receiver has been told, below what they may know; nothing where nothing was."""
    parts = [one.part for one in found]
    if not found:
        return []
    said = (
        _("They know it already.")
        if set(parts) == allowed
        else _("They know already: %(part)s.") % {"part": _parts(parts)}
    )
    return [Sentence(with_readings(said), _last_told(found))]


def _who_opened(one: Opening) -> str:
    return f"{one.member.name}・{one.second.name}" if one.second else one.member.name


def _grouped(consents: list[Consent]) -> dict[str, list[Consent]]:
    """Return consents by whom they are for: one sentence for each receiver."""
    groups: dict[str, list[Consent]] = {}
    for one in consents:
        groups.setdefault(one.recipient, []).append(one)
    return groups


def _parts(codes: list[str]) -> str:
    """Return parts of a life in words, each once, in the order of the list."""
    return "、".join(str(part.label) for part in Part if part in codes) or "、".join(
        dict.fromkeys(str(Part.label_of(code)) for code in codes)
    )


def _said(recipient: str, found: list[Consent]) -> Sentence:
    """Return what a receiver may know, each with what for and until when, in one sentence."""
    terms: dict[tuple[str, date | None], list[Consent]] = {}
    for one in found:
        terms.setdefault((one.purpose, one.until_on), []).append(one)
    said = "、".join(
        _("%(part)s (%(purpose)s, %(until)s)")
        % {
            "part": _parts([one.part for one in those]),
            "purpose": purpose,
            "until": _("until %(day)s") % {"day": _plain_day(until_on)}
            if until_on
            else _("no end was agreed"),
        }
        for (purpose, until_on), those in terms.items()
    )
    words = _("%(recipient)s may know: %(parts)s.") % {"recipient": recipient, "parts": said}
    return Sentence(with_readings(words))
