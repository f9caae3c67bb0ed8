"""Every write of what people ask for about their own data; two decide."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from banso.access.actions import propose
from banso.access.models import Proposal
from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.viewer import GuestViewer, Viewer
from banso.audit.actions import record_event
from banso.kit.clock import moment_of
from banso.kit.db import one_transaction
from banso.kit.formatting import brief_day
from banso.kit.refusals import NotSeen, Refusal
from banso.people.actions import Memory, remember, suspend_person
from banso.people.models import Person
from banso.privacy.actions.erased_again import after_commit
from banso.privacy.actions.erasing import erase
from banso.privacy.actions.refusals import NotYet, StillInKeeping
from banso.privacy.models import Asking
from banso.privacy.queries.askings import DECIDE_ACT, LIFT_ACT, asking_seen, whoever_asks
from banso.privacy.queries.erasing import plan_for, still_in_keeping
from banso.privacy.rules.askings import Answer, Kind, due_by, is_sure
from banso.privacy.rules.erasing import Ground

SOURCE = "privacy.Asking"


class NotSure(Refusal):
    """Nothing is told, changed or erased for somebody who may be anybody."""

    field = "identity"
    sentence = _(
        "Please say how it was made sure who asks. For somebody else, a mandate or a paper of the "
        "court is needed."
    )


class AnsweredAlready(Refusal):
    """It was decided before."""

    sentence = _("This was decided already. Nothing was changed.")


class NoReasons(Refusal):
    """What is not done, or in part, is said with its reasons."""

    field = "reasons"
    sentence = _("Please write why it is not done, or only in part.")


class NotDecided(Refusal):
    """Nobody is told what nobody decided."""

    sentence = _("Two have to decide first.")


class NotSuspended(Refusal):
    """Only what is suspended is lifted."""

    sentence = _("Nothing is suspended here.")


@dataclass(frozen=True, kw_only=True)
class Request:
    """What is asked for, who asks, how it was made sure that it is they."""

    kind: str
    asked_on: date
    asked_by: str
    identity: tuple[str, ...] = ()
    asker_words: str = ""
    words: str = ""
    fee: int = 0


@asks(Duty.MANAGE_AGENCY)
@one_transaction
def enter_asking(
    *, person_id: UUID, request: Request, by: Viewer, new_id: UUID | None = None
) -> Asking:
    """
    Enter what somebody asks for about their own data; an answer is due in thirty days.

    :raises NotSeen: if the viewer may not see the person
    :raises NotYet: if the day has not come yet
    :raises NotSure: if it was not made sure who asks
    """
    person = whoever_asks(by, person_id)
    if request.asked_on > by.today:
        raise NotYet
    if not is_sure(request.asked_by, request.identity):
        raise NotSure
    typed: dict[str, Any] = asdict(request) | {"identity": list(request.identity)}
    row = Asking(
        agency_id=by.agency_id,
        person=person,
        due_on=due_by(request.asked_on),
        written_by_id=by.member_id,
        **typed,
    )
    row.id = new_id or row.id
    row.save(force_insert=True)
    remember(
        person=person,
        memory=Memory(
            at=moment_of(row.asked_on),
            kind="privacy",
            title=_g("Asked: %(what)s") % {"what": Kind.label_of(row.kind)},
            source=SOURCE,
            source_id=row.pk,
        ),
        by=by,
    )
    _trace("privacy_asked", row, by)
    return row


@asks(Duty.MANAGE_AGENCY)
@one_transaction
def ask_to_decide(
    *, asking_id: UUID, answer: str, reasons: str, by: Viewer, new_id: UUID | None = None
) -> Proposal:
    """
    Ask for the second word that decides; with it, what was asked for is done.

    :raises NotSeen: if the viewer may not know of it
    :raises AnsweredAlready: if it was decided before
    :raises NoReasons: if it is not done as asked for, and no reasons stand there
    :raises StillInKeeping: if it would be erased while something is kept for the person
    """
    row = _open(asking_id, by)
    if answer != Answer.ALL and not reasons.strip():
        raise NoReasons
    erases = row.kind == Kind.ERASE and answer != Answer.NONE
    if erases and row.person and still_in_keeping(plan_for(row.person, today=by.today)).exists():
        raise StillInKeeping
    given = {"answer": answer, "reasons": reasons}
    return propose(DECIDE_ACT, asker=by, about=row.pk, given=given, new_id=new_id)


def decide_confirmed(proposal: Proposal, asker: Viewer, second: Viewer | GuestViewer) -> str:
    """
    Decide in the asker's name, with the second member's beside it, and do what was asked for.

    :raises NotSeen: if it is none of theirs
    :raises AnsweredAlready: if it was decided before
    :raises StillInKeeping: if something is kept for the person that would be erased
    """
    if not isinstance(second, Viewer):
        raise NotSeen
    row = _open(proposal.about, asker)
    row.answer, row.reasons = proposal.given["answer"], proposal.given["reasons"]
    row.decided_on, row.decided_by_id, row.second_id = (
        second.today,
        asker.member_id,
        second.member_id,
    )
    row.version += 1
    row.save()
    people = [row.person_id] if row.person_id else []
    does = row.person if row.answer != Answer.NONE else None
    if row.kind == Kind.SUSPEND and does:
        suspend_person(person=does, suspended=True)
    _trace("privacy_decided", row, second, people, {"kind": row.kind, "answer": row.answer})
    if row.kind == Kind.ERASE and does:
        # whoever writes at this moment has ended before it is planned, or finds nobody afterwards
        held = Person.objects.select_for_update().get(pk=does.pk)
        plan = plan_for(held, today=second.today)
        if still_in_keeping(plan).exists():
            raise StillInKeeping
        erase(plan, ground=Ground.ASKED, asker=asker, second=second, asking=row, word=proposal.pk)
        after_commit(row.agency_id)
    return ""


@asks(Duty.MANAGE_AGENCY)
@one_transaction
def note_answered(*, asking_id: UUID, on: date, how: str, by: Viewer) -> Asking:
    """
    Note when and how the person was told what was decided.

    :raises NotSeen: if the viewer may not know of it
    :raises NotDecided: if it was not decided yet
    :raises NotYet: if the day has not come yet
    """
    row = _locked(asking_id, by)
    if not row.answer:
        raise NotDecided
    if on > by.today:
        raise NotYet
    row.told_on, row.told_how = on, how
    row.version += 1
    row.save()
    _trace("privacy_answered", row, by)
    return row


@asks(Duty.MANAGE_AGENCY)
@one_transaction
def ask_to_lift(*, asking_id: UUID, by: Viewer, new_id: UUID | None = None) -> Proposal:
    """
    Ask for the second word that opens again what is used no longer.

    :raises NotSeen: if the viewer may not know of it
    :raises NotSuspended: if nothing is suspended by it
    """
    row = _suspended(asking_id, by)
    return propose(LIFT_ACT, asker=by, about=row.pk, new_id=new_id)


def lift_confirmed(proposal: Proposal, asker: Viewer, second: Viewer | GuestViewer) -> str:
    """
    Open again what was used no longer.

    :raises NotSeen: if it is none of theirs
    :raises NotSuspended: if nothing is suspended by it
    """
    if not isinstance(second, Viewer):
        raise NotSeen
    row = _suspended(proposal.about, asker)
    row.lifted_on = second.today
    row.version += 1
    row.save()
    others = Asking.objects.filter(
        person=row.person_id, kind=Kind.SUSPEND, lifted_on=None, decided_on__isnull=False
    ).exclude(answer=Answer.NONE)
    if row.person and not others.exists():
        suspend_person(person=row.person, suspended=False)
    _trace("privacy_lifted", row, second)
    return ""


def says_asking(proposal: Proposal) -> str:
    """Return in words what is to be decided, without a name and without a word of the person."""
    row = Asking.objects.filter(pk=proposal.about).first()
    if row is None:
        return ""
    said = _g("%(what)s, asked on %(day)s") % {
        "what": Kind.label_of(row.kind),
        "day": brief_day(row.asked_on),
    }
    answer = proposal.given.get("answer", "")
    return f"{said}：{Answer.label_of(answer)}" if answer else said


def may_decide(proposal: Proposal, viewer: Viewer) -> bool:
    """Return whether a member may know of it."""
    try:
        asking_seen(viewer, proposal.about)
    except NotSeen:
        return False
    return True


def _locked(asking_id: UUID, by: Viewer) -> Asking:
    asking_seen(by, asking_id)
    return Asking.objects.select_for_update().select_related(None).get(pk=asking_id)


def _open(asking_id: UUID, by: Viewer) -> Asking:
    row = _locked(asking_id, by)
    if row.answer:
        raise AnsweredAlready
    return row


def _suspended(asking_id: UUID, by: Viewer) -> Asking:
    row = _locked(asking_id, by)
    done = row.answer and row.answer != Answer.NONE
    if row.kind != Kind.SUSPEND or not done or row.lifted_on is not None:
        raise NotSuspended
    return row


def _trace(
    action: str,
    row: Asking,
    by: Viewer,
    people: Sequence[UUID] | None = None,
    detail: dict[str, str] | None = None,
) -> None:
    subjects = people if people is not None else [row.person_id] if row.person_id else []
    record_event(
        action=action,
        by=by,
        subjects=subjects,
        object_kind=SOURCE,
        object_id=row.pk,
        detail=detail or {},
    )
