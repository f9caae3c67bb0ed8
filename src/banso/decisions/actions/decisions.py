"""
Deciding: opinions of those against whom nothing stands, one decision with reasons, for a term.
"""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from banso.access.permission import Exempt, asks
from banso.access.viewer import GuestViewer
from banso.audit.actions import record_event
from banso.decisions.models import Body, BodyMember, Decision, Opinion, Recusal, Request
from banso.decisions.queries import Standing, request_to_decide
from banso.decisions.rules import (
    GRANTED,
    RecusalReason,
    Stance,
    State,
    folded,
    follows,
    last_day,
)
from banso.kit.db import one_transaction
from banso.kit.eras import fiscal_year
from banso.kit.models import require_version
from banso.kit.refusals import Refusal
from banso.numbering.actions import next_number


class Recused(Refusal):
    """Nobody decides on their own or their own organisation's request."""

    sentence = _(
        "You take no part in this request. Nobody decides on their own or their own "
        "organisation’s request."
    )


class AlreadyDecided(Refusal):
    """One request, one decision."""

    sentence = _("This request was decided already. Please load the page again.")


class NotTheChair(Refusal):
    """One member leads."""

    sentence = _(
        "The chair puts down the decision; where the chair takes no part, the member who "
        "leads in their place."
    )


class NotEnough(Refusal):
    """Too few have said what they think."""

    field = "outcome"
    sentence = _("Not enough members have said what they think yet.")


class DoesNotFollow(Refusal):
    """The decision is what most of them think."""

    field = "outcome"
    sentence = _(
        "No more members think so than otherwise. The decision is what most of them think, where "
        "approving with conditions and without counts as one; a tie decides nothing yet. Please "
        "talk about it once more."
    )


class ConditionsMissing(Refusal):
    """A condition has to be said."""

    field = "conditions"
    sentence = _("Please write the conditions, in words that the person understands.")


class NamesAreNotGiven(Refusal):
    """The body names nobody who thinks otherwise."""

    field = "minority"
    sentence = _("This body names nobody who thinks otherwise. Please write it without names.")


def _minority(opinions: list[Opinion], outcome: str, typed: str, *, named: bool) -> str:
    """
    Return the view of the minority as it is kept: as it was written, or as its members said it, by
    name where the body's rules say so.

    :raises NamesAreNotGiven: if one of them is named where the rules give no names
    """
    others = [one for one in opinions if one.stance != outcome]
    if named:
        return typed or "\n".join(f"{one.member.guest.name}: {one.words}" for one in others)
    text = typed or "\n".join(one.words for one in others)
    if any(folded(one.member.guest.name) in folded(text) for one in others):
        raise NamesAreNotGiven
    return text


def _taking_part(guest: GuestViewer, request_id: UUID) -> tuple[Request, BodyMember, Standing]:
    """
    Return a request that waits, locked against others who decide at the same moment; recusals by
    rule are put down first.
    """
    found, seat, standing = request_to_decide(guest, request_id)
    Body.objects.select_for_update().get(agency_id=found.agency_id)
    if not Request.objects.filter(pk=found.pk, state=State.ASKED).exists():
        raise AlreadyDecided
    written = set(Recusal.objects.filter(request=found).values_list("member_id", flat=True))
    Recusal.objects.bulk_create(
        [
            Recusal(agency_id=found.agency_id, request=found, member_id=member, why=why)
            for member, why in standing.recused.items()
            if member not in written
        ]
    )
    if seat.pk in standing.recused:
        raise Recused
    return found, seat, standing


@asks(Exempt.GUEST)
@one_transaction
def recuse(*, request_id: UUID, words: str, guest: GuestViewer) -> None:
    """
    Step back from a request by one's own word; an opinion given before no longer counts.

    :raises NotSeen: if it is not of the guest's body
    :raises Recused: if they take no part already
    :raises AlreadyDecided: if it was decided
    """
    found, seat, _standing = _taking_part(guest, request_id)
    Recusal.objects.create(
        agency_id=found.agency_id, request=found, member=seat, why=RecusalReason.WORD, words=words
    )
    record_event(
        action="decision_recused", by=guest, object_kind="decisions.Request", object_id=found.pk
    )


