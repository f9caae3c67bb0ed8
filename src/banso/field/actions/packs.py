"""Taking a round along, or visits at home."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.audit.actions import record_read
from banso.field.actions.telephones import NotYourTelephone
from banso.field.models import Pack, PackPerson, Telephone
from banso.field.queries import MAY_READ, packed_people
from banso.field.queries.packs import Carried
from banso.field.queries.visits import Visited, packed_visits
from banso.field.rules import BRINGS_HOME, MOST_PEOPLE
from banso.field.sealing import new_pair
from banso.intake.models import OutreachRound
from banso.intake.queries import is_its_night, next_noon, round_seen
from banso.kit.clock import NOON, moment_at
from banso.kit.db import one_transaction
from banso.kit.refusals import NotSeen, Refusal
from banso.surveys.actions import take_forms_along
from banso.surveys.models import Instrument


class NotItsNight(Refusal):
    """A round is taken along on its night."""

    sentence = _("A round is taken along on its night, until the next noon.")


@dataclass(frozen=True)
class Taken:
    """A round as it is taken along: the pack, the key to seal with, whom it usually meets."""

    pack: Pack
    outreach_round: OutreachRound
    public: str
    people: list[Carried]
    team: list[str]


@asks(Duty.RECORD_ROUNDS)
@one_transaction
def take_along(*, telephone_id: UUID, round_id: UUID, by: Viewer) -> Taken:
    """
    Take a round along on one's own telephone until noon, traced as read of everybody in it.

    :raises NotSeen: if the viewer may not see the round, or the telephone was stopped
    :raises NotYourTelephone: if it is another member's
    :raises NotItsNight: if the round does not walk now
    """
    outreach_round = round_seen(by, round_id)
    telephone = _own_telephone(telephone_id, by)
    if telephone.guest and telephone.round_id != round_id:
        raise NotSeen
    if not is_its_night(outreach_round):
        raise NotItsNight
    public, private_seal = new_pair()
    pack = Pack.objects.create(
        agency_id=by.agency_id,
        telephone=telephone,
        round=outreach_round,
        until=next_noon(outreach_round),
        private_seal=private_seal,
    )
    people = packed_people(outreach_round, by)
    if telephone.guest:  # what a volunteer is told: nothing that the memory holds
        people = [replace(one, promises=()) for one in people]
    _note_who([one.person_id for one in people], pack, by)
    team = [one.name for one in outreach_round.team.all()]
    return Taken(pack, outreach_round, public, people, team)


def _own_telephone(telephone_id: UUID, by: Viewer) -> Telephone:
    rows = Telephone.objects.select_for_update().filter(agency_id=by.agency_id)
    telephone = rows.filter(pk=telephone_id, stopped_at=None, paired_at__isnull=False).first()
    if telephone is None:
        raise NotSeen
    if telephone.member_id != by.member_id:
        raise NotYourTelephone
    return telephone


def _note_who(people: list[UUID], pack: Pack, by: Viewer) -> None:
    """Note who is on a telephone from now on, traced as read of everybody."""
    PackPerson.objects.bulk_create(
        [
            PackPerson(agency_id=by.agency_id, pack=pack, person_id=one, told_as=one)
            for one in people
        ]
    )
    record_read(what=MAY_READ, people=people, by=by, detail={"telephone": str(pack.telephone_id)})


@dataclass(frozen=True)
class TakenVisits:
    """Visits as they are taken along: the pack, its key, to whom, what can be asked there."""

    pack: Pack
    public: str
    people: list[Visited]
    forms: list[Instrument]


@asks(Duty.RECORD_ROUNDS, Duty.WRITE_MEMORY)
@one_transaction
def take_visits(*, telephone_id: UUID, people: Collection[UUID], by: Viewer) -> TakenVisits:
    """
    Take visits at home along on one's own telephone until tomorrow's noon, with the questionnaires
    that can be filled in there alone; traced as read of everybody who is visited.

    :raises NotSeen: if somebody is not among those whom the viewer visits, or nobody is named, or
      the telephone was stopped or is a guest's
    :raises NotYourTelephone: if it is another member's
    """
    telephone = _own_telephone(telephone_id, by)
    wanted = set(people)
    found = [one for one in packed_visits(by, wanted) if one.person_id in wanted]
    if telephone.guest or not wanted or len(found) != len(wanted) or len(found) > MOST_PEOPLE:
        raise NotSeen
    public, private_seal = new_pair()
    pack = Pack.objects.create(
        agency_id=by.agency_id,
        telephone=telephone,
        until=moment_at(by.today + timedelta(days=1), NOON),
        private_seal=private_seal,
    )
    _note_who([one.person_id for one in found], pack, by)
    forms = take_forms_along(by=by) if by.may(Duty.SEE_MEMORY) else []
    return TakenVisits(pack, public, found, forms)


@one_transaction
def forget_keys(*, now: datetime) -> int:
    """Forget what opens the lines of rounds long over, and return of how many packs."""
    return (
        Pack.objects.filter(until__lt=now - BRINGS_HOME)
        .exclude(private_seal="")
        .update(private_seal="")
    )
