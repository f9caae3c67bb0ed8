"""Handing parts of a life over to another house, and taking them back."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from banso.access.permission import Exempt, asks
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.consent.actions import NoConsent, note_provision
from banso.consent.queries import words_for
from banso.kit.clock import moment_of
from banso.kit.db import one_transaction
from banso.kit.refusals import Refusal
from banso.people.actions import Memory, remember, require_living
from banso.people.actions.person import person_locked
from banso.sharing.actions.houses import NoCardYet
from banso.sharing.actions.writing import put_in_outbox
from banso.sharing.models import Letter
from banso.sharing.queries import givable, house_seen, own_card, standing_letters
from banso.sharing.rules import Sort, Way, as_letters_say, in_one_line
from banso_exchange import Giver, HandOver, Part, Withdrawal, Word

SOURCE = "sharing.Letter"


class NotTrusted(Refusal):
    """Letters go to houses that are trusted now."""

    sentence = _("This house is trusted no more. Nothing goes there.")


class StaysHidden(Refusal):
    """Whoever is hidden for their safety goes to no other house by letter."""

    sentence = _(
        "This person is hidden for their safety. Nothing about them goes by letter; please speak "
        "with them, and with whoever protects them."
    )


class NothingToGive(Refusal):
    """A letter says something."""

    sentence = _("Please write at least one part; what stays empty is not given.")


@asks(Duty.KEEP_LEDGERS, Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
@one_transaction
def hand_over(
    *,
    person_id: UUID,
    house_id: UUID,
    texts: Mapping[str, str],
    obtained: str,
    by: Viewer,
    new_id: UUID | None = None,
) -> Letter:
    """
    Write a letter with parts of somebody's life to another house, by the person's standing word for
    that house and each part; it is recorded as given on in the same moment.

    :raises NotSeen: if the viewer may not see the person or the house
    :raises NotTrusted: if the house is trusted no more
    :raises NoCardYet: if one's own house has no card
    :raises StaysHidden: if the person is hidden for their safety
    :raises NothingToGive: if nothing is written
    :raises NoConsent: if a part has no standing word with an end, or may not be read by the viewer
    """
    person = person_locked(by, person_id)
    house, own = house_seen(by, house_id), own_card(by.agency_id)
    if house.ended_on is not None:
        raise NotTrusted
    if own is None:
        raise NoCardYet
    if person.restricted:
        raise StaysHidden
    require_living(person.pk)
    given = {part: said for part, text in texts.items() if (said := as_letters_say(text))}
    if not given:
        raise NothingToGive
    may = {one.part: one for one in givable(person, house, by)}
    if set(given) - set(may):
        raise NoConsent
    words = tuple(
        Word(
            id=may[part].word_id,
            part=part,
            house=house.house_id,
            purpose=in_one_line(may[part].purpose),
            way=may[part].way,
            from_on=may[part].from_on,
            until_on=may[part].until_on,
        )
        for part in given
    )
    content = HandOver(
        giver=Giver(
            name=own.card.name,
            address=own.card.address,
            representative=own.card.representative,
            regime="private",
        ),
        called=in_one_line(person.called_name),
        words=words,
        parts=tuple(
            Part(part=part, obtained=in_one_line(obtained), text=text)
            for part, text in given.items()
        ),
    )
    row = put_in_outbox(
        content,
        house=house,
        on=by.today,
        person=person,
        by_id=by.member_id,
        words=[(one.part, one.id) for one in words],
        new_id=new_id,
    )
    note_provision(
        person_id=person.pk,
        recipient=house.name,
        parts=list(given),
        on=by.today,
        what=_g("By letter"),
        by=by,
    )
    record_event(
        action="sharing_handed_over",
        by=by,
        subjects=[person.pk],
        object_kind=SOURCE,
        object_id=row.pk,
        detail={"house": str(house.pk), "parts": list(given)},
    )
    return row


@asks(Duty.WRITE_MEMORY, Exempt.SYSTEM)
@one_transaction
def take_back(*, agency_id: UUID, day: date, by: Viewer | None, person_id: UUID | None) -> int:
    """
    Write withdrawals for what stands no more of what was handed over, of one person or of
    everybody, and return how many letters that made. What ends by its day closes by itself there.
    """
    rows = standing_letters(agency_id, day)
    if person_id is not None:
        rows = rows.filter(person=person_id)
    made = 0
    for letter in rows.exclude(person=None).order_by("pk"):
        made += _take_back(letter, day, by)
    return made


def _take_back(letter: Letter, day: date, by: Viewer | None) -> int:
    person = letter.person
    if person is None:
        return 0
    stands = words_for(
        agency_id=letter.agency_id, recipient=letter.house.name, people=[person.pk], day=day
    ).get(person.pk, {})
    before = Letter.objects.filter(
        agency=letter.agency_id, way=Way.OUT, kind=Sort.WITHDRAWAL, answers=letter.letter_id
    )
    told = {word for words in before.values_list("words", flat=True) for _part, word in words}
    over = [
        (part, UUID(word)) for part, word in letter.words if part not in stands and word not in told
    ]
    if not over:
        return 0
    content = Withdrawal(letter=letter.letter_id, words=tuple(word for _part, word in over))
    row = put_in_outbox(
        content,
        house=letter.house,
        on=day,
        person=person,
        by_id=by.member_id if by else None,
        words=over,
    )
    if by is not None:
        remember(
            person=person,
            memory=Memory(
                at=moment_of(day),
                kind="consent",
                title=_g("Asked %(house)s to close what it holds") % {"house": letter.house.name},
                source=SOURCE,
                source_id=row.pk,
            ),
            by=by,
        )
    record_event(
        action="sharing_taken_back",
        by=by,
        agency_id=None if by else letter.agency_id,
        subjects=[person.pk],
        object_kind=SOURCE,
        object_id=row.pk,
        detail={"house": str(letter.house_id), "parts": [part for part, _word in over]},
    )
    return 1


@one_transaction
def take_back_everywhere(*, now: datetime) -> int:
    """
    Write the withdrawals of words whose last day came without anybody at a screen, and return how
    many.
    """
    day = timezone.localtime(now).date()
    agencies = Letter.objects.filter(way=Way.OUT, kind=Sort.HAND_OVER, until_on__gte=day)
    return sum(
        take_back(agency_id=agency_id, day=day, by=None, person_id=None)
        for agency_id in set(agencies.values_list("agency_id", flat=True))
    )
