"""
Opening somebody out of reach because a life is in danger (個人情報保護法 27条1項2号): never alone,
a reason, three hours, the narrow view, told to those who answer, explained to the person.
"""

from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from banso.access.actions import propose
from banso.access.models import Proposal
from banso.access.permission import asks
from banso.access.proposals import seconds_of
from banso.access.rules import Duty
from banso.access.viewer import GuestViewer, Viewer
from banso.audit.actions import record_event
from banso.consent.models import OpenedPart, Opening
from banso.consent.queries import open_now, opening_seen, part_of
from banso.consent.rules import (
    IN_DANGER,
    OPEN_FOR,
    PART_IN_DANGER_DUTY,
    DangerPart,
    says_something,
)
from banso.kit.db import one_transaction
from banso.kit.ngrams import normalise
from banso.kit.refusals import NotSeen, Refusal
from banso.people.actions import Memory, remember
from banso.people.models import Person
from banso.people.queries import people_in_danger


class SaysNothing(Refusal):
    """A reason says what happened."""

    field = "reason"
    sentence = _(
        "Please write in a sentence what happened and why it can’t wait: who told you, where, what."
    )


class NobodyToConfirm(Refusal):
    """Nobody else may give the second word today."""

    sentence = _(
        "Nobody else here may confirm it now. Call 119 or 110, and call a manager or whoever knows "
        "the person by telephone: they tell you what keeps everybody safe."
    )


class NotTheSameName(Refusal):
    """What the second heard is not what was asked for."""

    sentence = _("That is not the name that was asked for. Please speak it through once more.")


class ExplainedByOpener(Refusal):
    """Whoever opened somebody does not alone say that it was explained to them."""

    sentence = _(
        "You opened this yourself. Somebody else explains it to the person and notes it here."
    )


@asks(Duty.OPEN_IN_DANGER)
def note_try(*, by: Viewer) -> None:
    """Trace that somebody asked for a person out of reach, and nobody was opened."""
    record_event(action="danger_tried", by=by)


@asks(Duty.OPEN_IN_DANGER)
@one_transaction
def ask_in_danger(*, name: str, reason: str, by: Viewer, new_id: UUID | None = None) -> Proposal:
    """
    Ask that somebody out of reach be opened; a second member's word does it, within fifteen
    minutes. Whom the name means is not looked up before that, so that nothing tells whether there
    is anybody.

    :raises SaysNothing: if the reason says nothing
    :raises NobodyToConfirm: if nobody else may give the second word today
    """
    if not says_something(reason, but=name):
        raise SaysNothing
    if not seconds_of(by, IN_DANGER):
        raise NobodyToConfirm
    record_event(action="danger_tried", by=by)
    given = {"name": name.strip(), "reason": reason.strip()}
    return propose(IN_DANGER, asker=by, about=by.member_id, given=given, new_id=new_id)


def says_danger(proposal: Proposal) -> str:
    """Return in words what is asked for: never whom, which is told by voice."""
    return _g("Call %(name)s: whom it is about, and why, you hear from them.") % {
        "name": proposal.asked_by.name
    }


def open_confirmed(proposal: Proposal, asker: Viewer, second: Viewer | GuestViewer) -> str:
    """
    Open the one who is called exactly so for the asker, for three hours; nobody, where nobody is,
    where several are, or where the person has named one of the two. The second is told the same.

    :raises NotTheSameName: if the second has heard another name
    """
    given = proposal.given
    if normalise(proposal.heard) != normalise(given["name"]):
        raise NotTheSameName
    if not isinstance(second, Viewer):
        raise NotSeen
    found = people_in_danger(asker, second, given["name"])
    if len(found) == 1:
        _open(proposal, found[0], asker, second)
    return ""


def _open(proposal: Proposal, person: Person, asker: Viewer, second: Viewer) -> None:
    now, reason = timezone.now(), proposal.given["reason"]
    opening = Opening(
        id=proposal.pk,
        agency_id=asker.agency_id,
        person=person,
        member_id=asker.member_id,
        second_id=second.member_id,
        at=now,
        until_at=now + OPEN_FOR,
        reason=reason,
    )
    opening.save(force_insert=True)
    title = _g("Opened in danger to life for %(name)s, with the word of %(second)s") % {
        "name": asker.name,
        "second": second.name,
    }
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
        by=asker,
    )
    record_event(
        action="opened_in_danger",
        by=asker,
        subjects=[person.pk],
        object_kind="consent.Opening",
        object_id=opening.pk,
        detail={"second": str(second.member_id)},
    )


@asks(Duty.OPEN_IN_DANGER)
@one_transaction
def open_part(*, opening_id: UUID, kind: str, row_id: UUID, reason: str, by: Viewer) -> None:
    """
    Open one place or one way to reach somebody who is open in danger now, for whoever opened them.

    :raises NotSeen: if it is open to the viewer no longer, or there is no such place or way
    :raises SaysNothing: if the reason says nothing
    """
    opening, seen = open_now(by, opening_id)
    part_of(seen, kind, row_id)
    if not by.may(PART_IN_DANGER_DUTY[DangerPart(kind)]):
        raise NotSeen
    if not says_something(reason, but=seen.person.called_name):
        raise SaysNothing
    fresh = OpenedPart.objects.get_or_create(
        opening=opening,
        row_id=row_id,
        defaults={
            "agency_id": by.agency_id,
            "kind": kind,
            "at": timezone.now(),
            "reason": reason.strip(),
        },
    )[1]
    if fresh:
        record_event(
            action="danger_part_opened",
            by=by,
            subjects=[seen.person.pk],
            object_kind="consent.Opening",
            object_id=opening.pk,
            detail={"part": kind},
        )


@asks(Duty.SEE_MEMORY, Duty.WRITE_MEMORY)
@one_transaction
def see_opening(*, opening_id: UUID, by: Viewer) -> None:
    """
    Note that somebody who answers for the person knows of it; the first one counts, and neither of
    the two who opened says it.

    :raises NotSeen: if the viewer may not see its person
    """
    opening = opening_seen(by, opening_id)
    if by.member_id not in (opening.member_id, opening.second_id) and Opening.objects.filter(
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
