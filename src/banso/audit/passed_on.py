"""The trace of open work that passes to a colleague, the same whatever room the work is of."""

from collections.abc import Iterable
from uuid import UUID

from banso.access.viewer import Viewer
from banso.audit.actions import record_event


def trace_passed_on(
    kind: str,
    rows: int,
    *,
    from_id: UUID,
    to_id: UUID,
    by: Viewer,
    people: Iterable[UUID] = (),
) -> None:
    """Trace that rows of a model passed from one member to another, and whom they concern."""
    record_event(
        action="work_passed_on",
        by=by,
        subjects=people,
        object_kind=kind,
        detail={"from": str(from_id), "to": str(to_id), "rows": rows},
    )
