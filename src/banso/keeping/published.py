"""What this room publishes: what is in keeping, since when and by whose wish; never what or why."""

from django.utils.translation import gettext_lazy as _

from banso.keeping.rules import GivenTo, Wish
from banso.kit.publishing import CODE, DAY, Column, PublishedTable
from banso.people.rules import Sensitivity
from banso_analysis.figures import Figure, standing
from banso_analysis.questions import Fact, ReadyQuestion

KEEPINGS = PublishedTable(
    "keepings",
    "keeping.Keeping",
    (
        Column("from_on", DAY, "begun_on"),
        Column("until_on", DAY, "ended_on"),
        Column(
            "wish",
            CODE,
            sensitivity=Sensitivity.MONEY,
            label=_("By whose wish"),
            options=dict(Wish.choices),
        ),
        Column(
            "given_to",
            CODE,
            sensitivity=Sensitivity.MONEY,
            label=_("Given back to"),
            options=dict(GivenTo.choices),
        ),
    ),
)
IN_KEEPING = Figure(
    "in_keeping",
    standing("keepings", "t.wish"),
    at_the_end=True,
    title=_("Money and belongings in keeping"),
    definition=_(
        "People for whom money or belongings are kept on the last day of the period, by whose wish."
    ),
    kinds=dict(Wish.choices),
)
FACTS = (
    Fact(
        "keeping",
        _("Money or belongings are kept"),
        "keepings",
        span=("from_on", "until_on"),
        choices=("wish", "given_to"),
    ),
)
READY = (
    ReadyQuestion(
        "kept_now",
        _("Money or belongings are kept today"),
        ({"fact": "keeping", "now": True},),
    ),
)
PUBLISHED = (KEEPINGS, IN_KEEPING, *FACTS, *READY)
