"""What this room adds to the whole."""

from django.utils.translation import gettext_lazy as _

from banso.access.held import Stays
from banso.access.page_parts import DeskPart, GuestPart, PersonPart
from banso.access.proposals import SecondedAct
from banso.access.rules import Duty
from banso.access.text_rules import TextRule
from banso.decisions.help import HELP, WRITES
from banso.decisions.queries.decisions import decided_of
from banso.decisions.queries.requests import approved_afterwards
from banso.kit.declarations import AuditAction, AuditedRead, Urls
from banso.kit.walls import Wall
from banso.people.memory_kinds import MemoryKind
from banso.people.memory_links import MemoryLink
from banso.people.merge_rules import MergeRule, OnMerge
from banso.planning.known_of import DECISION, KnownOfPlan

_BODY = "banso.decisions.actions.body"

DECLARATIONS = (
    *HELP,
    *WRITES,
    SecondedAct(
        "body_settled",
        _("How the body decides"),
        Duty.MANAGE_AGENCY,
        run=f"{_BODY}.settle_body",
        says=f"{_BODY}.says_settled",
        guests=f"{_BODY}.weight_of_chair",
    ),
    SecondedAct(
        "body_seat",
        _("A seat in the body"),
        Duty.MANAGE_AGENCY,
        run=f"{_BODY}.seat_confirmed",
        says=f"{_BODY}.says_seat",
        guests=f"{_BODY}.weight_of_chair",
    ),
    SecondedAct(
        "body_seat_end",
        _("End a seat in the body"),
        Duty.MANAGE_AGENCY,
        run=f"{_BODY}.seat_ended",
        says=f"{_BODY}.says_seat",
        guests=f"{_BODY}.weight_of_chair",
    ),
    SecondedAct(
        "body_renewal",
        _("Let a member of the body in anew"),
        Duty.MANAGE_AGENCY,
        run="banso.access.actions.renewals.renew_guest",
        says="banso.access.actions.renewals.says_renewal",
        guests=f"{_BODY}.weight_of_sitting",
        members=False,
    ),
    Urls("banso.decisions.web.urls"),
    KnownOfPlan(DECISION, decided_of),
    PersonPart(
        "decisions:of_person",
        _("Decisions on support"),
        order=80,
        name="decisions",
        duties=(Duty.SEE_MEMORY, Duty.CONFER),
        folded=True,
    ),
    DeskPart("decisions:on_desk", _("Decisions on support"), order=60, duties=(Duty.CONFER,)),
    GuestPart("decisions:to_decide", order=20),
    TextRule("decisions.Body", "", Duty.CONFER),
    TextRule("decisions.Request"),
    TextRule("decisions.Recusal", "request__person"),
    TextRule("decisions.Opinion", "request__person"),
    TextRule("decisions.Decision", "request__person"),
    MergeRule("decisions.Request", OnMerge.MOVE, name=_("Decisions on support")),
    MemoryLink(approved_afterwards),
    MemoryKind("decision", _("Decisions on support"), order=100),
    AuditAction("body_founded", _("Set up the deciding body")),
    AuditAction("body_seated", _("Seated somebody in the deciding body")),
    AuditAction("body_seat_ended", _("Ended a seat in the deciding body")),
    AuditAction("body_recognised", _("This home recognises the deciding body")),
    AuditAction("body_not_recognised", _("This home no longer recognises the deciding body")),
    AuditAction("decision_asked", _("Asked for a decision")),
    AuditAction("decision_stopped", _("Stopped a request by the person’s word")),
    AuditAction("decision_received", _("Took up a decision")),
    AuditAction("decision_recused", _("Stood back from a decision")),
    AuditAction("opinion_given", _("Gave an opinion on a request")),
    AuditAction("decision_made", _("Decided")),
    AuditedRead("decision", _("a request for a decision")),
    Stays(
        "decisions.Request",
        ("asked_by", "received_by"),
        why="who asked, who took it up; what comes back stands on every desk that confers",
    ),
    Wall("decisions.Body", read_by_all="agencies choose whom they ask; the bodies are no secret"),
    Wall("decisions.Request", also="asker"),
    Wall("decisions.Decision", also="asker"),
)
