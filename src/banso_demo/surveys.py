"""What the invented people answered, as if asked on those days."""

from dataclasses import dataclass, field

from banso.surveys.actions import NewSurvey, keep_survey, note_shown
from banso_demo.agency import DemoAgency
from banso_demo.reading import of_each_person


@dataclass(frozen=True)
class Survey:
    """Answers by item, given so many days ago; an empty answer was left out."""

    moment: str
    ago: int
    mode: str
    by: str
    answers: dict[str, str] = field(default_factory=dict)
    declined: bool = False


def ask(agency: DemoAgency) -> None:
    """Keep every answer, and show it to the person."""
    for called, surveys in of_each_person(Survey, "surveys").items():
        person = agency.person(called)
        for one in surveys:
            by = agency.on(one.by, one.ago)
            kept = keep_survey(
                survey=NewSurvey(
                    code="isolation",
                    moment=one.moment,
                    on=by.today,
                    mode=one.mode,
                    answers=one.answers,
                    declined=one.declined,
                ),
                person_id=person.pk,
                by=by,
            )
            note_shown(survey_id=kept.pk, by=by)
