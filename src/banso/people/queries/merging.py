"""What a merge would move, and which merges there were."""

from dataclasses import dataclass

from django.apps import apps

from banso.access.text_rules import may_read
from banso.access.viewer import Viewer
from banso.people.merge_rules import rules_of_what_moves
from banso.people.models import Merge, Person


@dataclass(frozen=True)
class Moving:
    """
    Rows of one kind that would go over, each as a line of text; `closed` counts those whose text
    the viewer may not read.
    """

    label: str
    name: str
    count: int
    lines: list[str]
    closed: int


@dataclass(frozen=True)
class MergePreview:
    """What bringing two entries together would do."""

    kept: Person
    gone: Person
    moving: list[Moving]


def merging_preview(kept: Person, gone: Person, viewer: Viewer) -> MergePreview:
    """
    Return every row that would move from one entry to the other, as far as the viewer may read it;
    both were seen by them already.
    """
    found: list[Moving] = []
    for one in rules_of_what_moves():
        model = apps.get_model(one.model)
        for field in one.fields:
            rows = list(model._default_manager.filter(**{field: gone.pk}).order_by("pk"))
            if rows:
                lines = [str(row) for row in rows if may_read(viewer, row)]
                closed = len(rows) - len(lines)
                found.append(Moving(one.model, str(one.name), len(rows), lines, closed))
    return MergePreview(kept, gone, found)


def merges_of(person: Person, viewer: Viewer) -> list[Merge]:
    """Return the merges into a person that stand, newest first."""
    rows = Merge.objects.filter(kept=person, undone_at=None, kept__agency_id=viewer.agency_id)
    return list(rows.select_related("gone").order_by("-created_at", "-pk"))
