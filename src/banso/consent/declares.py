"""What this room adds to the whole."""

from django.utils.translation import gettext_lazy as _

from banso.access.held import Stays
from banso.access.page_parts import DeskPart, PersonPart
from banso.access.proposals import SecondedAct
from banso.access.rules import Duty
from banso.access.text_rules import TextRule
from banso.consent.help import HELP, WRITES
from banso.consent.rules import CONFIRMED_WITHIN, IN_DANGER, PART_DUTY, WORDING_ACT
from banso.kit.declarations import AuditAction, AuditedRead, Urls
from banso.people.memory_kinds import MemoryKind
from banso.people.merge_rules import MergeRule, OnMerge

_DANGER = "banso.consent.actions.openings"
_WORDINGS = "banso.consent.actions.wordings"

DECLARATIONS = (
    *HELP,
    *WRITES,
    SecondedAct(
        IN_DANGER,
        _("A life is in danger"),
        Duty.OPEN_IN_DANGER,
        run=f"{_DANGER}.open_confirmed",
        says=f"{_DANGER}.says_danger",
        open_for=CONFIRMED_WITHIN,
        hears=_("Whose page, as you heard it by voice"),
    ),
    SecondedAct(
        WORDING_ACT,
        _("Another wording of consent"),
        Duty.MANAGE_AGENCY,
        run=f"{_WORDINGS}.wording_confirmed",
        says=f"{_WORDINGS}.says_wording",
    ),
    Urls("banso.consent.web.urls"),
    PersonPart(
        "consent:of_person",
        _("Consents"),
        order=60,
        name="consent",
        duties=(Duty.SEE_MEMORY,),
        folded=True,
    ),
    DeskPart(
        "consent:untold",
        _("Opened in danger to life (緊急開示)"),
        order=30,
        duties=(Duty.SEE_MEMORY, Duty.WRITE_MEMORY),
    ),
    DeskPart(
        "consent:ending",
        _("Consents that end soon"),
        order=70,
        duties=(Duty.SEE_MEMORY, Duty.WRITE_MEMORY),
        card="consents",
    ),
    TextRule("consent.Consent", about=("part",), asks=PART_DUTY, authors=("explained_by",)),
    TextRule("consent.Wording", ""),
    TextRule("consent.Provision", about=("part",), asks=PART_DUTY, authors=("by",)),
    TextRule("consent.Opening"),
    TextRule("consent.OpenedPart", "opening__person"),
    MergeRule("consent.Consent", OnMerge.MOVE, name=_("Consents")),
    MergeRule("consent.Provision", OnMerge.MOVE, name=_("What was given on")),
    MergeRule("consent.Opening", OnMerge.MOVE, name=_("Openings in danger")),
    MemoryKind("consent", _("Consents"), order=80),
    AuditAction("consent_kept", _("Kept the person’s word on who may know what")),
    AuditAction("consent_wording_set", _("Set another wording of consent as the second")),
    AuditAction("consent_withdrawn", _("Took a word back for the person")),
    AuditAction("no_kept", _("Kept the person’s no: who must never know of them")),
    AuditAction("no_taken_back", _("Took the person’s no back for them")),
    AuditAction("provision_noted", _("Noted what was given on")),
    AuditAction("danger_tried", _("Looked for somebody in danger to life")),
    AuditAction("opened_in_danger", _("Opened in danger to life")),
    AuditAction("danger_part_opened", _("Opened one place or contact in danger to life")),
    AuditAction("opening_seen", _("Took note of an opening in danger")),
    AuditAction("opening_explained", _("Explained an opening to the person")),
    AuditedRead("consents", _("the consents")),
    AuditedRead("danger", _("what is open in danger to life")),
    Stays("consent.Consent", ("explained_by",), why="who explained it"),
    Stays("consent.Wording", ("asked_by", "second"), why="the two who set it"),
    Stays("consent.Provision", ("by",), why="who gave it on"),
    Stays(
        "consent.Opening",
        ("member", "second", "seen_by", "explained_by"),
        why="who opened; explaining it stands on every manager's desk",
    ),
)
