"""
Publishing what figures, trends and questions are answered from, so that they never weigh on the
work itself.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from banso.access.permission import asks
from banso.access.queries import every_manager
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.audit.actions import TABLES, record_event
from banso.insight.actions.research import close_research
from banso.insight.queries.published import OfAgency
from banso.insight.queries.snapshots import folder_of, key_of
from banso.kit.file_lock import alone_with
from banso.kit.readonly import may_write
from banso.kit.refusals import Refusal
from banso.kit.row_level_security import limited_to_agency
from banso_analysis.publishing import Report, publish


class UnderWay(Refusal):
    """Somebody else is at it."""

    sentence = _("It is being brought up to now already. Please look again in a moment.")


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Let one at a time publish; the lock goes with the process that holds it."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with alone_with(folder / "lock", else_say=UnderWay):
        yield


def publish_agency(*, agency_id: UUID, whole: bool = False) -> Report:
    """
    Bring an agency's snapshot up to now; broken off, it goes on where it was.

    :raises UnderWay: if somebody else is at it
    """
    with _alone(folder_of(agency_id)), limited_to_agency(agency_id):
        return publish(
            folder_of(agency_id),
            OfAgency(agency_id),
            at=timezone.now().isoformat(),
            whole=whole,
            key=key_of(agency_id),
        )


def publish_everyone(*, today: date, whole: bool = False) -> list[tuple[str, Report]]:
    """
    Bring every agency's snapshot up to now, and empty the lists for research whose day is over.

    :raises UnderWay: if somebody else is at it
    """
    close_research(today=today)
    return [
        (name, publish_agency(agency_id=viewer.agency_id, whole=whole))
        for name, viewer in every_manager(today=today)
    ]


def publish_home(now: datetime) -> str:
    """Bring every agency's snapshot up to now, and say how much that was."""
    done = publish_everyone(today=timezone.localdate(now))
    rows = sum(report.rows for _name, report in done)
    return _g("Agencies: %(agencies)s, rows: %(rows)s") % {"agencies": len(done), "rows": rows}


@asks(Duty.SEE_MEMORY, Duty.EXPORT_LISTS)
def note_taken_out(*, what: str, detail: dict[str, Any], by: Viewer) -> None:
    """Trace that figures have left as a file; nobody is named in them."""
    with may_write(*TABLES):
        record_event(action=f"read:{what}", by=by, detail=detail)