@asks(Exempt.GUEST)
@one_transaction
def give_opinion(
    *, request_id: UUID, stance: str, words: str, guest: GuestViewer, version: int | None = None
) -> Opinion:
    """
    Say what one thinks, with reasons, or say it anew.

    :raises NotSeen: if it is not of the guest's body
    :raises Recused: if they take no part
    :raises AlreadyDecided: if it was decided
    :raises StaleEdit: if it was said anew in the meantime
    """
    found, seat, _standing = _taking_part(guest, request_id)
    opinion = Opinion.objects.filter(request=found, member=seat).first()
    if opinion is None:
        opinion = Opinion(agency_id=found.agency_id, request=found, member=seat)
    else:
        require_version(opinion, version)
    opinion.stance, opinion.words = stance, words
    opinion.save()
    record_event(
        action="opinion_given", by=guest, object_kind="decisions.Request", object_id=found.pk
    )
    return opinion


@asks(Exempt.GUEST)
@one_transaction
def decide(
    *,
    request_id: UUID,
    outcome: str,
    reasons: str,
    guest: GuestViewer,
    conditions: str = "",
    minority: str = "",
    from_on: date | None = None,
    months: int | None = None,
) -> Decision:
    """
    Put down what the body decides: what most think, with reasons; a grant for a term. Who thinks
    otherwise is kept as the minority view.

    :raises NotSeen: if it is not of the guest's body
    :raises Recused: if they take no part
    :raises AlreadyDecided: if it was decided, also in this very second by somebody else
    :raises NotTheChair: if somebody else leads
    :raises NotEnough: if too few have said what they think
    :raises DoesNotFollow: if more think otherwise
    :raises ConditionsMissing: if conditions are not said
    :raises NamesAreNotGiven: if the minority is named where the body's rules give no names
    """
    found, seat, standing = _taking_part(guest, request_id)
    opinions = standing.counted
    if seat.pk != standing.chair_id:
        raise NotTheChair
    if not standing.enough:
        raise NotEnough
    if not follows(outcome, [one.stance for one in opinions]):
        raise DoesNotFollow
    if outcome == Stance.CONDITIONS and not conditions.strip():
        raise ConditionsMissing
    if not Request.objects.filter(pk=found.pk, state=State.ASKED).update(state=State.DECIDED):
        raise AlreadyDecided
    body, granted = Body.objects.get(agency_id=found.agency_id), outcome in GRANTED
    first = (from_on or guest.today) if granted else None
    made = Decision.objects.create(
        agency_id=found.agency_id,
        asker_id=found.asker_id,
        request=found,
        number=_number(body, guest.today),
        decided_on=guest.today,
        outcome=outcome,
        reasons=reasons,
        conditions=conditions if outcome == Stance.CONDITIONS else "",
        minority=_minority(opinions, outcome, minority, named=bool(body.names_minority)),
        names_minority=bool(body.names_minority),
        from_on=first,
        until_on=last_day(first, months or body.months) if first else None,
        chair=seat,
        present=[one.member.guest.name for one in opinions],
        recused=[
            one.guest.name
            for one in BodyMember.objects.filter(pk__in=list(standing.recused))
            .select_related("guest")
            .order_by("pk")
        ],
    )
    who = f"{guest.name}（{guest.organisation}）"
    record_event(
        action="decision_made", by=guest, object_kind="decisions.Request", object_id=found.pk
    )
    record_event(
        action="decision_made",
        by=guest,
        agency_id=found.asker_id,
        subjects=[found.person_id],
        object_kind="decisions.Request",
        object_id=found.pk,
        detail={"who": who},
    )
    return made


def _number(body: Body, today: date) -> str:
    """Return the next number of a document: sign, 年度, count."""
    prefix = f"{body.sign}{fiscal_year(today)}-"
    given = Decision.objects.filter(agency_id=body.agency_id, number__startswith=prefix)
    number = next_number(
        scheme="decision", agency_id=body.agency_id, period=prefix, standing=given.count
    )
    return f"{prefix}{number:03d}"
