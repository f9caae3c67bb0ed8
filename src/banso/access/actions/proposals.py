"""Asking for what nobody does alone, and the second word that does it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from banso.access.events import proposal_changed
from banso.access.models import Agency, Proposal, SecondWord
from banso.access.permission import Exempt, asks, refuse_without
from banso.access.proposals import ENOUGH, SecondedAct, act_of, weight_of
from banso.access.queries import viewer_of_guest, viewer_of_member
from banso.access.viewer import GuestViewer, Viewer
from banso.kit.db import one_transaction
from banso.kit.declarations import declared_by_code
from banso.kit.ids import new_id as made_id
from banso.kit.refusals import NotSeen, Refusal

FORGOTTEN: dict[str, Any] = {"given": {}, "code_seal": "", "reason": ""}
"""What is kept of a proposal that waits no longer: that there was one, and no word of it."""


class NoLongerWaits(Refusal):
    """Somebody was faster, or its time is over."""

    sentence = _("This no longer waits: it was done, was taken back, or its time is over.")


class NotAlone(Refusal):
    """One's own word is not the second one."""

    sentence = _("You asked for it yourself. Please let somebody else confirm it.")


class NotHeard(Refusal):
    """The second word is given by somebody who has heard what it is about."""

    sentence = _(
        "Please call whoever asked for it, hear what it is about, and write it yourself. What was "
        "asked for is not shown here."
    )


class AskerGone(Refusal):
    """Whoever asked for it may no longer do it, so nobody does it for them."""

    sentence = _(
        "Whoever asked for this has gone or no longer has this duty. Please ask for it anew."
    )


@one_transaction
def propose(
    act: str,
    *,
    asker: Viewer,
    about: UUID,
    given: dict[str, Any] | None = None,
    code_seal: str = "",
    reason: str = "",
    asked_of: UUID | None = None,
    new_id: UUID | None = None,
) -> Proposal:
    """
    Ask for what nobody does alone; what was asked before of the same act about the same is taken
    back. A room's action calls this in place of doing it, and has asked for the duty.

    :raises DutyMissing: if the member may not ask for it
    """
    kind = declared_by_code(SecondedAct)[act]
    refuse_without(asker, frozenset({kind.duty}))
    Agency.objects.select_for_update(no_key=True).get(pk=asker.agency_id)  # one after the other
    same = Proposal.objects.filter(pk=new_id, asked_by=asker.member_id).first() if new_id else None
    if same is not None:
        return same
    now = timezone.now()
    Proposal.objects.filter(
        agency_id=asker.agency_id, act=act, about=about, done_at=None, stopped_at=None
    ).update(stopped_at=now, **FORGOTTEN)
    made = Proposal(
        id=new_id or made_id(),
        agency_id=asker.agency_id,
        act=act,
        about=about,
        given=given or {},
        code_seal=code_seal,
        reason=reason,
        asked_by_id=asker.member_id,
        asked_of_id=asked_of,
        open_until=now + kind.open_for,
    )
    made.save(force_insert=True)
    _tell("proposal_asked", made, asker)
    return made


def _tell(action: str, proposal: Proposal, by: Viewer | GuestViewer) -> None:
    proposal_changed.send(
        Proposal,
        proposal_id=proposal.pk,
        agency_id=proposal.agency_id,
        action=action,
        by=by,
        detail={"act": proposal.act, "about": str(proposal.about)},
    )


def _waiting(proposal_id: UUID, by: Viewer | GuestViewer) -> Proposal:
    """Return a proposal of one's own agency that waits, locked; one change after the other."""
    Agency.objects.select_for_update(no_key=True).get(pk=by.agency_id)
    rows = Proposal.objects.select_for_update()
    found = rows.filter(pk=proposal_id, agency_id=by.agency_id).first()
    if found is None:
        raise NotSeen
    if found.done_at or found.stopped_at or found.open_until <= timezone.now():
        if _concerns(by, found):
            raise NoLongerWaits
        raise NotSeen
    return found


def _concerns(by: Viewer | GuestViewer, proposal: Proposal) -> bool:
    """Return whether somebody may know of a proposal, also once it is over."""
    own = by.actor_id in (proposal.asked_by_id, proposal.about)
    return own or bool(weight_of(by, proposal))


@asks(Exempt.OWN, Exempt.GUEST)
@one_transaction
def confirm_proposal(*, proposal_id: UUID, by: Viewer | GuestViewer, said: str = "") -> str:
    """
    Give one's word on what somebody else has asked for; with the word that makes it enough it is
    done, in the asker's name. Returns what only whoever confirms is told, mostly nothing. What they
    heard by voice is `said`, where the act asks for it.

    :raises NotSeen: if it is not theirs to confirm
    :raises NotAlone: if they asked for it themselves
    :raises NoLongerWaits: if it was done or stopped, or is too old
    :raises AskerGone: if whoever asked may no longer do it
    :raises NotHeard: if they must have heard what it is about, and write nothing
    """
    proposal = _waiting(proposal_id, by)
    if proposal.asked_by_id == by.actor_id:
        raise NotAlone
    if not weight_of(by, proposal):
        raise NotSeen
    act = act_of(proposal)
    proposal.heard = said.strip()
    if act.hears and not proposal.heard:
        raise NotHeard
    asker = viewer_of_member(proposal.asked_by_id, today=by.today)
    if asker is None or not asker.may(act.duty):
        raise AskerGone
    whose = {"member_id" if isinstance(by, Viewer) else "guest_id": by.actor_id}
    SecondWord.objects.get_or_create(
        **whose,
        proposal=proposal,
        defaults={"agency_id": by.agency_id, "asked_by_id": proposal.asked_by_id},
    )
    _tell("proposal_confirmed", proposal, by)
    if _weight_of_words(proposal, by) < ENOUGH:
        return ""
    run: Callable[[Proposal, Viewer, Viewer | GuestViewer], str] = import_string(act.run)
    told = run(proposal, asker, by)
    Proposal.objects.filter(pk=proposal.pk).update(done_at=timezone.now(), **FORGOTTEN)
    return told


def _weight_of_words(proposal: Proposal, by: Viewer | GuestViewer) -> int:
    """Return what the words weigh today: whoever gave one may have gone since."""
    weight = 0
    for word in proposal.words.all():
        who: Viewer | GuestViewer | None = None
        if word.member_id:
            who = viewer_of_member(word.member_id, today=by.today)
        elif word.guest_id:
            who = viewer_of_guest(word.guest_id, today=by.today)
        weight += weight_of(who, proposal) if who else 0
    return weight


@asks(Exempt.OWN, Exempt.GUEST)
@one_transaction
def stop_proposal(*, proposal_id: UUID, by: Viewer | GuestViewer) -> None:
    """
    Take back what one asked for, or say no to what one is asked to confirm or is about oneself.

    :raises NotSeen: if it is none of these
    :raises NoLongerWaits: if it was done or stopped, or is too old
    """
    proposal = _waiting(proposal_id, by)
    if not _concerns(by, proposal):
        raise NotSeen
    Proposal.objects.filter(pk=proposal.pk).update(stopped_at=timezone.now(), **FORGOTTEN)
    _tell("proposal_stopped", proposal, by)
