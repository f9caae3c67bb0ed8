"""What this room adds to the whole."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from banso.access.held import Held, Stays
from banso.access.page_parts import DeskPart, DeskPlace, PersonPart
from banso.access.rules import Duty
from banso.access.text_rules import TextRule
from banso.kit.declarations import AuditAction, AuditedRead, ScheduledJob, Urls
from banso.kit.walls import Wall
from banso.people.memory_kinds import MemoryKind
from banso.people.merge_rules import MergeRule, OnMerge
from banso.people.rules import SENSITIVITY_DUTY
from banso.referrals.actions.clean_up import clean_slip_links
from banso.referrals.actions.watching import watch
from banso.referrals.help import HELP, WRITES
from banso.referrals.published import PUBLISHED
from banso.referrals.rules import State

DECLARATIONS = (
    *HELP,
    *WRITES,
    ScheduledJob("watch", _("Whom nobody watches over"), "0 7 * * *", watch),
    ScheduledJob(
        "clean_slip_links", _("Links of slips that are over"), "40 3 * * *", clean_slip_links
    ),
    Urls("banso.referrals.web.urls"),
    PersonPart(
        "referrals:open",
        _("Led to (つなぎ・もどし)"),
        order=40,
        name="referrals",
        duties=(Duty.SEE_MEMORY,),
        folded=True,
    ),
    DeskPart(
        "referrals:silent",
        _("Nobody has looked yet (つなぎの見守り)"),
        order=9,
        duties=(Duty.REFER, Duty.SEE_MEMORY),
        card="silent",
        place=DeskPlace.MAIN,
    ),
    DeskPart(
        "referrals:unwatched_count",
        _("The list that must be empty"),
        order=2,
        duties=(Duty.MANAGE_AGENCY, Duty.SEE_MEMORY),
        place=DeskPlace.TOP,
    ),
    TextRule("referrals.Referral", about=("sensitivity",), asks=SENSITIVITY_DUTY),
    TextRule(
        "referrals.ReferralStep",
        "referral__person",
        about=("referral__sensitivity",),
        asks=SENSITIVITY_DUTY,
    ),
    MergeRule("referrals.Referral", OnMerge.MOVE, name=_("Referrals and returns")),
    MemoryKind("referral", _("Led to, came back"), order=60),
    AuditAction("referral_begun", _("Began a referral")),
    AuditAction("referral_step", _("Went a step on with a referral")),
    AuditAction("referral_looked", _("Looked at a referral")),
    AuditAction("referral_returned", _("Welcomed the person back")),
    AuditAction("slip_made", _("Made a slip")),
    AuditAction("slip_mailed", _("Mailed a slip’s link to the receiver")),
    AuditAction("receiver_answered", _("A receiver answered")),
    AuditedRead("referral", _("a referral")),
    AuditedRead("journey", _("the journey")),
    Held(
        "referrals.Referral",
        "answerable",
        _("Referral (つなぎ)"),
        order=40,
        is_open=~Q(state=State.RETURNED),
        given_by="banso.referrals.actions.passing.pass_referrals",
    ),
    Stays("referrals.Referral", ("second_person",), why="who agreed to it"),
    Stays("referrals.ReferralStep", ("by",), why="who took the step"),
    Stays("referrals.SlipLink", ("made_by",), why="who made the link; it ends by itself"),
    *PUBLISHED,
    Wall("referrals.SlipLink", at_the_door=True),
)
