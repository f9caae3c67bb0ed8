"""What this room adds to the whole."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from banso.access.held import Stays
from banso.access.navigation import Group, NavigationEntry
from banso.access.page_parts import DeskPart, PersonPart
from banso.access.proposals import SecondedAct
from banso.access.rules import Duty
from banso.access.text_rules import TextRule
from banso.consent.rules import PART_DUTY
from banso.kit.declarations import AuditAction, AuditedRead, ScheduledJob, Urls
from banso.people.merge_rules import MergeRule, OnMerge
from banso.sharing.actions import close_what_is_over, take_back_everywhere
from banso.sharing.help import HELP, WRITES
from banso.sharing.rules import TRUST_ACT


def _over(now: datetime) -> str:
    count = close_what_is_over(now=now) + take_back_everywhere(now=now)
    return ngettext("%(n)d closed", "%(n)d closed", count) % {"n": count}


_HOUSES = "banso.sharing.actions.houses"

DECLARATIONS = (
    *HELP,
    *WRITES,
    Urls("banso.sharing.web.urls", prefix="houses/"),
    # Seldom opened (the desk says what waits): one's own menu, so that others stay one tap away.
    NavigationEntry(
        "sharing:houses", _("Other houses"), Duty.KEEP_LEDGERS, order=85, group=Group.OWN
    ),
    SecondedAct(
        TRUST_ACT,
        _("Another house is trusted"),
        Duty.MANAGE_AGENCY,
        run=f"{_HOUSES}.trust_confirmed",
        says=f"{_HOUSES}.says_house",
        hears=_("The thirty digits, as the other house read them to you by telephone"),
    ),
    DeskPart(
        "sharing:on_desk",
        _("Letters between houses"),
        order=37,
        duties=(Duty.KEEP_LEDGERS, Duty.SEE_MEMORY),
        card="houses",
    ),
    PersonPart(
        "sharing:of_person",
        _("With other houses"),
        order=63,
        name="houses",
        duties=(Duty.KEEP_LEDGERS, Duty.SEE_MEMORY),
        folded=True,
    ),
    ScheduledJob("sharing_over", _("Words for other houses that are over"), "10 * * * *", _over),
    MergeRule("sharing.Letter", OnMerge.MOVE, name=_("Letters between houses")),
    MergeRule("sharing.Received", OnMerge.MOVE, name=_("What other houses gave")),
    TextRule("sharing.Letter", duty=Duty.KEEP_LEDGERS),
    TextRule("sharing.Received"),
    TextRule("sharing.Copy", "received__person", about=("part",), asks=PART_DUTY),
    AuditAction("sharing_handed_over", _("Handed something over to another house by letter")),
    AuditAction("sharing_taken_back", _("Asked another house to close what it holds")),
    AuditAction("sharing_letter_came", _("Opened a letter of another house")),
    AuditAction("sharing_decided", _("Decided on what another house handed over")),
    AuditedRead("houses", _("what stands with other houses")),
    Stays("sharing.Letter", ("by",), why="who wrote or opened it"),
    Stays("sharing.Received", ("decided_by",), why="who decided with the person"),
    TextRule("sharing.House", "", Duty.KEEP_LEDGERS),
    AuditAction("sharing_card_made", _("Wrote the card of the house")),
    AuditAction("sharing_keys_renewed", _("Gave the house new keys")),
    AuditAction("sharing_house_trusted", _("Trusted another house as the second")),
    AuditAction("sharing_house_ended", _("Trusted another house no more")),
    Stays("sharing.OwnCard", ("made_by",), why="who wrote it"),
    Stays("sharing.House", ("asked_by", "second", "ended_by"), why="the two, and who ended it"),
)
