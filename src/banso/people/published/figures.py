"""Figures over people and their entries."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from banso.people.ledger_fields import published_field
from banso.people.rules import ClosingReason, Ledger, Sex
from banso_analysis.entries import COMINGS, LEAVINGS, came_back, passed_on, was_passed_on
from banso_analysis.figures import ENTRY, LAST, Figure, in_period, or_unknown, standing
from banso_analysis.periods import age_text

UNKNOWN = _("Not known")
_ENTRIES = "ledger_entries"
_PERSON = "JOIN people x ON x.person_id = t.person_id"
AGES: dict[str, Any] = {
    "under_20": _("Under 20"),
    "a20": _("20 to 29"),
    "a30": _("30 to 39"),
    "a40": _("40 to 49"),
    "a50": _("50 to 59"),
    "a60": _("60 to 69"),
    "a70": _("70 and over"),
    "unknown": UNKNOWN,
}


def band(person: str, last: str = "p.last_on") -> str:
    """Return the band of ages of a row of people on the last day of a period."""
    age = age_text(person, year=f"CAST(year({last}) AS INT)", month=f"month({last})")
    return (
        f"CASE WHEN {person}.birth_year IS NULL THEN 'unknown' WHEN {age} < 20 THEN 'under_20' "
        f"WHEN {age} < 30 THEN 'a20' WHEN {age} < 40 THEN 'a30' WHEN {age} < 50 THEN 'a40' "
        f"WHEN {age} < 60 THEN 'a50' WHEN {age} < 70 THEN 'a60' ELSE 'a70' END"
    )


_WAY_IN = (
    f"CASE WHEN {was_passed_on('t')} THEN 'passed_on' WHEN {came_back('t')} THEN 'again' "
    "ELSE 'new' END"
)


def of_field(
    code: str, field: str, *, ledger: str, title: Any, definition: Any, order: int = LAST
) -> Figure:
    """Return a figure of the people in a ledger by what stands in one of its fields."""
    named = or_unknown(f"t.{field}")
    return Figure(
        code,
        standing(_ENTRIES, named, where=f"t.ledger = '{ledger}'", span=ENTRY),
        at_the_end=True,
        title=title,
        definition=definition,
        kinds={**dict(published_field(field).options), "unknown": UNKNOWN},
        order=order,
    )


IN_LEDGER = Figure(
    "in_ledger",
    standing(_ENTRIES, "t.ledger", span=ENTRY),
    at_the_end=True,
    title=_("People in each ledger"),
    definition=_(
        "People with an entry that is open on the last day of the period (or on any day "
        "of it). Somebody in two ledgers counts in both. An entry that was closed on a day "
        "is no longer open on it; whoever came in and was passed on within one day counts "
        "where any day is looked at."
    ),
    kinds=dict(Ledger.choices),
    order=10,
)
CAME_IN = Figure(
    "came_in",
    in_period(COMINGS, "opened_on", _WAY_IN),
    "times",
    title=_("Entries opened"),
    definition=_(
        "Entries in a ledger that were opened in the period; somebody may come in more than "
        "once. Who comes from an entry that was passed on is passed on; who had an earlier "
        "entry otherwise has come back. An entry that was closed and opened again in the same "
        "ledger on the same day has gone on: nobody left, and nobody came."
    ),
    kinds={
        "new": _("For the first time"),
        "again": _("Came back after an earlier entry (welcome back)"),
        "passed_on": _("Passed on from another ledger"),
    },
    order=20,
)
FLOW = Figure(
    "flow",
    in_period(
        _ENTRIES,
        "opened_on",
        "concat(f.ledger, '_', t.ledger)",
        join=f"JOIN ledger_entries f ON f.id = t.came_from AND {passed_on('f')}",
    ),
    "times",
    title=_("Passed on between ledgers"),
    definition=_(
        "Entries opened in the period that go on from an entry that was passed on. Coming "
        "back is no flow."
    ),
    kinds={
        f"{one}_{other}": (Ledger.label_of(one), Ledger.label_of(other))
        for one in Ledger
        for other in Ledger
    },
    order=30,
)
WENT_OUT = Figure(
    "went_out",
    in_period(LEAVINGS, "closed_on", "t.closing_reason"),
    "times",
    title=_("Entries closed"),
    definition=_(
        "Entries closed in the period, by the reason given. Closing ends no memory, and no tie. "
        "An entry that was opened again in the same ledger on the same day has gone on."
    ),
    kinds=dict(ClosingReason.choices),
    order=40,
)
AGE = Figure(
    "age",
    standing(_ENTRIES, band("x"), join=_PERSON, span=ENTRY),
    at_the_end=True,
    title=_("Age"),
    definition=_(
        "People with an open entry on the last day of the period, by their age on that "
        "day as far as year and month of birth are known."
    ),
    kinds=AGES,
    order=50,
)
SEX = Figure(
    "sex",
    standing(_ENTRIES, or_unknown("x.sex"), join=_PERSON, span=ENTRY),
    at_the_end=True,
    title=_("Sex"),
    definition=_(
        "People with an open entry on the last day of the period, by sex as they gave it."
    ),
    kinds={"unknown": _("Not said"), **{code: label for code, label in Sex.choices if code}},
    order=60,
)
SLEEPS = of_field(
    "sleeps",
    "sleeps_kind",
    ledger=Ledger.OUTREACH,
    title=_("Kind of sleeping place"),
    definition=_(
        "People in the outreach ledger on the last day of the period, by the kind of "
        "place written there."
    ),
    order=70,
)
SINCE = of_field(
    "since",
    "since",
    ledger=Ledger.OUTREACH,
    title=_("Time on the street"),
    definition=_(
        "People in the outreach ledger on the last day of the period, by how long they "
        "had been on the street when it was written down."
    ),
    order=80,
)
FIGURES = (IN_LEDGER, CAME_IN, FLOW, WENT_OUT, AGE, SEX, SLEEPS, SINCE)
