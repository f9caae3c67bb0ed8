"""The person's own no: who must never know of them, and taking that back."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from banso.access.permission import asks
from banso.access.queries import member_seen
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.consent.actions.consents import EndsTooEarly, WitnessMissing
from banso.consent.queries import no_seen
from banso.kit.clock import moment_of
from banso.kit.db import one_transaction
from banso.kit.ids import new_id as made_id
from banso.kit.refusals import NotSeen, Refusal
from banso.people.actions import Memory, remember
from banso.people.models import NeverSeenBy, Person
from banso.people.queries import person_seen, refuse_lent
from banso.people.rules import needs_witness


class SaidAlready(Refusal):
    """The person has said so already, and it stands."""

    field = "member"
    sentence = _("That is kept already, and it stands.")


@dataclass(frozen=True, kw_only=True)
class NewNo:
    """The person's word that a member must never know of them: when and how it was said."""

    member_id: UUID
    said_on: date
    way: str
    witness: str = ""
    words: str = ""


@asks(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
@one_transaction
def keep_no(*, person_id: UUID, no: NewNo, by: Viewer, new_id: UUID | None = None) -> NeverSeenBy:
    """
    Keep the person's word that a member must never know of them; it holds from this moment on,
    whatever else that member is trusted with.

    :raises NotSeen: if the viewer may not see the person, or there is no such member
    :raises OnlyLent: if the viewer sees the person for some hours only
    :raises WitnessMissing: if nobody is named who heard it or spoke
    :raises SaidAlready: if it stands already
    """
    person, member = person_seen(by, person_id), member_seen(by, no.member_id)
    refuse_lent([person.pk], by)
    if needs_witness(no.way) and not no.witness.strip():
        raise WitnessMissing
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)  # one after the other
    if NeverSeenBy.objects.filter(person=person, member=member, taken_back_on=None).exists():
        raise SaidAlready
    row = NeverSeenBy(
        id=new_id or made_id(),
        agency_id=by.agency_id,
        person=person,
        member=member,
        said_on=no.said_on,
        way=no.way,
        witness=no.witness,
        words=no.words,
        noted_by_id=by.member_id,
    )
    row.save(force_insert=True)
    _remember(row, _g("%(name)s must never know of me") % {"name": member.name}, no.words, by)
    record_event(
        action="no_kept",
        by=by,
        subjects=[person.pk],
        object_kind="people.NeverSeenBy",
        object_id=row.pk,
    )
    return row


@asks(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
@one_transaction
def take_no_back(*, no_id: UUID, on: date, by: Viewer, words: str = "") -> None:
    """
    Take the no back for the person, who has said so; whom it names cannot, for they do not know of
    the person.

    :raises NotSeen: if the viewer may not see its person, or it was taken back
    :raises OnlyLent: if the viewer sees the person for some hours only
    :raises EndsTooEarly: if the day lies before the day on which it was said
    """
    NeverSeenBy.objects.select_for_update(no_key=True).filter(pk=no_id).first()  # wait for a merge
    row = no_seen(by, no_id)
    refuse_lent([row.person_id], by)
    if on < row.said_on:
        raise EndsTooEarly(field="on")
    standing = NeverSeenBy.objects.filter(
        person=row.person_id, member=row.member_id, taken_back_on=None
    )
    if not standing.update(taken_back_on=on, taken_back_words=words, taken_back_by=by.member_id):
        raise NotSeen  # somebody else was faster
    _remember(row, _g("%(name)s may know of me again") % {"name": row.member.name}, words, by)
    record_event(
        action="no_taken_back",
        by=by,
        subjects=[row.person_id],
        object_kind="people.NeverSeenBy",
        object_id=row.pk,
    )


def _remember(row: NeverSeenBy, title: str, words: str, by: Viewer) -> None:
    on = row.said_on if row.taken_back_on is None else by.today
    memory = Memory(
        at=moment_of(on),
        kind="consent",
        title=title,
        words=words,
        source="people.NeverSeenBy",
        source_id=row.pk,
    )
    remember(person=row.person, memory=memory, by=by)
