"""What this room publishes: who was there when something went wrong, by its kind and day."""

from django.utils.translation import gettext_lazy as _

from banso.kit.publishing import CODE, DAY, Column, PublishedTable
from banso.mishaps.rules import Kind, Where
from banso_analysis.figures import Figure, in_period
from banso_analysis.questions import Fact, ReadyQuestion

PRESENT = PublishedTable(
    "mishaps",
    "mishaps.Present",
    (
        Column("on_day", DAY, "mishap__on"),
        Column(
            "kind",
            CODE,
            "mishap__kind",
            label=_("What happened"),
            options=dict(Kind.choices),
        ),
        Column("place", CODE, "mishap__place", label=_("Where"), options=dict(Where.choices)),
        Column("closed_on", DAY, "mishap__closed_on"),
        Column("sensitivity", CODE, "mishap__about"),
    ),
)
MISHAPS = Figure(
    "mishaps",
    in_period("mishaps", "on_day", "t.kind"),
    "times",
    title=_("Mishaps, complaints, near misses (事故・苦情・ヒヤリハット)"),
    definition=_(
        "People who were there when something happened in the period, once for each time, by what "
        "it was. What happened without anybody being there is not counted."
    ),
    kinds=dict(Kind.choices),
)
FACTS = (
    Fact(
        "mishap",
        _("Was there when something happened"),
        "mishaps",
        "on_day",
        choices=("kind", "place"),
    ),
)
READY = (
    ReadyQuestion(
        "there_when",
        _("Was there when something happened within a year"),
        ({"fact": "mishap", "since": 365},),
    ),
)
PUBLISHED = (PRESENT, MISHAPS, *FACTS, *READY)
