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
    """A sheet about one person: how it is called, what puts it together, and what it is for."""

    label: Any
    build: Callable[[Person, Viewer], Sheet]
    used: Any


KNOWN = _("What is known, written out")
BY_HAND = _("To write on by hand")
HOME = _("For a home")

PAPERS: dict[str, Paper] = {
    "emergency": Paper(_("Card for an emergency"), emergency_card, KNOWN),
    "face": Paper(_("Face sheet"), face_sheet, KNOWN),
    "course": Paper(_("Course of support, line by line"), course, KNOWN),
    "course-entry": Paper(_("Course of support, to write down by hand"), course_entry, BY_HAND),
    "course-last": Paper(_("Course of support, as it was written down"), last_contacts, KNOWN),
    "street": Paper(_("One person on the rounds"), street_sheet, KNOWN),
    "consultation": Paper(_("Consultation and application"), consultation, BY_HAND),
    "consultation-open": Paper(
        _("Consultation, without consent yet"), consultation_without_consent, BY_HAND
    ),
    "consultation-last": Paper(
        _("The last consultation, as it was written down"), last_consultation, KNOWN
    ),
    "consent": Paper(_("Consent form"), consent_form, BY_HAND),
    "withdrawal": Paper(_("Consent withdrawn"), withdrawal, BY_HAND),
    "moving-in": Paper(_("Moving in"), moving_in, HOME),
    "moving-out": Paper(_("Moving out"), moving_out, HOME),
    "visit": Paper(_("Visit at home, to take along"), visit, HOME),
    "visit-last": Paper(_("The last visit at home, as it was written down"), last_visit, HOME),
    "ending": Paper(_("Report of an ending, and what comes after"), final_report, KNOWN),
}

__all__ = ["PAPERS", "Paper"]
