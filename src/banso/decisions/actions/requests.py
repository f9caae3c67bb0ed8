"""
Asking a body, taking up what it decided, and stopping a request when the person takes their word
back.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from banso.access.permission import asks
from banso.access.queries import agency_of
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.companionship.actions import make_promise
from banso.consent.actions import passed_on
from banso.decisions.models import Body, Request
from banso.decisions.queries import body_named, last_conference, package_of, request_seen
from banso.decisions.rules import GRANTED, Kind, Stance, State
from banso.kit.clock import moment_of
from banso.kit.db import one_transaction
from banso.kit.formatting import format_day
from banso.kit.ids import new_id as made_id
from banso.kit.refusals import NotSeen, Refusal
from banso.kit.row_level_security import speaking_for
from banso.numbering.actions import next_number
from banso.numbering.queries import highest
from banso.people.actions import Memory, remember, require_living
from banso.people.queries import memory_told_by, person_seen
from banso.planning.queries import plan_seen


class AlreadyAsked(Refusal):
    """One question at a time."""

    sentence = _("A request for this person is waiting for its decision already.")


@dataclass(frozen=True, kw_only=True)
class NewRequest:
    """
    What a body is asked: on which plan, with which words of the person's; what it follows, and
    since when it could not wait.
    """

    plan_id: UUID
    body_id: UUID
    kind: str = Kind.NEW
    gains: Sequence[str] = ()
    before_id: UUID | None = None
    urgent_from: date | None = None
    urgent_reason: str = ""
    urgent_source_id: UUID | None = None
    words: str = ""


@asks(Duty.CONFER)
@one_transaction
def ask_decision(
    *, person_id: UUID, request: NewRequest, by: Viewer, new_id: UUID | None = None
) -> Request:
    """
    Ask a body to decide on a person's plan, with a package of what the person opened to it; what
    goes over is recorded as given on.

    :raises NotSeen: if the viewer may not see the person, the plan, the body, what was before or
      the record of what had begun
    :raises NothingOpened: if the person has not opened their plan to the body
    :raises AlreadyAsked: if a request on this person waits already
    """
    person, plan = person_seen(by, person_id), plan_seen(by, request.plan_id)
    require_living(person.pk)
    body = body_named(by, request.body_id)
    before = request_seen(by, request.before_id) if request.before_id else None
    if plan.person_id != person.pk or (before is not None and before.person_id != person.pk):
        raise NotSeen
    if request.urgent_source_id and not memory_told_by(person, by, request.urgent_source_id):
        raise NotSeen
    with speaking_for(body.agency_id):
        Body.objects.select_for_update().get(pk=body.pk)  # nobody is asked about twice
    if Request.objects.filter(person=person, state=State.ASKED).exists():
        raise AlreadyAsked
    package, opened = package_of(person, plan, body, by, last_conference(person, by))
    package |= {
        "words": request.words,
        "agency": agency_of(by).name,
        "asked_by": by.name,
        "parts": sorted(opened),
    }
    with speaking_for(body.agency_id):  # the body counts what all agencies ask of it
        number = next_number(
            scheme="request",
            agency_id=body.agency_id,
            standing=lambda: highest(Request.objects.filter(agency_id=body.agency_id)),
        )
    asked = Request(
        id=new_id or made_id(),
        agency_id=body.agency_id,
        asker_id=by.agency_id,
        person=person,
        plan=plan,
        kind=request.kind,
        number=number,
        asked_by_id=by.member_id,
        asked_on=by.today,
        package=package,
        gains=[one.strip() for one in request.gains if one.strip()],
        before=before,
        urgent_from=request.urgent_from,
        urgent_reason=request.urgent_reason,
        urgent_source_id=request.urgent_source_id,
    )
    asked.save(force_insert=True)
    title = _g("Asked %(body)s: %(kind)s") % {
        "body": body.agency.name,
        "kind": Kind.label_of(request.kind),
    }
    passed_on(
        agency_id=by.agency_id,
        recipient=body.agency.name,
        opened={person.pk: opened},
        on=by.today,
        what=title,
        source_id=asked.pk,
        answerable_id=by.member_id,
    )
    remember(
        person=person,
        memory=Memory(
            at=moment_of(by.today),
            kind="decision",
            title=title,
            fact=request.urgent_reason,
            words=request.words,
            source="decisions.Request",
            source_id=asked.pk,
        ),
        by=by,
    )
    record_event(
        action="decision_asked",
        by=by,
        subjects=[person.pk],
        object_kind="decisions.Request",
        object_id=asked.pk,
    )
    return asked


@asks(Duty.CONFER)
@one_transaction
def receive_decision(*, request_id: UUID, by: Viewer, due_on: date | None = None) -> None:
    """
    Take up a decision: the person's memory keeps it, and its conditions, or what was sent back,
    become a promise on the viewer's desk.

    :raises NotSeen: if the viewer may not know of it, or nothing was decided
    """
    request = request_seen(by, request_id)
    if request.state != State.DECIDED:
        raise NotSeen
    if not Request.objects.filter(pk=request.pk, received_at=None).update(
        received_at=moment_of(by.today), received_by=by.member_id
    ):
        return
    found = request.decision
    title = _g("Decision %(number)s: %(outcome)s") % {
        "number": found.number,
        "outcome": Stance.label_of(found.outcome),
    }
    begun = ""
    if request.urgent_from and found.outcome in GRANTED:
        begun = _g("Approved afterwards: support since %(day)s") % {
            "day": format_day(request.urgent_from)
        }
    fact = "\n".join(part for part in (begun, found.reasons, found.conditions) if part)
    remember(
        person=request.person,
        memory=Memory(
            at=moment_of(by.today),
            kind="decision",
            title=title,
            fact=fact,
            source="decisions.Request",
            source_id=request.pk,
        ),
        by=by,
    )
    promise = (
        found.conditions
        if found.outcome in GRANTED
        else _g("Work on what was sent back: %(why)s") % {"why": found.reasons}
    )
    if due_on and promise and found.outcome != Stance.REFUSE:
        make_promise(
            person_id=request.person_id,
            text=" ".join(promise.split())[:200],
            due_on=due_on,
            answerable_id=by.member_id,
            by=by,
            to_them=True,
        )
    record_event(
        action="decision_received",
        by=by,
        subjects=[request.person_id],
        object_kind="decisions.Request",
        object_id=request.pk,
    )


@asks(Duty.CONFER)
@one_transaction
def stop_requests(*, person_id: UUID, recipient: str, part: str, by: Viewer) -> None:
    """
    Stop what waits for a decision when the person takes back the word it rests on; what was decided
    stays decided.
    """
    rows = Request.objects.filter(
        person=person_id, asker_id=by.agency_id, agency__name=recipient, state=State.ASKED
    )
    for request in rows:
        if part in request.package.get("parts", []) and Request.objects.filter(
            pk=request.pk, state=State.ASKED
        ).update(state=State.STOPPED):
            record_event(
                action="decision_stopped",
                by=by,
                subjects=[person_id],
                object_kind="decisions.Request",
                object_id=request.pk,
            )
