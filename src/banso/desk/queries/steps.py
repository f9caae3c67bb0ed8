"""Where somebody stands in the loop of accompanying support; several steps at once are usual."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from banso.access.viewer import Viewer
from banso.assessment.queries import latest_of
from banso.companionship.queries import companions_of
from banso.decisions.queries import requests_of
from banso.intake.queries import last_intake_of
from banso.kit.formatting import brief_day, last_word
from banso.people.queries import entries_of
from banso.planning.queries import current_of

if TYPE_CHECKING:
    from banso.people.models import Person


@dataclass(frozen=True)
class Step:
    """One step of the loop: what it is called, what is so, and whether it was, is now, or comes."""

    name: str
    said: str
    state: str  # was, now, next, open


def _step(
    name: str, said: str, *, now: bool = False, coming: bool = False, otherwise: str = ""
) -> Step:
    state = "now" if now else "next" if coming else "was" if said else "open"
    return Step(name, said or otherwise or _("not yet"), state)


def steps_of(person: "Person", viewer: Viewer) -> list[Step]:
    """
    Return the seven steps of a person who was seen already. None is a stage to be reached: each
    says what is known, and nothing is counted.
    """
    entries, intake = entries_of(person), last_intake_of(person.pk)
    begun = min([one.opened_on for one in entries] + ([intake.on] if intake else []), default=None)
    assessment = next(iter(latest_of(person, viewer)), None)
    plan = next(iter(current_of(person, viewer)), None)
    decisions = (getattr(one, "decision", None) for one in requests_of(person, viewer))
    decided = next((one for one in decisions if one is not None), None)
    lead = next((one for one in companions_of(person.pk) if one.stands_on(viewer.today)), None)
    writing = assessment is not None and assessment.finished_on is None
    walked = plan is not None and plan.ended_on is None
    return [
        _step(_("First came"), brief_day(begun)),
        _step(
            _("Assessment"),
            " ".join(
                [brief_day(assessment.taken_on), _("being written") if writing else ""]
            ).strip()
            if assessment
            else "",
            now=writing,
        ),
        _step(
            _("Plan"),
            _("no. %(number)s, %(day)s") % {"number": plan.number, "day": brief_day(plan.made_on)}
            if plan
            else "",
        ),
        _step(
            _("Decision"),
            _("until %(day)s") % {"day": brief_day(decided.until_on)}
            if decided and decided.until_on
            else brief_day(decided.decided_on)
            if decided
            else "",
        ),
        _step(
            _("Walking along"),
            _("%(name)s since %(day)s")
            % {"name": last_word(lead.member.name), "day": brief_day(lead.from_on)}
            if lead
            else "",
            now=lead is not None,
        ),
        _step(
            _("Replan"),
            brief_day(plan.review_on) if plan and walked else "",
            coming=bool(plan and walked and plan.review_on),
        ),
        _step(
            _("Passing over"),
            brief_day(plan.ended_on) if plan and plan.ended_on else "",
            otherwise=_("no hurry"),
        ),
    ]
