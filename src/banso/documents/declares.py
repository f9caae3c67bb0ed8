"""What this room adds to the whole."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from banso.access.held import Held
from banso.access.navigation import Group, NavigationEntry
from banso.access.page_parts import DeskPart, PersonPart
from banso.access.rules import Duty
from banso.access.text_rules import TextRule
from banso.documents.help import HELP, WRITES
from banso.documents.published import PUBLISHED
from banso.documents.rules import ASKS
from banso.kit.declarations import AuditAction, AuditedRead, Urls
from banso.people.memory_kinds import MemoryKind
from banso.people.merge_rules import MergeRule, OnMerge

DECLARATIONS = (
    *HELP,
    *WRITES,
    Urls("banso.documents.web.urls"),
    NavigationEntry(
        "documents:list", _("Papers that end"), Duty.SEE_MEMORY, order=57, group=Group.PEOPLE
    ),
    PersonPart(
        "documents:part",
        _("Papers with a term"),
        order=65,
        name="documents",
        duties=(Duty.SEE_MEMORY,),
        folded=True,
    ),
    DeskPart(
        "documents:on_desk",
        _("Papers that end soon"),
        order=35,
        duties=(Duty.SEE_MEMORY,),
        card="documents",
    ),
    TextRule("documents.Document", about=("kind",), asks=ASKS, fields={"number": Duty.SEE_NAMES}),
    MergeRule("documents.Document", OnMerge.MOVE, name=_("Papers with a term")),
    MemoryKind("document", _("Papers with a term"), order=75),
    AuditAction("document_kept", _("Kept a paper in view")),
    AuditAction("document_corrected", _("Corrected a paper")),
    AuditAction("document_renewed", _("Renewed a paper")),
    AuditAction("document_ended", _("Ended a paper")),
    AuditedRead("documents", _("the papers with a term")),
    Held(
        "documents.Document",
        "answerable",
        _("Paper that ends"),
        order=35,
        is_open=Q(closed_on=None),
        given_by="banso.documents.actions.pass_documents",
    ),
    *PUBLISHED,
)
