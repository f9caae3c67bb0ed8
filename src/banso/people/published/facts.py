"""What can be asked of people and their entries, and what can stand beside them in a list."""

from django.utils.translation import gettext_lazy as _

from banso.people.ledger_fields import published_field, published_fields
from banso.people.rules import Sex
from banso_analysis.columns import PersonColumn, beside
from banso_analysis.entries import begun, over
from banso_analysis.questions import Fact

_ENTRIES = "ledger_entries"
_AT_THE_END = ("exit_reason",)  # fields that are filled in when an entry is closed
_BEFORE = [one for one in published_fields() if one.code not in _AT_THE_END]

FACTS = (
    Fact(
        "person",
        _("The person (sex, age)"),
        "people",
        choices=("sex",),
        numbers=("age",),
        once=True,
        order=10,
    ),
    Fact("last_met", _("Last met"), "people", "last_met_on", once=True, order=20),
    Fact(
        "ledger",
        _("In a ledger"),
        _ENTRIES,
        span=("opened_on", "closed_on"),
        choices=("ledger", *(one.code for one in _BEFORE if one.kind == "choice")),
        numbers=tuple(one.code for one in _BEFORE if one.kind == "number"),
        order=30,
    ),
    Fact(
        "opened",
        _("Entry opened"),
        _ENTRIES,
        "opened_on",
        choices=("ledger",),
        only=begun("f"),
        order=40,
    ),
    Fact(
        "closed",
        _("Entry closed"),
        _ENTRIES,
        "closed_on",
        choices=("ledger", "closing_reason", *_AT_THE_END),
        only=over("f"),
        order=50,
    ),
    Fact(
        "memory",
        _("Any memory"),
        "timeline",
        "on_day",
        choices=("ledger",),
        flags=("being", "doing"),
        order=100,
    ),
    PersonColumn(
        "sex",
        "x.sex",
        "code",
        tells=True,
        label=_("Sex"),
        options=dict(Sex.choices),
        order=10,
    ),
    PersonColumn("age", "{age}", "number", tells=True, label=_("Age"), order=20),
    PersonColumn(
        "first_entry",
        beside(_ENTRIES, "MIN(opened_on)"),
        "day",
        tells=True,
        label=_("First entry in a ledger"),
        order=30,
    ),
    PersonColumn("last_met", "x.last_met_on", "day", tells=True, label=_("Last met"), order=40),
    *(
        PersonColumn(
            one.code,
            beside(_ENTRIES, f"MAX({one.code})", "ledger = 'outreach'"),
            "code",
            tells=True,
            label=one.asked_as or one.label,
            options=dict(one.options),
            order=order,
        )
        for order, one in ((50, published_field("sleeps_kind")), (60, published_field("since")))
    ),
    PersonColumn(
        "entered_centre",
        beside(_ENTRIES, "MIN(opened_on)", "ledger = 'centre'"),
        "day",
        tells=True,
        label=_("Came into the centre"),
        order=70,
    ),
    PersonColumn(
        "moved_in",
        beside(_ENTRIES, "MIN(opened_on)", "ledger = 'aftercare'"),
        "day",
        tells=True,
        label=_("Moved into an own home"),
        order=80,
    ),
)
