"""The assessments of the invented people, over years."""

from dataclasses import dataclass
from typing import Any

from banso.assessment.actions import begin_assessment, finish_assessment, write_part
from banso.assessment.queries import latest_of
from banso_demo.agency import DemoAgency
from banso_demo.reading import of_each_person

Answers = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Sitting:
    """What was written so many days ago, by a role: answers by section and item."""

    ago: int
    by: str
    parts: dict[str, Answers]


@dataclass(frozen=True)
class Assessment:
    """An assessment in one sitting or two."""

    sittings: tuple[Sitting, ...]
    finished: bool = True


def assess(agency: DemoAgency) -> None:
    """Take every assessment."""
    for called, assessments in of_each_person(Assessment, "assessments").items():
        person = agency.person(called)
        for one in assessments:
            first = one.sittings[0]
            by = agency.on(first.by, first.ago)
            before = next(iter(latest_of(person, by, 1)), None)
            made = begin_assessment(
                person_id=person.pk,
                taken_on=by.today,
                from_id=before.pk if before else None,
                by=by,
            )
            for sitting in one.sittings:
                by = agency.on(sitting.by, sitting.ago)
                for section, answers in sitting.parts.items():
                    changes = {
                        code: {"standing": "heard", **answer} for code, answer in answers.items()
                    }
                    write_part(
                        assessment_id=made.pk, section=section, changes=changes, version=None, by=by
                    )
            if one.finished:
                finish_assessment(assessment_id=made.pk, by=by)
