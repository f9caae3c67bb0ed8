"""Writing a letter: signed and sealed in the transaction of what it tells of."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.utils import timezone

from banso.kit.ids import new_id as made_id
from banso.people.models import Person
from banso.sharing.actions.houses import NoCardYet
from banso.sharing.models import House, Letter
from banso.sharing.queries import card_of, keys_of_own, own_card
from banso.sharing.rules import Way
from banso_exchange import Content, HandOver, write_letter


def put_in_outbox(
    content: Content,
    *,
    house: House,
    on: date,
    person: Person | None,
    by_id: UUID | None,
    words: Sequence[tuple[str, UUID]] = (),
    new_id: UUID | None = None,
) -> Letter:
    """
    Write a letter to another house and keep it until it is carried.

    :raises NoCardYet: if one's own house has no card to sign by
    """
    own = own_card(house.agency_id)
    if own is None:
        raise NoCardYet
    row = Letter(
        id=new_id or made_id(),
        agency_id=house.agency_id,
        house=house,
        way=Way.OUT,
        kind=str(content.kind),
        on=on,
        by_id=by_id,
        person=person,
        answers=None if isinstance(content, HandOver) else content.letter,
        words=[[part, str(word)] for part, word in words],
    )
    if isinstance(content, HandOver):
        row.until_on = max(one.until_on for one in content.words)
    row.letter_id = row.pk
    made = write_letter(
        content,
        id=row.letter_id,
        sender=own.card,
        keys=keys_of_own(own.row),
        receiver=card_of(house.card),
        now=timezone.now(),
    )
    row.sealed, row.sha256 = made.content, made.sha256
    row.save(force_insert=True)
    return row
