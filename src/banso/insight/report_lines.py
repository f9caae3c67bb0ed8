"""
The lines of the reports that must be filed, and the rows that the official tables lack; what each
is called stands in `report_labels`.
"""

from typing import Any

from banso.insight.coming_lines import COMING
from banso.people.published.figures import IN_LEDGER
from banso.referrals.counted import SILENT
from banso.referrals.published import RETURNS, WAYS
from banso.surveys.published import FEELINGS
from banso.ties.published import GIVES, KEY_PERSON
from banso_analysis.answers import YES
from banso_analysis.entries import COMINGS, LEAVINGS
from banso_analysis.figures import ENTRY, Figure, in_period, standing
from banso_analysis.reports import Line


def _counted(table: str, day: str, **more: Any) -> Figure:
    return Figure(table, in_period(table, day, **more))


_SPOKEN = Figure(
    "spoken",
    "SELECT t.person_id, p.period, 'all' AS kind FROM (SELECT person_id, on_day FROM intakes "
    "UNION ALL SELECT person_id, on_day FROM contacts) t "
    "JOIN {periods} p ON t.on_day BETWEEN p.first_on AND p.last_on",
)
_SILENT = _counted("referrals", "begun_on", where=SILENT)
_BACK_OF_BEGUN = _counted("referrals", "begun_on", where="t.returned_on <= {today}")
_PLACE_AND_SEX = _counted(
    "encounters",
    "on_day",
    where="t.outcome <> 'not_there'",
    kind=(
        "concat(t.place_kind, '-', CASE WHEN x.sex IN ('male', 'female') THEN x.sex ELSE "
        "'unknown' END)"
    ),
    join="JOIN people x ON x.person_id = t.person_id",
)
_CENTRE_IN = _counted(COMINGS, "opened_on", where="t.ledger = 'centre'")
_CENTRE_OUT = _counted(
    LEAVINGS,
    "closed_on",
    where="t.ledger = 'centre'",
    kind="CASE WHEN t.exit_reason = '' THEN 'unknown' ELSE t.exit_reason END",
)
_CENTRE_WORK_OF_CAME = _counted(
    COMINGS,
    "opened_on",
    where="t.ledger = 'centre' AND t.exit_reason = 'work' AND t.closed_on <= {today}",
)
PLACES = (
    "park",
    "river",
    "road",
    "station",
    "facility",
    "cafe",
    "friend",
    "car",
    "home",
    "unknown",
)
SEXES = ("male", "female", "unknown")
EXITS = (
    "work",
    "assistance",
    "hospital",
    "facility",
    "own_wish",
    "left",
    "rules",
    "term",
    "other",
    "unknown",
)

SUPPORT = (
    Line("consultations", _counted("intakes", "on_day"), "times"),
    Line("plans", _counted("plans", "made_on"), "times"),
    Line("work_targets", _counted("plans", "made_on", where="t.work_target"), "people"),
    Line("worked", _counted("changes", "on_day", where="t.change = 'work'"), "people"),
    Line(
        "worked_targets",
        _counted("changes", "on_day", where="t.change = 'work' AND t.work_target"),
        "people",
    ),
    Line("earned", _counted("changes", "on_day", where="t.change = 'earns_more'"), "people"),
    Line(
        "earned_targets",
        _counted("changes", "on_day", where="t.change = 'earns_more' AND t.work_target"),
        "people",
    ),
)
ACCOMPANYING = (
    Line("spoken_people", _SPOKEN, "people"),
    Line("spoken_times", _SPOKEN, "times"),
    Line("being", _counted("contacts", "on_day", where="t.being"), "times"),
    Line("ways", WAYS, "times"),
    Line("returns", RETURNS, "times"),
    Line("back_of_begun", _BACK_OF_BEGUN, "times"),
    Line("silent", _SILENT, "times"),
    Line("people", IN_LEDGER, "people"),
    Line("key_person", KEY_PERSON, "people"),
    Line("gives", GIVES, "people"),
    *(
        line
        for feeling in FEELINGS
        for line in (
            Line(f"{feeling.code}_asked", feeling, "people"),
            Line(feeling.code, feeling, "people", YES),
        )
    ),
)
OUTREACH = (
    *(
        Line(f"{place}-{sex}", _PLACE_AND_SEX, "times", f"{place}-{sex}")
        for place in PLACES
        for sex in SEXES
    ),
    Line("seen_times", _PLACE_AND_SEX, "times"),
    Line("seen_people", _PLACE_AND_SEX, "people"),
    Line(
        "seen_new",
        _counted("encounters", "on_day", where="t.was_new AND t.outcome <> 'not_there'"),
        "people",
    ),
    Line("not_there", _counted("encounters", "on_day", where="t.outcome = 'not_there'"), "times"),
)
CENTRE = (
    Line(
        "there",
        Figure(
            "there",
            standing("ledger_entries", where="t.ledger = 'centre'", span=ENTRY),
            at_the_end=True,
        ),
        "people",
    ),
    Line("came", _CENTRE_IN, "times"),
    Line("came_work", _CENTRE_WORK_OF_CAME, "times"),
    *(Line(f"left-{reason}", _CENTRE_OUT, "times", reason) for reason in EXITS),
    Line("left", _CENTRE_OUT, "times"),
)
REPORTS: dict[str, tuple[Line, ...]] = {
    "support": SUPPORT,
    "accompanying": ACCOMPANYING,
    "outreach": OUTREACH,
    "centre": CENTRE,
    "coming": COMING,
}
SERVICES = _counted("plan_services", "made_on", kind="t.service")


def lines_of(report: str, services: tuple[str, ...] = ()) -> tuple[Line, ...]:
    """
    Return a report's lines; that of support has one for each statutory service, which the caller
    knows.

    :raises KeyError: if there is no such report
    """
    more = (
        tuple(Line(f"service-{code}", SERVICES, "times", code) for code in services)
        if report == "support"
        else ()
    )
    return REPORTS[report] + more
