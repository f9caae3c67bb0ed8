"""What this room adds to the whole."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from banso.access.held import Stays
from banso.access.navigation import Group, NavigationEntry
from banso.access.page_parts import DeskPart, DeskPlace
from banso.access.rules import Duty
from banso.access.text_rules import TextRule
from banso.field.actions import forget_keys
from banso.field.help import HELP, WRITES
from banso.field.rules import Kind
from banso.kit.declarations import AuditAction, AuditedRead, ScheduledJob, Urls
from banso.kit.walls import Wall
from banso.people.merge_rules import MergeRule, OnMerge


def _forget(now: datetime) -> str:
    count = forget_keys(now=now)
    return ngettext("%(n)d key forgotten", "%(n)d keys forgotten", count) % {"n": count}


DECLARATIONS = (
    *HELP,
    *WRITES,
    Urls("banso.field.web.urls", prefix="field/"),
    NavigationEntry(
        "field:telephones",
        _("Telephones for rounds"),
        Duty.RECORD_ROUNDS,
        order=32,
        group=Group.FIELD,
    ),
    DeskPart(
        "field:on_desk",
        _("Nights to look through"),
        order=6,
        duties=(Duty.RECORD_ROUNDS, Duty.SEE_MEMORY),
        place=DeskPlace.TOP,
    ),
    TextRule("field.Telephone", "", Duty.RECORD_ROUNDS),
    TextRule("field.PackPerson", duty=Duty.RECORD_ROUNDS),
    TextRule("field.FieldOp", authors=("telephone__member",)),
    TextRule(
        "field.Writing",
        about=("what",),
        asks={Kind.PLACE: Duty.SEE_PLACES},
        authors=("member",),
    ),
    MergeRule("field.PackPerson", OnMerge.MOVE, name=_("Taken along on a telephone")),
    MergeRule("field.FieldOp", OnMerge.MOVE, name=_("Brought home by a telephone")),
    MergeRule("field.Writing", OnMerge.MOVE, name=_("Two ways of writing")),
    ScheduledJob("field_keys", _("Keys of rounds long over"), "40 3 * * *", _forget),
    AuditAction("telephone_offered", _("Offered a telephone a place")),
    AuditAction("telephone_paired", _("A telephone was taken on")),
    AuditAction("telephone_stopped", _("Stopped a telephone")),
    AuditAction("brought_home", _("A line came home from a telephone")),
    AuditAction("writing_settled", _("Chose between two ways of writing")),
    AuditAction("line_looked_at", _("Looked at a line that could not be written by itself")),
    AuditAction("line_written", _("Wrote by hand a line that a telephone brought home")),
    AuditAction("night_handed_over", _("Confirmed a night and handed it over")),
    AuditedRead("field_pack", _("a round taken along on a telephone")),
    Stays("field.Telephone", ("member", "stopped_by"), why="whose it is, and who stopped it"),
    Stays("field.FieldOp", ("seen_by",), why="who looked at it"),
    Stays("field.Morning", ("by",), why="who looked it through"),
    Stays("field.Writing", ("member", "settled_by"), why="who wrote it, and who chose"),
    Wall("field.Telephone", at_the_door=True),
)
