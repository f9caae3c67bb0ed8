"""What this room publishes: what is kept for whom, by codes and days."""

from django.utils.translation import gettext_lazy as _

from banso.keepsakes.rules import Kind
from banso.kit.publishing import CODE, DAY, Column, PublishedTable
from banso_analysis.figures import Figure, standing
from banso_analysis.questions import Fact

KEEPSAKES = PublishedTable(
    "keepsakes",
    "keepsakes.Keepsake",
    (
        Column("kind", CODE, label=_("What sort of keepsake"), options=dict(Kind.choices)),
        Column("from_on", DAY, "kept_on"),
        Column("until_on", DAY, "back_on"),
    ),
)
KEPT = Figure(
    "keepsakes",
    standing("keepsakes", "t.kind"),
    at_the_end=True,
    title=_("People for whom something is kept"),
    definition=_("People for whom something is kept on the last day of the period, by what it is."),
    kinds=dict(Kind.choices),
)
ASKED = Fact(
    "keepsake",
    _("Something is kept"),
    "keepsakes",
    span=("from_on", "until_on"),
    choices=("kind",),
)
PUBLISHED = (KEEPSAKES, KEPT, ASKED)
