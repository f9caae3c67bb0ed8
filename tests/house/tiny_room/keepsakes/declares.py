"""What this room adds to the whole."""

from django.utils.translation import gettext_lazy as _

from banso.access.navigation import NavigationEntry
from banso.access.page_parts import DeskPart, PersonButton, PersonPart
from banso.access.rules import Duty
from banso.access.text_rules import TextRule
from banso.keepsakes.help import HELP, WRITES
from banso.keepsakes.published import PUBLISHED
from banso.kit.declarations import AuditAction, AuditedRead, Urls
from banso.people.memory_kinds import MemoryKind
from banso.people.merge_rules import MergeRule, OnMerge

DECLARATIONS = (
    *HELP,
    *WRITES,
    Urls("banso.keepsakes.web.urls", prefix="keepsakes/"),
    NavigationEntry("keepsakes:list", _("Keepsakes"), Duty.SEE_MEMORY, order=67),
    PersonButton(
        "keepsakes:keep",
        _("Keep a thing"),
        order=37,
        duties=(Duty.WRITE_MEMORY, Duty.SEE_MEMORY),
    ),
    PersonPart(
        "keepsakes:of_person",
        _("Keepsakes"),
        order=97,
        name="keepsakes",
        duties=(Duty.SEE_MEMORY,),
    ),
    DeskPart(
        "keepsakes:on_desk",
        _("Kept for long"),
        order=127,
        duties=(Duty.SEE_MEMORY,),
        card="keepsakes",
    ),
    TextRule("keepsakes.Keepsake"),
    MergeRule("keepsakes.Keepsake", OnMerge.MOVE, name=_("Keepsakes")),
    MemoryKind("keepsake", _("Keepsakes"), order=77),
    AuditAction("keepsake_kept", _("Kept a thing for the person")),
    AuditAction("keepsake_given_back", _("Gave a thing back")),
    AuditedRead("keepsakes", _("the keepsakes")),
    *PUBLISHED,
)
