"""
Opening somebody out of reach because a life is in danger (個人情報保護法 27条1項2号): three hours,
a reason, told to those who answer, explained to the person.
"""

from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.consent.models import Opening
from banso.consent.queries import opening_seen
from banso.consent.rules import OPEN_FOR
from banso.kit.db import one_transaction
from banso.kit.ids import new_id as made_id
from banso.kit.refusals import Refusal
from banso.people.actions import Memory, open_reach, remember
from banso.people.queries import people_beyond


class NobodyFound(Refusal):
    """Nobody out of reach is called exactly so."""

    field = "name"
    sentence = _(
        "Nobody is found under exactly this name or number. Somebody within your reach is "
        "found by the ordinary search."
    )


class ExplainedByOpener(Refusal):
    """Whoever opened somebody does not alone say that it was explained to them."""

    sentence = _(
        "You opened this yourself. Somebody else explains it to the person and notes it here."
    )


class NotExactEnough(Refusal):
    """Several people are called so; which one is not shown."""

    field = "name"
    sentence = _(
        "Several people are called so. Please write the full name, or the number in the ledger."
    )


@asks(Duty.OPEN_IN_DANGER)
def note_try(*, by: Viewer) -> None:
    """Trace that somebody asked for a person out of reach, and nobody was opened."""
    record_event(action="danger_tried", by=by)


@asks(Duty.OPEN_IN_DANGER)
@one_transaction
def open_in_danger(*, name: str, reason: str, by: Viewer, new_id: UUID | None = None) -> Opening:
    """
    Open one person out of reach for three hours; those who walk with them and the managers have it
    on their desks at once.

    :raises NobodyFound: if nobody out of reach is called exactly so
    :raises NotExactEnough: if several are
    """
    found = people_beyond(by, name)
    if not found:
        raise NobodyFound
    if len(found) > 1:
        raise NotExactEnough
    person, now = found[0], timezone.now()
    opening = Opening(
        id=new_id or made_id(),
        agency_id=by.agency_id,
        person=person,
        member_id=by.member_id,
        at=now,
        until_at=now + OPEN_FOR,
        reason=reason,
    )
    opening.save(force_insert=True)
    open_reach(person=person, member_id=by.member_id, until_at=opening.until_at)
    title = _g("Opened in danger to life by %(name)s") % {"name": by.name}
    remember(
        person=person,
        memory=Memory(
            at=now,
            kind="consent",
            title=title,
            fact=reason,
            source="consent.Opening",
            source_id=opening.pk,
        ),
        by=by,
    )
    record_event(
        action="opened_in_danger",
        by=by,
        subjects=[person.pk],
        object_kind="consent.Opening",
        object_id=opening.pk,
    )
    return opening


@asks(Duty.SEE_MEMORY, Duty.WRITE_MEMORY)
@one_transaction
def see_opening(*, opening_id: UUID, by: Viewer) -> None:
    """
    Note that somebody who answers for the person knows of it; the first one counts, and nobody says
    it of their own opening.

    :raises NotSeen: if the viewer may not see its person
    """
    opening = opening_seen(by, opening_id)
    if opening.member_id != by.member_id and Opening.objects.filter(
        pk=opening.pk, seen_at=None
    ).update(seen_by=by.member_id, seen_at=timezone.now()):
        record_event(
            action="opening_seen",
            by=by,
            subjects=[opening.person_id],
            object_kind="consent.Opening",
            object_id=opening.pk,
        )


@asks(Duty.SEE_MEMORY, Duty.WRITE_MEMORY)
@one_transaction
def explain_opening(*, opening_id: UUID, on: date, by: Viewer, words: str = "") -> None:
    """
    Note that it was explained to the person, and what they said; only then does it leave the desks.

    :raises NotSeen: if the viewer may not see its person
    :raises ExplainedByOpener: if the viewer opened it themselves
    """
    opening = opening_seen(by, opening_id)
    if opening.member_id == by.member_id:
        raise ExplainedByOpener
    if not Opening.objects.filter(pk=opening.pk, explained_on=None).update(
        explained_on=on, explained_by=by.member_id, words=words
    ):
        return
    title = _g("Told the person that they were opened in danger on %(day)s") % {
        "day": f"{timezone.localtime(opening.at):%Y/%m/%d}"
    }
    remember(
        person=opening.person,
        memory=Memory(
            at=timezone.now(),
            kind="consent",
            title=title,
            words=words,
            source="consent.Opening",
            source_id=opening.pk,
        ),
        by=by,
    )
    record_event(
        action="opening_explained",
        by=by,
        subjects=[opening.person_id],
        object_kind="consent.Opening",
        object_id=opening.pk,
    )
