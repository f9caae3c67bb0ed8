"""What this room adds to the whole."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from banso.access.held import Held, Stays
from banso.access.navigation import Group, NavigationEntry
from banso.access.page_parts import DeskPart, PersonPart
from banso.access.rules import Duty
from banso.access.text_rules import TextRule
from banso.kit.declarations import AuditAction, AuditedRead, Urls
from banso.mishaps.help import HELP, WRITES
from banso.mishaps.published import PUBLISHED
from banso.people.memory_kinds import MemoryKind
from banso.people.merge_rules import MergeRule, OnMerge
from banso.people.rules import SENSITIVITY_DUTY

DECLARATIONS = (
    *HELP,
    *WRITES,
    Urls("banso.mishaps.web.urls"),
    NavigationEntry(
        "mishaps:list",
        _("Accidents, complaints"),
        Duty.SEE_MEMORY,
        order=75,
        group=Group.FIELD,
    ),
    PersonPart(
        "mishaps:of_person",
        _("Accidents, complaints"),
        order=108,
        name="mishaps",
        duties=(Duty.SEE_MEMORY,),
        folded=True,
    ),
    DeskPart(
        "mishaps:on_desk",
        _("Accidents, complaints: not closed yet"),
        order=45,
        duties=(Duty.SEE_MEMORY,),
        card="mishaps",
    ),
    TextRule("mishaps.Mishap", "", about=("about",), asks=SENSITIVITY_DUTY),
    TextRule("mishaps.Present", about=("mishap__about",), asks=SENSITIVITY_DUTY),
    MergeRule("mishaps.Present", OnMerge.MOVE, name=_("Accidents, complaints")),
    MemoryKind("mishap", _("Accidents, complaints"), order=157),
    AuditAction("mishap_written", _("Wrote down what happened")),
    AuditAction("mishap_written_on", _("Went on writing about what happened")),
    AuditAction("mishap_named", _("Said who was there")),
    AuditAction("mishap_closed", _("Closed what happened")),
    AuditedRead("mishaps", _("accidents, complaints")),
    Held(
        "mishaps.Mishap",
        "answerable",
        _("Accident, complaint, near miss"),
        order=45,
        is_open=Q(closed_on=None),
        given_by="banso.mishaps.actions.pass_mishaps",
        person="",
    ),
    Stays("mishaps.Mishap", ("written_by", "closed_by"), why="who wrote it down, who closed it"),
    *PUBLISHED,
)
