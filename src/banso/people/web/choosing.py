"""A list of people to choose from, in a form."""

from uuid import UUID

from banso.access.viewer import Viewer
from banso.audit.actions import record_read
from banso.people import queries


def offered_people(viewer: Viewer, *, but: UUID | None = None) -> list[tuple[str, str]]:
    """Return the people with whom a member walks, as a field's choices; it leaves a trace."""
    choices = queries.people_to_choose(viewer, but=but)
    record_read(what="choice", people=[UUID(one) for one, _name in choices], by=viewer)
    return choices
