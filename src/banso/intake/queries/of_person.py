"""Reading how one person was met on rounds."""

from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.intake.models import Encounter
from banso.people.models import Person


def met_on_rounds(person: Person, viewer: Viewer, *, size: int = 12) -> list[Encounter]:
    """
    Return the meetings on rounds with a person who was seen already, the newest first, where they
    were looked for and not there as well; nothing for whoever reads no memory.
    """
    if not viewer.may(Duty.SEE_MEMORY):
        return []
    rows = Encounter.objects.filter(person=person, taken_back_at=None).select_related("member")
    return list(rows.order_by("-at", "-pk")[:size])
