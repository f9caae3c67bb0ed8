"""What this room adds to the whole."""

from django.utils.translation import gettext_lazy as _

from banso.access.navigation import NavigationEntry
from banso.access.page_parts import DeskPart, GuestPart, PersonPart
from banso.access.rules import Duty
from banso.kit.declarations import AuditAction, AuditedRead, Urls
from banso.people.memory_kinds import MemoryKind
from banso.people.merge_rules import MergeRule, OnMerge

DECLARATIONS = (
    Urls("banso.conferences.web.urls"),
    NavigationEntry("conferences:list", _("Conferences"), Duty.CONFER, order=60),
    PersonPart(
        "conferences:of_person",
        _("Conferences"),
        order=70,
        name="conferences",
        duties=(Duty.SEE_MEMORY, Duty.CONFER),
    ),
    DeskPart("conferences:on_desk", _("Conferences"), order=50, duties=(Duty.CONFER,)),
    GuestPart("conferences:tables", order=10, card=True),
    MergeRule("conferences.AgendaItem", OnMerge.MOVE, name=_("Conferences")),
    MemoryKind("conference", _("Conferences"), order=90),
    AuditAction("conference_called", _("Called a conference")),
    AuditAction("conference_edited", _("Changed a conference")),
    AuditAction("conference_item_added", _("Put the person on the agenda of a conference")),
    AuditAction("conference_item_edited", _("Changed an item of an agenda")),
    AuditAction("conference_item_moved", _("Moved an item of an agenda")),
    AuditAction("conference_seated", _("Seated somebody at a conference")),
    AuditAction("conference_invited", _("Invited a guest to a conference")),
    AuditAction("conference_attended", _("Noted who was there")),
    AuditAction("conference_started", _("Opened a conference")),
    AuditAction("conference_closed", _("Closed a conference")),
    AuditAction("conference_reopened", _("Opened a conference again")),
    AuditAction("minute_written", _("Wrote in the minutes")),
    AuditAction("minute_struck", _("Struck a line of the minutes")),
    AuditAction("minutes_confirmed", _("Confirmed the minutes")),
    AuditAction("minutes_added_to", _("Added to the minutes")),
    AuditAction("paper_handed", _("Handed out a paper")),
    AuditAction("paper_taken_back", _("Took a paper back")),
    AuditedRead("conference", _("a conference")),
)
