"""
The fields of each ledger, declared once: form, list, inheritance, export and visibility all read
from here.

Outreach follows the items of the national survey of rough sleepers
(ホームレスの実態に関する全国調査); centre and aftercare follow practice.
The same code in two ledgers is the same thing, so its value goes along when a person is passed on.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from banso.kit.declared_fields import Item
from banso.people.rules import Ledger, PlaceKind, Sensitivity

Options = tuple[tuple[str, Promise | str], ...]


@dataclass(frozen=True)
class LedgerField(Item):
    """
    One declared field of a ledger, and who may read it. A `published` one is there for figures and
    questions over everyone, where it may be called otherwise (`asked_as`). One that is kept
    `elsewhere` today is asked for only where an earlier value stands, so that it can be moved.
    """

    sensitivity: Sensitivity = Sensitivity.PLAIN
    place: bool = False
    in_list: bool = False
    published: bool = False
    asked_as: Promise | str = ""
    elsewhere: bool = False


_PLACES: Options = tuple(PlaceKind.choices)
_SINCE: Options = (
    ("under_1m", _("Less than a month")),
    ("under_6m", _("1 to 6 months")),
    ("under_1y", _("6 months to a year")),
    ("under_3y", _("1 to 3 years")),
    ("under_5y", _("3 to 5 years")),
    ("under_10y", _("5 to 10 years")),
    ("over_10y", _("10 years or more")),
    ("unknown", _("Not known")),
)
_CAUSES: Options = (
    ("lost_work", _("Bankruptcy, loss of work")),
    ("less_work", _("Work became less")),
    ("illness", _("Illness, injury or age ended work")),
    ("bad_conditions", _("Left because of bad working conditions")),
    ("relations_work", _("Left because of relations at work")),
    ("income", _("Other loss of income")),
    ("debt", _("Pressed by creditors")),
    ("rent", _("Could not pay the rent")),
    ("dormitory", _("Had to leave the company dormitory")),
    ("lodging", _("Could not pay the lodging house")),
    ("evicted", _("Evicted")),
    ("discharged", _("Nowhere to go after hospital or a facility")),
    ("family", _("Trouble in the family")),
    ("habits", _("Drinking or gambling")),
    ("other", _("Other")),
    ("none", _("No reason given")),
)
_WISHES: Options = (
    ("flat_and_work", _("Live in a flat and work")),
    ("flat_and_help", _("Live in a flat with welfare and light work")),
    ("dormitory_work", _("Work with a dormitory")),
    ("welfare", _("Use welfare, since work is not possible")),
    ("hospital", _("Go into hospital")),
    ("family", _("Back to the family")),
    ("as_it_is", _("As it is now is fine")),
    ("unknown", _("Don’t know yet")),
    ("other", _("Other")),
)
_WORK: Options = (
    ("none", _("None")),
    ("construction", _("Day labour: building")),
    ("recycling", _("Collects cans and scrap")),
    ("transport", _("Day labour: transport")),
    ("odd_jobs", _("Other odd jobs")),
    ("employed", _("Employed")),
    ("other", _("Other")),
)
_EXITS: Options = (
    ("work", _("Independent through work")),
    ("assistance", _("Own dwelling with public assistance")),
    ("hospital", _("Hospital")),
    ("facility", _("A facility")),
    ("own_wish", _("Own wish")),
    ("left", _("Left without a word")),
    ("rules", _("Rules of the house")),
    ("term", _("End of the term")),
    ("other", _("Other")),
)
_HEALTH = Sensitivity.HEALTH
_MONEY = Sensitivity.MONEY

_WORK_NOW = LedgerField(
    "work",
    _("Work with an income"),
    "choice",
    _WORK,
    in_list=True,
    published=True,
)
_INCOME = LedgerField(
    "income", _("Monthly income (last three months, yen)"), "number", sensitivity=_MONEY
)
_HEALTH_NOW = LedgerField(
    "health", _("Health: complaints, treatment, medicine"), "prose", sensitivity=_HEALTH
)
_WISH = LedgerField(
    "wish",
    _("The person’s wish"),
    "choice",
    _WISHES,
    in_list=True,
    published=True,
)
_WISH_WORDS = LedgerField("wish_words", _("The wish in the person’s own words"), "prose")
_CALL = LedgerField("whom_to_call", _("Whom to call when something happens"), "line")
_PAPERS = LedgerField("papers", _("Papers: has, lost, being renewed"), "line")
_BENEFITS = LedgerField("benefits", _("Benefits and pension"), "line", sensitivity=_MONEY)

LEDGER_FIELDS: dict[str, tuple[LedgerField, ...]] = {
    Ledger.OUTREACH: (
        LedgerField(
            "sleeps_kind",
            _("Kind of sleeping place"),
            "choice",
            _PLACES,
            place=True,
            in_list=True,
            published=True,
        ),
        LedgerField("sleeps_at", _("Where the person sleeps"), "line", place=True, in_list=True),
        LedgerField(
            "since",
            _("On the street this time for"),
            "choice",
            _SINCE,
            in_list=True,
            published=True,
            asked_as=_("Time on the street"),
        ),
        LedgerField("causes", _("How it came to this"), "many", _CAUSES),
        _WORK_NOW,
        _INCOME,
        _HEALTH_NOW,
        _PAPERS,
        _WISH,
        _WISH_WORDS,
        _CALL,
    ),
    Ledger.CENTRE: (
        LedgerField("admitted_on", _("Admitted on"), "day", in_list=True),
        LedgerField("room", _("Room"), "line", place=True, in_list=True),
        LedgerField("term_until", _("Term until"), "day", in_list=True),
        LedgerField("belongings", _("Belongings kept"), "line", elsewhere=True),
        LedgerField(
            "money_kept", _("Money kept (yen)"), "number", sensitivity=_MONEY, elsewhere=True
        ),
        _WORK_NOW,
        _INCOME,
        _HEALTH_NOW,
        _PAPERS,
        _BENEFITS,
        _WISH,
        _WISH_WORDS,
        _CALL,
        LedgerField(
            "exit_reason",
            _("Reason for leaving the centre"),
            "choice",
            _EXITS,
            in_list=True,
            published=True,
        ),
        LedgerField("exit_to", _("Where to"), "line", place=True),
    ),
    Ledger.AFTERCARE: (
        LedgerField("dwelling", _("Dwelling"), "line", place=True, in_list=True),
        LedgerField("contract", _("Contract: from, until, in whose name"), "line"),
        LedgerField(
            "rent_check",
            _("Rent paid"),
            "choice",
            (("yes", _("Paid")), ("late", _("Late")), ("unknown", _("Not looked at"))),
            sensitivity=_MONEY,
        ),
        LedgerField(
            "utilities_check",
            _("Electricity, gas, water"),
            "choice",
            (
                ("yes", _("In service")),
                ("stopped", _("Cut off or about to be")),
                ("unknown", _("Not looked at")),
            ),
        ),
        LedgerField("visits", _("Visit calendar"), "line", in_list=True),
        LedgerField("next_visit_on", _("Next visit"), "day", in_list=True),
        _BENEFITS,
        _WORK_NOW,
        _INCOME,
        _HEALTH_NOW,
        _PAPERS,
        _WISH,
        _WISH_WORDS,
        _CALL,
    ),
}


def fields_of(ledger: str, allowed: list[str], *, places: bool) -> list[LedgerField]:
    """
    Return the declared fields of a ledger that somebody may read: by sensitivity, and places only
    where trusted with them.
    """
    return [
        one
        for one in LEDGER_FIELDS[Ledger(ledger)]
        if one.sensitivity in allowed and (places or not one.place)
    ]


def inherited(values: dict[str, object], into: str) -> dict[str, object]:
    """
    Return what the next ledger knows already: fields of the same code, and the exit's destination
    as the new dwelling.
    """
    known = {one.code for one in LEDGER_FIELDS[Ledger(into)]}
    carried = {
        code: value
        for code, value in values.items()
        if code in known and value not in ("", None, [])
    }
    if into == Ledger.AFTERCARE and values.get("exit_to"):
        carried.setdefault("dwelling", values["exit_to"])
    return carried


def published_fields() -> list[LedgerField]:
    """Return the fields of all ledgers that are published, each once."""
    found = {one.code: one for fields in LEDGER_FIELDS.values() for one in fields if one.published}
    return list(found.values())


def published_field(code: str) -> LedgerField:
    """
    Return a published field by its code.

    :raises KeyError: if no field of this code is published
    """
    return {one.code: one for one in published_fields()}[code]
