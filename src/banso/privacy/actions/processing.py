"""Every write of the register of processing."""

from dataclasses import asdict, dataclass
from uuid import UUID

from banso.access.models import Agency
from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.kit.db import one_transaction
from banso.kit.models import require_version
from banso.privacy.models import Processing
from banso.privacy.queries.processing import processing_seen
from banso.privacy.rules.processing import SUGGESTED, Way

SOURCE = "privacy.Processing"


@dataclass(frozen=True, kw_only=True)
class HeldData:
    """What is held, whose, for what, who receives it, until when."""

    name: str
    whose: str
    items: str
    purpose: str
    basis: str = ""
    source: str = ""
    way: str = Way.OWN
    receivers: str = ""
    lies: str = ""
    kept_for: str = ""
    answers: str = ""


@asks(Duty.MANAGE_AGENCY)
@one_transaction
def enter_processing(*, held: HeldData, by: Viewer, new_id: UUID | None = None) -> Processing:
    """Enter something that is held into the register."""
    row = Processing(agency_id=by.agency_id, looked_on=by.today, **asdict(held))
    row.id = new_id or row.id
    row.save(force_insert=True)
    _trace("privacy_processing_entered", row, by)
    return row


@asks(Duty.MANAGE_AGENCY)
@one_transaction
def change_processing(
    *, processing_id: UUID, held: HeldData, version: int | None, by: Viewer
) -> Processing:
    """
    Change a line of the register, or say that it still holds: it was looked at today.

    :raises NotSeen: if the viewer may not know of it
    :raises StaleEdit: if somebody changed it in the meantime
    """
    row = _locked(processing_id, by)
    require_version(row, version)
    for name, value in asdict(held).items():
        setattr(row, name, value)
    row.looked_on, row.ended_on = by.today, None
    row.save()
    _trace("privacy_processing_changed", row, by)
    return row


@asks(Duty.MANAGE_AGENCY)
@one_transaction
def end_processing(*, processing_id: UUID, by: Viewer) -> None:
    """
    Say that something is held no longer; ending it twice changes nothing.

    :raises NotSeen: if the viewer may not know of it
    """
    row = _locked(processing_id, by)
    if row.ended_on is None:
        row.ended_on = by.today
        row.version += 1
        row.save()
        _trace("privacy_processing_ended", row, by)


@asks(Duty.MANAGE_AGENCY)
@one_transaction
def begin_register(*, by: Viewer) -> int:
    """Enter what every agency holds that works with Banso; nothing where lines stand already."""
    Agency.objects.select_for_update(no_key=True).get(pk=by.agency_id)
    if Processing.objects.filter(agency_id=by.agency_id).exists():
        return 0
    for one in SUGGESTED:
        enter_processing(
            held=HeldData(**{name: str(words) for name, words in vars(one).items()}), by=by
        )
    return len(SUGGESTED)


def _locked(processing_id: UUID, by: Viewer) -> Processing:
    processing_seen(by, processing_id)
    return Processing.objects.select_for_update().get(pk=processing_id)


def _trace(action: str, row: Processing, by: Viewer) -> None:
    record_event(action=action, by=by, subjects=[], object_kind=SOURCE, object_id=row.pk)
