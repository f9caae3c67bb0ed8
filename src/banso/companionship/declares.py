"""What this room adds to the whole."""

from django.utils.translation import gettext_lazy as _

from banso.access.navigation import NavigationEntry
from banso.access.rules import Duty
from banso.companionship.published import PUBLISHED
from banso.kit.declarations import AuditAction, AuditedRead, Urls
from banso.people.memory_kinds import MemoryKind
from banso.people.merge_rules import MergeRule, OnMerge

DECLARATIONS = (
    Urls("banso.companionship.web.urls"),
    NavigationEntry("companionship:handovers", _("Handover"), Duty.HAND_OVER, order=70),
    MergeRule(
        "companionship.Companionship", OnMerge.MOVE, alone=("member_id",), name=_("Who walks along")
    ),
    MergeRule("companionship.ContactNote", OnMerge.MOVE, name=_("Contact notes")),
    MergeRule("companionship.Promise", OnMerge.MOVE, name=_("Promises")),
    MergeRule("companionship.HandoverPost", OnMerge.MOVE, name=_("Handovers")),
    MemoryKind("note", _("Contact notes"), order=10),
    MemoryKind("promise", _("Promises"), order=120),
    MemoryKind("transition", _("Passed on"), order=140),
    MemoryKind("companionship", _("Who walks along"), order=150),
    AuditAction("walk_begun", _("Settled who walks along")),
    AuditAction("walk_ended", _("Ended walking along")),
    AuditAction("note_written", _("Wrote a note")),
    AuditAction("promise_made", _("Made a promise")),
    AuditAction("promise_settled", _("Settled a promise")),
    AuditAction("handed_over", _("Wrote a handover")),
    AuditAction("handover_marked", _("Read or thanked for a handover")),
    AuditAction("passed_on", _("Passed the person on")),
    AuditedRead("handover", _("the handover feed")),
    *PUBLISHED,
)
