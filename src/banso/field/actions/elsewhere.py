"""What a telephone brings home from visits: the same actions as from the desk."""

from django.utils import timezone

from banso.access.viewer import Viewer
from banso.companionship.actions import NewVisit, tap_note, write_visit
from banso.field.models import FieldOp
from banso.field.rules import Kind, Line
from banso.kit.ids import own_id
from banso.people.models import Person
from banso.surveys.actions import NewSurvey, keep_survey
from banso.surveys.rules import Mode


def write_elsewhere(row: FieldOp, line: Line, person: Person, by: Viewer) -> None:
    """
    Write a visit, that somebody was there, or what was filled in alone on a tablet; the row says
    of whom, and where it stands.
    """
    told, own = dict(line.meeting), own_id(row.op, row.telephone_id)
    if line.kind == Kind.ANSWERS:
        filled = NewSurvey(on=timezone.localtime(row.at).date(), mode=Mode.ALONE, **told)
        survey = keep_survey(person_id=person.pk, survey=filled, by=by, new_id=own)
        row.person_id, row.source_id = survey.person_id, survey.pk
        return
    if line.kind == Kind.BEING:
        note = tap_note(person_id=person.pk, way=told["way"], at=row.at, by=by, note_id=own)
    else:
        visit = NewVisit(at=row.at, **told)
        note = write_visit(person_id=person.pk, visit=visit, by=by, note_id=own)
    row.person_id, row.source_id = note.person_id, note.pk
