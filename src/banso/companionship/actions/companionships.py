"""Walking with somebody: beginning, noting, promising, handing over, passing on."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from banso.access.permission import asks
from banso.access.queries import member_seen, offices_seen_by
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.companionship.models import (
    Companionship,
    ContactNote,
    HandoverMark,
    HandoverPost,
    Promise,
)
from banso.companionship.queries import companionships_seen_by, handovers_seen_by, promise_seen
from banso.companionship.rules import Method, PromiseOutcome, WalkSystem, is_complete
from banso.kit.clock import moment_of
from banso.kit.db import one_transaction
from banso.kit.ids import new_id
from banso.kit.models import require_version
from banso.kit.refusals import NotSeen, Refusal
from banso.people.actions import Memory, grant_reach, met, open_next_entry, remember
from banso.people.queries import open_entries_of, person_seen

if TYPE_CHECKING:
    from banso.people.models import LedgerEntry


class NoteSaysNothing(Refusal):
    """A note says neither that somebody was there nor what was done."""

    field = "fact"
    sentence = _("Please tick “Being there”, or write what was done.")


class PromiseAlreadySettled(Refusal):
    """This promise was settled before."""

    sentence = _("This promise was settled already. Nothing was changed.")


@asks(Duty.ASSIGN_COMPANIONS)
@one_transaction
def walk_with(
    *,
    person_id: UUID,
    member_id: UUID,
    system: str = WalkSystem.INDIVIDUAL,
    is_lead: bool = True,
    on: date,
    by: Viewer,
) -> Companionship:
    """
    Begin walking with somebody; a new lead takes the lead over from the one before, who stays
    along.

    :raises NotSeen: if the viewer may not see the person, or there is no such member
    """
    person, member = person_seen(by, person_id), member_seen(by, member_id)
    if is_lead:
        Companionship.objects.filter(person=person, until_on=None, is_lead=True).update(
            is_lead=False
        )
    walk, fresh = Companionship.objects.get_or_create(
        person=person,
        member=member,
        until_on=None,
        defaults={"agency_id": by.agency_id, "system": system, "is_lead": is_lead, "from_on": on},
    )
    if not fresh:
        walk.system, walk.is_lead = system, is_lead
        walk.save(update_fields=["system", "is_lead"])
    grant_reach(person=person, member_id=member.pk)
    title = _g("%(name)s walks along") % {"name": member.name}
    remember(
        person=person,
        memory=Memory(
            at=moment_of(on),
            kind="companionship",
            title=title,
            source="companionship.Companionship",
            source_id=walk.pk,
        ),
        by=by,
    )
    record_event(
        action="walk_begun",
        by=by,
        subjects=[person.pk],
        object_kind="companionship.Companionship",
        object_id=walk.pk,
    )
    return walk


@asks(Duty.ASSIGN_COMPANIONS)
@one_transaction
def end_walk(*, walk_id: UUID, on: date, by: Viewer) -> Companionship:
    """
    End a companionship; what it was stays in the memory.

    :raises NotSeen: if the viewer may not see it
    """
    walk = companionships_seen_by(by).filter(pk=walk_id, until_on=None).first()
    if walk is None:
        raise NotSeen
    walk.until_on, walk.is_lead = max(on, walk.from_on), False
    walk.save(update_fields=["until_on", "is_lead"])
    title = _g("%(name)s no longer walks along") % {"name": walk.member.name}
    remember(
        person=walk.person,
        memory=Memory(
            at=moment_of(on),
            kind="companionship",
            title=title,
            source="companionship.Companionship",
            source_id=walk.pk,
        ),
        by=by,
    )
    record_event(
        action="walk_ended",
        by=by,
        subjects=[walk.person_id],
        object_kind="companionship.Companionship",
        object_id=walk.pk,
    )
    return walk


@asks(Duty.WRITE_MEMORY)
@one_transaction
def write_note(
    *,
    person_id: UUID,
    at: datetime,
    method: str,
    by: Viewer,
    being: bool = False,
    doing: bool = False,
    place: str = "",
    minutes: int | None = None,
    fact: str = "",
    words: str = "",
    view: str = "",
    sensitivity: str = "plain",
    promise_text: str = "",
    promise_on: date | None = None,
    note_id: UUID | None = None,
) -> ContactNote:
    """
    Write down a contact: doing, being there, or both.

    :raises NotSeen: if the viewer may not see the person
    :raises NoteSaysNothing: if it says neither
    """
    person = person_seen(by, person_id)
    if not is_complete(being=being, doing=doing, fact=fact, words=words, view=view):
        raise NoteSaysNothing
    day = timezone.localtime(at).date()
    note = ContactNote(
        id=note_id or new_id(),
        agency_id=by.agency_id,
        person=person,
        member_id=by.member_id,
        on=day,
        method=method,
        place=place,
        minutes=minutes,
        being=being,
        doing=doing,
    )
    note.save(force_insert=True)
    entry = open_entries_of([person.pk]).get(person.pk)
    remember(
        person=person,
        memory=Memory(
            at=at,
            kind="note",
            title=str(Method.label_of(method)) + (f" {place}" if place else ""),
            fact=fact,
            words=words,
            view=view,
            being=being,
            doing=doing,
            sensitivity=sensitivity,
            ledger=entry.ledger if entry else "",
            source="companionship.ContactNote",
            source_id=note.pk,
        ),
        by=by,
    )
    met(person=person, on=day)
    if promise_text and promise_on:
        make_promise(
            person_id=person.pk,
            text=promise_text,
            due_on=promise_on,
            answerable_id=by.member_id,
            by=by,
        )
    record_event(
        action="note_written",
        by=by,
        subjects=[person.pk],
        object_kind="companionship.ContactNote",
        object_id=note.pk,
    )
    return note


@asks(Duty.WRITE_MEMORY)
@one_transaction
def make_promise(
    *, person_id: UUID, text: str, due_on: date, answerable_id: UUID, by: Viewer
) -> Promise:
    """
    Promise something for a day; somebody answers for it.

    :raises NotSeen: if the viewer may not see the person, or there is no such member
    """
    person, member = person_seen(by, person_id), member_seen(by, answerable_id)
    promise = Promise.objects.create(
        agency_id=by.agency_id, person=person, answerable=member, text=text, due_on=due_on
    )
    record_event(
        action="promise_made",
        by=by,
        subjects=[person.pk],
        object_kind="companionship.Promise",
        object_id=promise.pk,
    )
    return promise


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
    promise_seen(by, promise_id)
    promise = Promise.objects.select_for_update().select_related(None).get(pk=promise_id)
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
            at=timezone.now(),
            kind="promise",
            title=title,
            fact=note,
            source="companionship.Promise",
            source_id=promise.pk,
        ),
        by=by,
    )
    record_event(
        action="promise_settled",
        by=by,
        subjects=[promise.person_id],
        object_kind="companionship.Promise",
        object_id=promise.pk,
    )
    return promise


@asks(Duty.HAND_OVER)
@one_transaction
def hand_over(
    *, office_id: UUID, text: str, person_id: UUID | None, at: datetime, by: Viewer
) -> HandoverPost:
    """
    Tell the office what the next shift should know.

    :raises NotSeen: if the viewer may not see the person, or it is not their agency's office
    """
    if not offices_seen_by(by).filter(pk=office_id).exists():
        raise NotSeen
    person = person_seen(by, person_id) if person_id else None
    post = HandoverPost.objects.create(
        agency_id=by.agency_id,
        office_id=office_id,
        author_id=by.member_id,
        person=person,
        at=at,
        text=text,
    )
    record_event(
        action="handed_over",
        by=by,
        subjects=[person.pk] if person else [],
        object_kind="companionship.HandoverPost",
        object_id=post.pk,
    )
    return post


@asks(Duty.HAND_OVER)
@one_transaction
def mark_handover(*, post_id: UUID, kind: str, at: datetime, by: Viewer) -> None:
    """
    Say 「読みました」 or thank for a post; saying it twice changes nothing.

    :raises NotSeen: if the viewer may not see the post
    """
    post = handovers_seen_by(by).filter(pk=post_id).first()
    if post is None or kind not in ("read", "thanks"):
        raise NotSeen
    HandoverMark.objects.get_or_create(
        post=post, member_id=by.member_id, kind=kind, defaults={"at": at}
    )
    if kind == "thanks":
        HandoverMark.objects.get_or_create(
            post=post, member_id=by.member_id, kind="read", defaults={"at": at}
        )
    record_event(
        action="handover_marked",
        by=by,
        object_kind="companionship.HandoverPost",
        object_id=post.pk,
        detail={"kind": kind},
    )


@asks(Duty.KEEP_LEDGERS)
@one_transaction
def pass_on(
    *,
    entry_id: UUID,
    into: str,
    office_id: UUID,
    worker_id: UUID,
    on: date,
    by: Viewer,
    words: str = "",
    stay_along: bool = False,
) -> "LedgerEntry":
    """
    Pass a person on to the next ledger with everything known, and hand open promises to who answers
    from now on.

    Whoever passes on stays within reach of the story; `stay_along` keeps them walking beside the
    new lead.

    :raises NotSeen: if the viewer may not see the entry, or there is no such member or office
    :raises EntryAlreadyClosed: if it was passed on before
    """
    worker = member_seen(by, worker_id)
    if not offices_seen_by(by).filter(pk=office_id).exists():
        raise NotSeen
    entry = open_next_entry(
        entry_id=entry_id, into=into, office_id=office_id, worker_id=worker.pk, on=on, by=by
    )
    walk_with(
        person_id=entry.person_id,
        member_id=worker.pk,
        system=WalkSystem.COMPREHENSIVE if stay_along else WalkSystem.INDIVIDUAL,
        on=on,
        by=by,
    )
    if not stay_along:
        others = Companionship.objects.filter(person=entry.person_id, until_on=None).exclude(
            member=worker
        )
        for walk in others.filter(member_id=by.member_id):
            end_walk(walk_id=walk.pk, on=on, by=by)
    moved = list(Promise.objects.filter(person=entry.person_id, settled_on=None))
    Promise.objects.filter(pk__in=[promise.pk for promise in moved]).update(answerable=worker)
    if not moved:
        text = _g("First meeting with %(name)s") % {"name": worker.name}
        make_promise(
            person_id=entry.person_id,
            text=text,
            due_on=on + timedelta(days=7),
            answerable_id=worker.pk,
            by=by,
        )
    title = _g("Passed on to %(name)s") % {"name": worker.name}
    remember(
        person=entry.person,
        memory=Memory(
            at=moment_of(on),
            kind="transition",
            title=title,
            words=words,
            ledger=into,
            office_id=office_id,
            source="people.LedgerEntry",
            source_id=entry.pk,
        ),
        by=by,
    )
    record_event(
        action="passed_on",
        by=by,
        subjects=[entry.person_id],
        object_kind="people.LedgerEntry",
        object_id=entry.pk,
        detail={"promises": [str(promise.pk) for promise in moved]},
    )
    return entry
