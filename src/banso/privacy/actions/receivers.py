"""Every write of who receives what is held: entered, changed and ended by two."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from banso.access.actions import propose
from banso.access.models import Agency, Proposal
from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.viewer import GuestViewer, Viewer
from banso.audit.actions import record_event
from banso.kit.db import one_transaction
from banso.kit.ids import new_id as made_id
from banso.kit.models import require_version
from banso.kit.refusals import NotSeen, Refusal
from banso.privacy.models import Receiver
from banso.privacy.queries.receivers import RECEIVER_ACT, receiver_seen, receivers_asked
from banso.privacy.rules.receivers import LOOKED_AFTER, ON_PAPER, Ground

SOURCE = "privacy.Receiver"


class NoContract(Refusal):
    """What is entrusted or used jointly rests on a contract, or on what was made known."""

    field = "contract_on"
    sentence = _("Please write the day of the contract, or on which the joint use was made known.")


class NobodyLooksAfter(Refusal):
    """Whoever entrusts something looks after it; of joint use somebody answers."""

    field = "looked_after"
    sentence = _(
        "Please write how you look after them; of joint use, who uses it and who answers for it."
    )


class ChangedMeanwhile(Refusal):
    """What was asked for was made from an older line."""

    sentence = _("The line was changed after this was asked for. Please ask for it anew.")


class EndsBefore(Refusal):
    """The days do not fit."""

    field = "until_on"
    sentence = _("This day lies before the contract.")


@dataclass(frozen=True, kw_only=True)
class Receives:
    """Who, on what ground, by which contract, what, what for, until when, looked after how."""

    name: str
    ground: str
    items: str
    purpose: str
    ground_words: str = ""
    contract_on: date | None = None
    until_on: date | None = None
    looked_after: str = ""


@asks(Duty.MANAGE_AGENCY)
@one_transaction
def ask_for_receiver(
    *,
    receives: Receives,
    by: Viewer,
    receiver_id: UUID | None = None,
    version: int | None = None,
    new_id: UUID | None = None,
) -> Proposal:
    """
    Ask for the second word that enters somebody who receives what is held, or changes the line.

    :raises NotSeen: if the viewer may not know of it
    :raises StaleEdit: if somebody changed it meanwhile
    :raises NoContract: if it rests on one and its day is missing
    :raises NobodyLooksAfter: if it must be said how, and is not
    :raises EndsBefore: if the days do not fit
    """
    _fits(receives)
    given: dict[str, Any] = {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in asdict(receives).items()
    }
    if receiver_id is not None:
        row = receiver_seen(by, receiver_id)
        given["version"] = row.version
        require_version(row, version)
    return _propose(receiver_id or made_id(), given, by, new_id)


@asks(Duty.MANAGE_AGENCY)
@one_transaction
def ask_to_end_receiver(*, receiver_id: UUID, by: Viewer, new_id: UUID | None = None) -> Proposal:
    """
    Ask for the second word that nobody is given anything by this line any more.

    :raises NotSeen: if the viewer may not know of it
    """
    row = receiver_seen(by, receiver_id)
    return _propose(row.pk, {"name": row.name, "ends": True}, by, new_id)


def receiver_confirmed(proposal: Proposal, asker: Viewer, second: Viewer | GuestViewer) -> str:
    """
    Enter, change or end the line in the asker's name, with the second member's beside it.

    :raises NotSeen: if it is none of theirs
    :raises ChangedMeanwhile: if somebody changed it after it was asked for
    """
    if not isinstance(second, Viewer):
        raise NotSeen
    given = dict(proposal.given)
    version, ends = given.pop("version", None), given.pop("ends", False)
    rows = Receiver.objects.select_for_update().filter(agency=asker.agency_id)
    row = rows.filter(pk=proposal.about).first()
    fresh = row is None
    if row is None:
        if ends or version is not None:
            raise NotSeen
        row = Receiver(pk=proposal.about, agency_id=asker.agency_id)
    elif version is not None and version != row.version:
        raise ChangedMeanwhile
    else:
        row.version += 1
    if ends:
        row.ended_on = second.today
    else:
        for name, value in given.items():
            is_day = name.endswith("_on") and value
            setattr(row, name, date.fromisoformat(value) if is_day else value)
        row.ended_on = None
    row.asked_by_id, row.second_id = asker.member_id, second.member_id
    row.seconded_on = second.today
    row.save(force_insert=fresh)
    record_event(
        action="privacy_receiver",
        by=second,
        subjects=[],
        object_kind=SOURCE,
        object_id=row.pk,
        detail={"ends": ends, "ground": row.ground},
    )
    return ""


def says_receiver(proposal: Proposal) -> str:
    """Return in words who is to receive what on which ground, or no longer."""
    given = proposal.given
    if not given:
        return ""
    if given.get("ends"):
        return _g("%(name)s receives nothing any more") % {"name": given["name"]}
    words = (given["name"], Ground.label_of(given["ground"]), given["items"], given["purpose"])
    return "、".join(str(one) for one in words)


def _propose(about: UUID, given: dict[str, Any], by: Viewer, new_id: UUID | None) -> Proposal:
    """Ask for it; whoever presses again finds what waits already, also at the same moment."""
    Agency.objects.select_for_update(no_key=True).get(pk=by.agency_id)  # one after the other
    waiting = receivers_asked(by)
    same = (one for one in waiting if (one.about, one.given) == (about, given))
    found = next(same, None)
    if found is not None and found.asked_by_id == by.member_id:
        return found
    return propose(RECEIVER_ACT, asker=by, about=about, given=given, new_id=new_id)


def _fits(receives: Receives) -> None:
    if receives.ground in ON_PAPER and receives.contract_on is None:
        raise NoContract
    if receives.ground in LOOKED_AFTER and not receives.looked_after.strip():
        raise NobodyLooksAfter
    if receives.until_on and receives.contract_on and receives.until_on < receives.contract_on:
        raise EndsBefore
