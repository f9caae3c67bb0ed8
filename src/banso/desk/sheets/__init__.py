"""Sheets about one person that are composed of what several rooms know."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from banso.access.viewer import Viewer
from banso.desk.sheets.by_hand import (
    consent_form,
    consultation,
    consultation_without_consent,
    course_entry,
    last_consultation,
    withdrawal,
)
from banso.desk.sheets.closing import final_report
from banso.desk.sheets.contacts import last_contacts, street_sheet
from banso.desk.sheets.house import moving_in, moving_out
from banso.desk.sheets.known import course, emergency_card, face_sheet
from banso.desk.sheets.visits import last_visit, visit
from banso.kit.sheets import Sheet
from banso.people.models import Person


@dataclass(frozen=True)
class Paper:
    """A sheet about one person: how it is called, and what puts it together."""

    label: Any
    build: Callable[[Person, Viewer], Sheet]


PAPERS: dict[str, Paper] = {
    "emergency": Paper(_("Card for an emergency"), emergency_card),
    "face": Paper(_("Face sheet"), face_sheet),
    "course": Paper(_("Course of support, line by line"), course),
    "course-entry": Paper(_("Course of support, to write down by hand"), course_entry),
    "course-last": Paper(_("Course of support, as it was written down"), last_contacts),
    "street": Paper(_("One person on the rounds"), street_sheet),
    "consultation": Paper(_("Consultation and application"), consultation),
    "consultation-open": Paper(
        _("Consultation, without consent yet"), consultation_without_consent
    ),
    "consultation-last": Paper(
        _("The last consultation, as it was written down"), last_consultation
    ),
    "consent": Paper(_("Consent form"), consent_form),
    "withdrawal": Paper(_("Consent withdrawn"), withdrawal),
    "moving-in": Paper(_("Moving in"), moving_in),
    "moving-out": Paper(_("Moving out"), moving_out),
    "visit": Paper(_("Visit at home, to take along"), visit),
    "visit-last": Paper(_("The last visit at home, as it was written down"), last_visit),
    "ending": Paper(_("Report of an ending, and what comes after"), final_report),
}

__all__ = ["PAPERS", "Paper"]
