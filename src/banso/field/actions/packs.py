"""Taking a round along."""

from dataclasses import dataclass, replace
from datetime import datetime
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
from banso.field.rules import BRINGS_HOME
from banso.field.sealing import new_pair
from banso.intake.models import OutreachRound
from banso.intake.queries import is_its_night, next_noon, round_seen
from banso.kit.db import one_transaction
from banso.kit.refusals import NotSeen, Refusal


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
    rows = Telephone.objects.select_for_update().filter(agency_id=by.agency_id)
    telephone = rows.filter(pk=telephone_id, stopped_at=None, paired_at__isnull=False).first()
    if telephone is None:
        raise NotSeen
    if telephone.member_id != by.member_id:
        raise NotYourTelephone
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
    PackPerson.objects.bulk_create(
        [
            PackPerson(
                agency_id=by.agency_id, pack=pack, person_id=one.person_id, told_as=one.person_id
            )
            for one in people
        ]
    )
    record_read(
        what=MAY_READ,
        people=[one.person_id for one in people],
        by=by,
        detail={"telephone": str(telephone.pk)},
    )
    team = [one.name for one in outreach_round.team.all()]
    return Taken(pack, outreach_round, public, people, team)


@one_transaction
def forget_keys(*, now: datetime) -> int:
    """Forget what opens the lines of rounds long over, and return of how many packs."""
    return (
        Pack.objects.filter(until__lt=now - BRINGS_HOME)
        .exclude(private_seal="")
        .update(private_seal="")
    )
