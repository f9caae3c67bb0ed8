"""
The gate before duties: a later room may hold some of a member's duties back (training that is
missing), and says which.

Asked only where the agency has set something at all, so that others pay nothing for it.
"""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from banso.access.rules import Duty

Gate = Callable[[UUID, UUID, date], frozenset[Duty]]
_GATES: list[Gate] = []


def add_duty_gate(gate: Gate) -> None:
    """Let a room be asked which duties of (member, agency) it holds back on a day."""
    if gate not in _GATES:
        _GATES.append(gate)


def held_back(member_id: UUID, agency_id: UUID, today: date) -> frozenset[Duty]:
    """
    Return the duties that are held back from a member today; managing the agency never is, so that
    nobody locks everybody out.
    """
    return frozenset().union(*(gate(member_id, agency_id, today) for gate in _GATES)) - {
        Duty.MANAGE_AGENCY
    }
