"""
What can stand beside each person in a list: declared once for the screen, the file and research.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from banso_analysis.engines import Engine, Row
from banso_analysis.periods import age_text


@dataclass(frozen=True)
class Column:
    """
    A column: how it is asked, of which kind it is (code, number, day), and whether it could tell
    who somebody is (then research sees it only roughly).
    """

    text: str
    kind: str
    tells: bool = False


def _counted(table: str, where: str = "") -> str:
    return (
        f"(SELECT person_id, COUNT(*) AS v FROM {table}{' WHERE ' + where if where else ''} "
        "GROUP BY person_id)"
    )


# {today} is a day, {age} the age on it; a text that begins with "(" is a list of (person_id, v)
# beside the person.
COLUMNS: dict[str, Column] = {
    "sex": Column("x.sex", "code", tells=True),
    "age": Column("{age}", "number", tells=True),
    "first_entry": Column(
        "(SELECT person_id, MIN(opened_on) AS v FROM ledger_entries GROUP BY person_id)",
        "day",
        tells=True,
    ),
    "last_met": Column("x.last_met_on", "day", tells=True),
    "sleeps_kind": Column(
        (
            "(SELECT person_id, MAX(sleeps_kind) AS v FROM ledger_entries WHERE ledger = "
            "'outreach' GROUP BY person_id)"
        ),
        "code",
        tells=True,
    ),
    "since": Column(
        (
            "(SELECT person_id, MAX(since) AS v FROM ledger_entries WHERE ledger = 'outreach' "
            "GROUP BY person_id)"
        ),
        "code",
        tells=True,
    ),
    "entered_centre": Column(
        (
            "(SELECT person_id, MIN(opened_on) AS v FROM ledger_entries WHERE ledger = 'centre' "
            "GROUP BY person_id)"
        ),
        "day",
        tells=True,
    ),
    "moved_in": Column(
        (
            "(SELECT person_id, MIN(opened_on) AS v FROM ledger_entries WHERE ledger = "
            "'aftercare' GROUP BY person_id)"
        ),
        "day",
        tells=True,
    ),
    "contacts": Column(_counted("contacts"), "number"),
    "being": Column(_counted("contacts", "being"), "number"),
    "referrals": Column(_counted("referrals"), "number"),
    "returns": Column(_counted("referrals", "returned_on IS NOT NULL"), "number"),
    "plans": Column(_counted("plans"), "number"),
    "key_person": Column(
        (
            "(SELECT person_id, COUNT(*) AS v FROM ties WHERE role = 'key_person' AND (until_on "
            "IS NULL OR until_on > {today}) GROUP BY person_id)"
        ),
        "number",
    ),
    "gives": Column(
        (
            "(SELECT person_id, COUNT(*) AS v FROM givings WHERE until_on IS NULL OR until_on > "
            "{today} GROUP BY person_id)"
        ),
        "number",
    ),
    "hardest": Column(
        "(SELECT person_id, MAX(level) AS v FROM hardships GROUP BY person_id)", "number"
    ),
}


def listed(
    engine: Engine, people: Sequence[str], columns: Sequence[str], *, today: date
) -> list[Row]:
    """
    Return (person, value, …) for some people, in their order.

    :raises KeyError: if there is no such column
    """
    if not people:
        return []
    wanted = ", ".join(f"('{one}', {place})" for place, one in enumerate(people) if one.isalnum())
    return engine.rows(
        _text(
            columns,
            today,
            (
                f"(SELECT * FROM (VALUES {wanted}) AS given(person_id, place)) w JOIN people x "
                "ON x.person_id = w.person_id"
            ),
        )
        + " ORDER BY w.place"
    )


def everybody(engine: Engine, columns: Sequence[str], *, today: date, condition: str) -> list[Row]:
    """
    Return (person, value, …) for whom a condition on people `x` is true.

    :raises KeyError: if there is no such column
    """
    return engine.rows(
        _text(columns, today, "people x") + f" WHERE {condition} ORDER BY x.person_id"
    )


def _text(columns: Sequence[str], today: date, source: str) -> str:
    age = age_text("x", year=today.year, month=today.month)
    shown, joins = ["x.person_id"], ""
    for number, code in enumerate(columns):
        column = COLUMNS[code]
        text = column.text.replace("{today}", f"DATE '{today.isoformat()}'").replace("{age}", age)
        if column.text.startswith("("):
            joins += f" LEFT JOIN {text} c{number} ON c{number}.person_id = x.person_id"
            text = (
                f"COALESCE(c{number}.v, 0)"
                if column.kind == "number" and code != "hardest"
                else f"c{number}.v"
            )
        shown.append(text)
    return f"SELECT {', '.join(shown)} FROM {source}{joins}"
