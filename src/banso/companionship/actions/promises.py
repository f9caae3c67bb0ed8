"""Promising something for a day, and saying what became of it."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.standing import member_here
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.companionship.models import Promise
from banso.companionship.queries import promise_seen
from banso.companionship.rules import PromiseOutcome
from banso.kit.clock import moment_of
from banso.kit.db import one_transaction
from banso.kit.models import require_version
from banso.kit.refusals import Refusal
from banso.people.actions import (
    Memory,
    TakenBackAlready,
    remember,
    require_living,
    require_own_of_today,
    take_memory_back,
)
from banso.people.queries import person_seen

SOURCE = "companionship.Promise"


class PromiseAlreadySettled(Refusal):
    """This promise was settled before."""

    sentence = _("This promise was settled already. Nothing was changed.")


@asks(Duty.WRITE_MEMORY)
@one_transaction
def make_promise(
    *,
    person_id: UUID,
    text: str,
    due_on: date,
    answerable_id: UUID,
    by: Viewer,
    made_with: UUID | None = None,
    by_hand: bool = True,
    to_them: bool = False,
) -> Promise:
    """
    Promise something for a day; somebody answers for it.

    What is promised after a death (to the family, of belongings, of the room) reminds as if the
    person lived, unless it is `to_them`, the person themselves. `made_with` is the contact that it
    was made in. What is not made by hand (minutes or a plan speak of it) cannot be taken back by
    itself.

    :raises NotSeen: if the viewer may not see the person, or there is no such member
    """
    person, member = person_seen(by, person_id), member_here(by, answerable_id)
    promise = Promise.objects.create(
        agency_id=by.agency_id,
        person=person,
        answerable=member,
        text=text,
        due_on=due_on,
        made_by_id=by.member_id if by_hand else None,
        made_with=made_with,
        after_death=person.has_died and not to_them,
    )
    record_event(
        action="promise_made",
        by=by,
        subjects=[person.pk],
        object_kind=SOURCE,
        object_id=promise.pk,
    )
    return promise


def _locked(promise_id: UUID, by: Viewer) -> Promise:
    promise_seen(by, promise_id)
    return Promise.objects.select_for_update().select_related(None).get(pk=promise_id)


@asks(Duty.WRITE_MEMORY)
@one_transaction
def settle_promise(
    *, promise_id: UUID, outcome: str, note: str, version: int | None, by: Viewer
) -> Promise:
    """
    Say what became of a promise, and remember it.

    :raises NotSeen: if the viewer may not see its person
    :raises PromiseAlreadySettled: if it was settled before
    :raises StaleEdit: if somebody changed it in the meantime
    """
    promise = _locked(promise_id, by)
    if promise.settled_on is not None:
        raise PromiseAlreadySettled
    require_version(promise, version)
    promise.settled_on, promise.outcome, promise.outcome_note = by.today, outcome, note
    promise.save()
    title = _g("Promise “%(text)s”: %(outcome)s") % {
        "text": promise.text,
        "outcome": PromiseOutcome.label_of(outcome),
    }
    remember(
        person=promise.person,
        memory=Memory(
            at=moment_of(by.today),
            kind="promise",
            title=title,
            fact=note,
            source=SOURCE,
            source_id=promise.pk,
        ),
        by=by,
    )
    record_event(
        action="promise_settled",
        by=by,
        subjects=[promise.person_id],
        object_kind=SOURCE,
        object_id=promise.pk,
    )
    return promise


@asks(Duty.WRITE_MEMORY)
@one_transaction
def take_promise_back(*, promise_id: UUID, by: Viewer) -> Promise:
    """
    Take back a promise on the day it was made: it stands nowhere any more and counts nowhere.

    :raises NotSeen: if the viewer may not see its person
    :raises TakenBackAlready: if it was taken back before
    :raises PromiseAlreadySettled: if it was said since what became of it
    :raises NotYoursToTakeBack: if somebody else made it, or it was on another day
    """
    promise = _locked(promise_id, by)
    if promise.outcome == PromiseOutcome.UNDONE:
        raise TakenBackAlready
    if promise.settled_on is not None:
        raise PromiseAlreadySettled
    require_own_of_today(promise.made_by_id, promise.created_at, by.member_id)
    return _undo(promise, by)


@asks(Duty.WRITE_MEMORY)
@one_transaction
def take_promises_back(*, made_with: UUID, by: Viewer) -> None:
    """Take back what was promised in a contact that is taken back, where it is open still."""
    rows = Promise.objects.select_for_update().filter(made_with=made_with, settled_on=None)
    for promise in rows.order_by("pk"):
        _undo(promise, by)


def _undo(promise: Promise, by: Viewer) -> Promise:
    promise.settled_on, promise.outcome = by.today, PromiseOutcome.UNDONE
    promise.save()
    record_event(
        action="promise_taken_back",
        by=by,
        subjects=[promise.person_id],
        object_kind=SOURCE,
        object_id=promise.pk,
    )
    return promise


@asks(Duty.WRITE_MEMORY)
@one_transaction
def reopen_promise(*, promise_id: UUID, by: Viewer) -> Promise:
    """
    Take back what somebody said became of a promise, on the same day: it stands as it stood.

    :raises NotSeen: if the viewer may not see its person
    :raises HasDied: if the person has died since
    :raises TakenBackAlready: if it is open
    :raises NotYoursToTakeBack: if somebody else settled it, or it was on another day
    """
    promise = _locked(promise_id, by)
    if promise.settled_on is None or promise.outcome == PromiseOutcome.UNDONE:
        raise TakenBackAlready
    require_living(promise.person_id)
    take_memory_back(person=promise.person, source=SOURCE, source_id=promise.pk, by=by)
    promise.settled_on, promise.outcome, promise.outcome_note = None, "", ""
    promise.save()
    record_event(
        action="promise_reopened",
        by=by,
        subjects=[promise.person_id],
        object_kind=SOURCE,
        object_id=promise.pk,
    )
    return promise
