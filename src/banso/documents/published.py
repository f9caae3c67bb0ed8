"""What this room publishes: papers by their kind and days; never a name, a number or a place."""

from django.utils.translation import gettext_lazy as _

from banso.documents.rules import ABOUT, Ending, Kind
from banso.kit.publishing import CODE, DAY, Column, PublishedTable
from banso.people.rules import Sensitivity
from banso_analysis.figures import Figure, in_period
from banso_analysis.questions import Fact, ReadyQuestion


def _about(kind: str) -> str:
    return str(ABOUT.get(kind, Sensitivity.PLAIN))


DOCUMENTS = PublishedTable(
    "documents",
    "documents.Document",
    (
        Column("until_on", DAY),
        Column("closed_on", DAY),
        Column(
            "kind",
            CODE,
            label=_("Paper"),
            options=dict(Kind.choices),
        ),
        Column("sensitivity", CODE, "kind", of=_about),
        Column("ending", CODE, label=_("What became of it"), options=dict(Ending.choices)),
    ),
)
PAPERS_ENDING = Figure(
    "papers_ending",
    in_period("documents", "until_on", "t.kind"),
    "times",
    title=_("Papers whose term ended"),
    definition=_(
        "Papers whose last day lies in the period, by their kind; those renewed in time as well."
    ),
    kinds=dict(Kind.choices),
)
ENDED = Figure(
    "papers_closed",
    in_period("documents", "closed_on", "t.ending"),
    "times",
    title=_("Papers: what became of them"),
    definition=_("Papers that were closed in the period, by what became of them."),
    kinds=dict(Ending.choices),
)
FACTS = (
    Fact("paper_ends", _("A paper ends"), "documents", "until_on", choices=("kind",)),
    Fact(
        "paper_closed",
        _("A paper was closed"),
        "documents",
        "closed_on",
        choices=("kind", "ending"),
    ),
)
READY = (
    ReadyQuestion(
        "paper_ending",
        _("A paper ends within three months"),
        ({"fact": "paper_ends", "since": 0, "until": -90},),
    ),
    ReadyQuestion(
        "paper_let_go",
        _("A paper was closed within a year"),
        ({"fact": "paper_closed", "since": 365},),
    ),
)
PUBLISHED = (DOCUMENTS, PAPERS_ENDING, ENDED, *FACTS, *READY)
