"""What this room adds to the whole."""

from django.utils.translation import gettext_lazy as _

from banso.access.held import Stays
from banso.access.page_parts import DeskPart, PersonPart
from banso.access.rules import Duty
from banso.access.text_rules import TextRule
from banso.kit.declarations import AuditAction, AuditedRead, ScheduledJob, Urls
from banso.kit.walls import Wall
from banso.people.memory_kinds import MemoryKind
from banso.people.merge_rules import MergeRule, OnMerge
from banso.people.rules import SENSITIVITY_DUTY
from banso.surveys.actions.clean_up import clean_tablet_links
from banso.surveys.help import HELP, WRITES
from banso.surveys.instrument import SHELF
from banso.surveys.published import PUBLISHED

DECLARATIONS = (
    *HELP,
    *WRITES,
    ScheduledJob(
        "clean_tablet_links", _("Links of tablets that are over"), "30 3 * * *", clean_tablet_links
    ),
    Urls("banso.surveys.web.urls"),
    PersonPart(
        "surveys:of_person",
        _("Surveys"),
        order=90,
        name="surveys",
        duties=(Duty.SEE_MEMORY,),
        folded=True,
    ),
    DeskPart(
        "surveys:due",
        _("Could be asked about now"),
        order=80,
        duties=(Duty.SEE_MEMORY, Duty.WRITE_MEMORY),
    ),
    TextRule("surveys.Instrument", "", None),
    TextRule("surveys.Survey", about=("sensitivity",), asks=SENSITIVITY_DUTY),
    TextRule("surveys.TabletLink"),
    SHELF,
    MergeRule("surveys.Survey", OnMerge.MOVE, name=_("Surveys"), formerly=("verification.Survey",)),
    MergeRule(
        "surveys.TabletLink",
        OnMerge.MOVE,
        name=_("Links for filling in alone"),
        formerly=("verification.TabletLink",),
    ),
    MemoryKind("survey", _("Surveys"), order=110),
    AuditAction("survey_kept", _("Kept what the person answered")),
    AuditAction("survey_shown", _("Showed the person what they answered")),
    AuditAction("tablet_handed", _("Handed over a tablet")),
    AuditAction("questionnaire_kept", _("Kept a questionnaire")),
    AuditAction("questionnaire_retired", _("Retired a questionnaire")),
    AuditedRead("surveys", _("the surveys")),
    Stays("surveys.Survey", ("asked_by",), why="who asked"),
    Stays("surveys.TabletLink", ("made_by",), why="who lent the tablet; it ends by itself"),
    *PUBLISHED,
    Wall("surveys.Instrument", or_nobodys=True),
    Wall("surveys.TabletLink", at_the_door=True),
)
