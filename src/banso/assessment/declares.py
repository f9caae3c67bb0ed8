"""What this room adds to the whole."""

from django.utils.translation import gettext_lazy as _

from banso.access.held import Stays
from banso.access.page_parts import PersonPart, Place
from banso.access.rules import Duty
from banso.access.text_rules import TextRule
from banso.assessment.help import HELP, WRITES
from banso.assessment.instrument import SHELF
from banso.assessment.published import PUBLISHED
from banso.kit.declarations import AuditAction, AuditedRead, Urls
from banso.kit.walls import Wall
from banso.people.memory_kinds import MemoryKind
from banso.people.merge_rules import MergeRule, OnMerge

DECLARATIONS = (
    *HELP,
    *WRITES,
    Urls("banso.assessment.web.urls"),
    PersonPart(
        "assessment:latest",
        _("Assessment"),
        order=28,
        name="assessment",
        duties=(Duty.SEE_MEMORY,),
        place=Place.THUMBS,
    ),
    TextRule("assessment.Assessment"),
    TextRule("assessment.AssessmentPart", "assessment__person"),
    SHELF,
    MergeRule("assessment.Assessment", OnMerge.MOVE, name=_("Assessments")),
    MemoryKind("assessment", _("Assessments"), order=40),
    AuditAction("assessment_begun", _("Began an assessment")),
    AuditAction("assessment_written", _("Wrote a part of an assessment")),
    AuditAction("assessment_finished", _("Finished an assessment")),
    AuditAction("assessment_reopened", _("Opened an assessment again")),
    AuditedRead("assessment", _("an assessment")),
    Stays("assessment.Assessment", ("taken_by",), why="who took it; others go on with it"),
    Stays("assessment.AssessmentPart", ("edited_by",), why="who wrote last"),
    *PUBLISHED,
    Wall("assessment.Instrument", everybodys="questions of forms, and no answers"),
)
