"""What this room adds to the whole."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from banso.access.actions.clean_up import clean_sign_ins
from banso.access.held import Stays
from banso.access.help import HELP, WRITES
from banso.access.navigation import Group, NavigationEntry
from banso.access.page_parts import DeskPart, DeskPlace, GuestPart
from banso.access.proposals import SecondedAct
from banso.access.rules import Duty
from banso.access.text_rules import TextRule
from banso.kit.declarations import AuditAction, ScheduledJob, Urls
from banso.kit.walls import Wall

DECLARATIONS = (
    *HELP,
    *WRITES,
    ScheduledJob(
        "clean_sign_ins", _("Ended sign-ins and invitations"), "10 3 * * *", clean_sign_ins
    ),
    Urls("banso.access.web.urls"),
    Urls("banso.access.web.sign_in_urls", prefix="account/"),
    NavigationEntry("access:members", _("Members"), Duty.MANAGE_AGENCY, order=120, group=Group.OWN),
    DeskPart(
        "access:waiting",
        _("Waits for a second word"),
        order=17,
        duties=(),
        place=DeskPlace.MAIN,
    ),
    GuestPart("access:waiting_for_guest", order=5),
    SecondedAct(
        "guest_renewal",
        _("Let a guest in anew"),
        Duty.CONFER,
        run="banso.access.actions.renewals.renew_guest",
        says="banso.access.actions.renewals.says_renewal",
    ),
    SecondedAct(
        "member_renewal",
        _("Let a member in anew"),
        Duty.MANAGE_AGENCY,
        run="banso.access.actions.ways_back.renew_member",
        says="banso.access.actions.ways_back.says_renewal",
        open_for=timedelta(days=3),
        about_member=True,
    ),
    SecondedAct(
        "member_new",
        _("Take in a member"),
        Duty.MANAGE_AGENCY,
        run="banso.access.actions.grants.take_in",
        says="banso.access.actions.grants.says_new",
    ),
    SecondedAct(
        "member_change",
        _("Give a member more than before"),
        Duty.MANAGE_AGENCY,
        run="banso.access.actions.grants.put_in_place",
        says="banso.access.actions.grants.says_change",
        about_member=True,
    ),
    SecondedAct(
        "member_return",
        _("Let somebody who has gone work here again"),
        Duty.MANAGE_AGENCY,
        run="banso.access.actions.grants.let_return",
        says="banso.access.actions.grants.says_return",
        about_member=True,
    ),
    TextRule("access.Proposal", "", None),
    TextRule("access.Agency", "", None),
    TextRule("access.Office", "", None),
    TextRule("access.Member", "", None),
    TextRule("access.SavedView", "", None, authors=("member",), alone=True),
    TextRule("access.Guest", "", None),
    AuditAction("member_added", _("Took a member in")),
    AuditAction("member_let_go", _("Let a member go")),
    AuditAction("member_taken_back", _("Took a member back")),
    AuditAction("mail_left", _("Changed the mail address for a new password")),
    AuditAction("member_reset_by_mail", _("A member set a password by a code in a mail")),
    AuditAction("key_added", _("Added a second key of their own")),
    AuditAction("key_removed", _("Removed a second key of their own")),
    AuditAction("member_changed", _("Changed a member’s roles or offices")),
    AuditAction("member_named", _("Changed a member’s name")),
    AuditAction("office_saved", _("Added or renamed an office")),
    AuditAction("member_renewed", _("Let a member in anew, with somebody else’s word")),
    AuditAction("member_renewed_by_console", _("Let a member in anew from the console")),
    AuditAction("member_came_back", _("A member set a password by a code on paper")),
    AuditAction("work_passed_on", _("Passed open work on to a colleague")),
    AuditAction("member_walled_off", _("Kept a member from their own record")),
    AuditAction("agency_founded", _("Set up the agency")),
    AuditAction("agency_edited", _("Changed what the agency settles")),
    AuditAction("guest_invited", _("Invited a guest")),
    AuditAction("guest_accepted", _("A guest took up the invitation")),
    AuditAction("guest_renewed", _("Let a guest in anew, with somebody else’s word")),
    AuditAction("guest_ended", _("Ended a guest’s access")),
    AuditAction("proposal_asked", _("Asked for what nobody does alone")),
    AuditAction("proposal_confirmed", _("Gave the second word")),
    AuditAction("proposal_stopped", _("Stopped what waited for a second word")),
    Stays("access.SavedView", ("member",), why="a list as they alone look at it"),
    Stays("access.Guest", ("invited_by",), why="who invited; a guest is the agency's"),
    Stays("access.Invitation", ("made_by",), why="who made the code; it ends by itself"),
    Stays("access.WayBack", ("member", "made_by"), why="whose code, and who made it; it ends"),
    Stays(
        "access.Proposal", ("asked_by", "asked_of"), why="who asked whom; it ends with who asked"
    ),
    Stays("access.SecondWord", ("asked_by", "member"), why="whose word it was"),
    Wall("access.Agency", column="id", read_by_all="the names of agencies are no secret"),
    Wall("access.Office", at_the_door=True),
    Wall("access.Member", at_the_door=True),
    Wall("access.Member_offices", through=("member",), at_the_door=True),
    Wall("access.SavedView", through=("member",)),
    Wall("access.Guest", at_the_door=True),
    Wall("access.Invitation", at_the_door=True),
    Wall("access.WayBack", at_the_door=True),
    Wall(
        "access.Account",
        held_by=(("access.Member.account", "id"), ("access.Guest.account", "id")),
        at_the_door=True,
    ),
    Wall("account.EmailAddress", through=("user",), at_the_door=True),
    Wall("account.EmailConfirmation", through=("email_address",), at_the_door=True),
    Wall("mfa.Authenticator", through=("user",), at_the_door=True),
    Wall("usersessions.UserSession", through=("user",), at_the_door=True),
    Wall(
        "sessions.Session",
        held_by=(("usersessions.UserSession.session_key", "session_key"),),
        at_the_door=True,
    ),
)
