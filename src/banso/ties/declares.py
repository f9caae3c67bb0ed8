"""What this room adds to the whole."""

from django.utils.translation import gettext_lazy as _

from banso.access.held import Stays
from banso.access.page_parts import PersonPart, Place
from banso.access.rules import Duty
from banso.access.text_rules import TextRule
from banso.kit.declarations import AuditAction, AuditedRead, Urls
from banso.people.memory_kinds import MemoryKind
from banso.people.merge_rules import MergeRule, OnMerge
from banso.ties.help import HELP, WRITES
from banso.ties.published import PUBLISHED
from banso.ties.rules import ROLE_DUTY

DECLARATIONS = (
    *HELP,
    *WRITES,
    Urls("banso.ties.web.urls"),
    PersonPart(
        "ties:of_person",
        _("Ties"),
        order=22,
        name="ties",
        duties=(Duty.SEE_MEMORY,),
        place=Place.THUMBS,
    ),
    TextRule("ties.Tie", about=("role",), asks=ROLE_DUTY),
    TextRule("ties.TieVisit", "tie__person", about=("tie__role",), asks=ROLE_DUTY),
    TextRule(
        "ties.HandOver",
        "from_tie__person",
        about=("from_tie__role", "to_tie__role"),
        asks=ROLE_DUTY,
    ),
    TextRule("ties.Giving"),
    MergeRule("ties.Tie", OnMerge.MOVE, fields=("person", "other"), name=_("Ties")),
    MergeRule("ties.Giving", OnMerge.MOVE, name=_("What the person gives")),
    MemoryKind("tie", _("Ties"), order=70),
    AuditAction("tie_kept", _("Kept a tie")),
    AuditAction("tie_ended", _("Ended a tie")),
    AuditAction("tie_resumed", _("Let a tie go on")),
    AuditAction("tie_hidden", _("Hid a tie by the person’s word")),
    AuditAction("tie_shown", _("Showed a tie by the person’s word")),
    AuditAction("tie_placed", _("Placed a tie in the picture")),
    AuditAction("tie_visited", _("Kept a going and coming")),
    AuditAction("tie_rooted", _("Noted a base by the person’s word")),
    AuditAction("tie_unrooted", _("Took a base back by the person’s word")),
    AuditAction("tie_hand_over_planned", _("Planned a hand-over between ties")),
    AuditAction("tie_hand_over_agreed", _("Noted a hand-over between ties")),
    AuditAction("giving_kept", _("Kept what the person gives")),
    AuditedRead("ties", _("the ties")),
    Stays("ties.Tie", ("member",), why="a tie is the person's, and may outlast the work"),
    Stays("ties.Giving", ("member",), why="what the person gave, and to whom"),
    *PUBLISHED,
)
