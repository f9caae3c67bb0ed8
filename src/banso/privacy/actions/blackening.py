"""Blackening what may not be given in a copy; each with its reason, until two have decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from banso.access.permission import asks
from banso.access.proposals import proposals_waiting
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.kit.db import one_transaction
from banso.kit.refusals import NotSeen, Refusal
from banso.privacy.models import Asking, Blackened
from banso.privacy.queries.askings import DECIDE_ACT, asking_seen
from banso.privacy.queries.copying import copy_for, proposed
from banso.privacy.rules.askings import Kind

SOURCE = "privacy.Blackened"


class DecidedOrAsked(Refusal):
    """What two decide on does not change meanwhile."""

    sentence = _("This is decided, or waits for the second word: nothing is blackened anew.")


class NotInText(Refusal):
    """Only what stands in a text is blackened."""

    field = "part"
    sentence = _("This does not stand in the text.")


@dataclass(frozen=True, kw_only=True)
class Place:
    """Which text, by its row and its field; `part` is what is blackened of it, empty for all."""

    model: str
    row_id: str
    field: str
    part: str = ""


@asks(Duty.MANAGE_AGENCY)
@one_transaction
def take_over_proposals(*, asking_id: UUID, by: Viewer) -> int:
    """
    Blacken everything that was found to speak of others, and return how much that was.

    :raises NotSeen: if the viewer may not know of it
    :raises DecidedOrAsked: if it is decided, or waits for the second word
    """
    row = _open(asking_id, by)
    found = proposed(row, copy_for(row, by))
    for one in found:
        model, row_id, field = one.said.place
        place = Place(model=model, row_id=row_id, field=field, part=one.part[:200])
        _keep(row, place, one.why, by, found=True)
    _trace("privacy_blackened", row, by)
    return len(found)


@asks(Duty.MANAGE_AGENCY)
@one_transaction
def blacken_text(*, asking_id: UUID, place: Place, why: str, by: Viewer) -> None:
    """
    Blacken a text, or a part of it, with the reason; twice is once.

    :raises NotSeen: if the viewer may not know of it, or the text is none of this person's
    :raises DecidedOrAsked: if it is decided, or waits for the second word
    :raises NotInText: if the part does not stand in the text
    """
    row = _open(asking_id, by)
    where = (place.model, place.row_id, place.field)
    text = next((one.text for one in copy_for(row, by).texts() if one.place == where), None)
    if text is None:
        raise NotSeen
    if place.part and place.part not in text:
        raise NotInText
    _keep(row, place, why, by, found=False)
    _trace("privacy_blackened", row, by)


@asks(Duty.MANAGE_AGENCY)
@one_transaction
def show_again(*, asking_id: UUID, black_ids: Sequence[UUID], by: Viewer) -> None:
    """
    Show again what was blackened; what is shown already stays so.

    :raises NotSeen: if the viewer may not know of it
    :raises DecidedOrAsked: if it is decided, or waits for the second word
    """
    row = _open(asking_id, by)
    Blackened.objects.filter(asking=row, pk__in=list(black_ids)).delete()
    _trace("privacy_shown_again", row, by)


def _open(asking_id: UUID, by: Viewer) -> Asking:
    asking_seen(by, asking_id)
    row = Asking.objects.select_for_update().select_related(None).get(pk=asking_id)
    if row.kind != Kind.DISCLOSE:
        raise NotSeen
    waits = proposals_waiting(row.agency_id).filter(act=DECIDE_ACT, about=row.pk)
    if row.answer or waits.exists():
        raise DecidedOrAsked
    return row


def _keep(row: Asking, place: Place, why: str, by: Viewer, *, found: bool) -> None:
    Blackened.objects.get_or_create(
        asking=row,
        model=place.model,
        row_id=place.row_id,
        field=place.field,
        part=place.part,
        defaults={
            "agency_id": by.agency_id,
            "why": why,
            "found": found,
            "by_id": by.member_id,
        },
    )


def _trace(action: str, row: Asking, by: Viewer) -> None:
    subjects = [row.person_id] if row.person_id else []
    record_event(action=action, by=by, subjects=subjects, object_kind=SOURCE, object_id=row.pk)
