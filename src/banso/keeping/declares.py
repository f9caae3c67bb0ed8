"""What this room adds to the whole."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from banso.access.held import Held, Stays
from banso.access.navigation import NavigationEntry
from banso.access.page_parts import DeskPart, DeskPlace, PersonButton, PersonPart
from banso.access.proposals import SecondedAct
from banso.access.rules import Duty
from banso.access.text_rules import TextRule
from banso.keeping.help import HELP, WRITES
from banso.keeping.published import PUBLISHED
from banso.keeping.queries import SECOND_ACT
from banso.kit.declarations import AuditAction, AuditedRead, Urls
from banso.people.memory_kinds import MemoryKind
from banso.people.merge_rules import MergeRule, OnMerge

_SECONDS = "banso.keeping.actions.seconds"

DECLARATIONS = (
    *HELP,
    *WRITES,
    Urls("banso.keeping.web.urls", prefix="keeping/"),
    NavigationEntry("keeping:list", _("In keeping"), Duty.SEE_MONEY, order=55),
    PersonButton(
        "keeping:begin",
        _("Keep something for the person"),
        order=70,
        duties=(Duty.WRITE_MEMORY, Duty.SEE_MONEY),
    ),
    PersonPart(
        "keeping:of_person",
        _("Money and belongings in keeping"),
        order=110,
        name="keeping",
        duties=(Duty.SEE_MONEY,),
        folded=True,
    ),
    DeskPart(
        "keeping:on_desk",
        _("In keeping: to be looked at"),
        order=22,
        duties=(Duty.SEE_MONEY, Duty.WRITE_MEMORY),
        place=DeskPlace.MAIN,
    ),
    SecondedAct(
        SECOND_ACT,
        _("Money or belongings in keeping"),
        Duty.SEE_MONEY,
        run=f"{_SECONDS}.give_second_word",
        says=f"{_SECONDS}.says_second",
        seen=f"{_SECONDS}.may_second",
    ),
    TextRule("keeping.Keeping", duty=Duty.SEE_MONEY),
    TextRule("keeping.BookRow", "keeping__person", Duty.SEE_MONEY),
    TextRule("keeping.Count", "keeping__person", Duty.SEE_MONEY),
    MergeRule("keeping.Keeping", OnMerge.MOVE, name=_("Money and belongings in keeping")),
    MemoryKind("keeping", _("Money and belongings in keeping"), order=155),
    AuditAction("keeping_begun", _("Began to keep money or belongings")),
    AuditAction("keeping_signed", _("Noted the person’s word for what is kept")),
    AuditAction("keeping_handed_over", _("Let somebody else keep what is kept")),
    AuditAction("keeping_row", _("Wrote into a book of what is kept")),
    AuditAction("keeping_reversed", _("Reversed a row of a book")),
    AuditAction("keeping_counted", _("Counted what is kept")),
    AuditAction("keeping_seconded", _("Saw as the second what went in or out, or was counted")),
    AuditAction("keeping_ended", _("Gave everything back that was kept")),
    AuditedRead("keeping", _("what is kept")),
    Held(
        "keeping.Keeping",
        "keeper",
        _("Keeps money or belongings"),
        order=90,
        is_open=Q(ended_on=None),
        given_by="banso.keeping.actions.passing.pass_keepings",
        after_death=Q(ended_on=None),
    ),
    Stays("keeping.BookRow", ("entered_by", "second"), why="who wrote it, who saw it too"),
    Stays("keeping.Count", ("entered_by", "second"), why="who counted it, who saw it too"),
    *PUBLISHED,
)
