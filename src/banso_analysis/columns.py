"""
What can stand beside each person in a list: declared once, by the room it is about, for the screen,
the file and research.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from banso_analysis.figures import LAST
from banso_analysis.periods import age_text

if TYPE_CHECKING:
    from banso_analysis.engines import Engine, Row


@dataclass(frozen=True, eq=False)
class PersonColumn:
    """
    A column: its code, how it is asked, of which kind it is (code, number, day), and whether it
    could tell who somebody is (then research sees it only roughly). Where it is a number of
    something, `counted`, nothing means none.

    What it and its codes are called is anything that `str` turns into words; the smaller `order` is
    offered first.
    """

    code: str
    text: str
    kind: str
    tells: bool = False
    counted: bool = False
    label: Any = ""
    options: Mapping[str, Any] = field(default_factory=dict)
    order: int = LAST


# In a column's text {today} is a day, {age} the age of people `x` on it; a text that begins with
# "(" is a list of (person_id, v) beside the person.


def beside(table: str, value: str, where: str = "") -> str:
    """Return a value of all of a person's rows in a table, as the text of a column."""
    return (
        f"(SELECT person_id, {value} AS v FROM {table}{' WHERE ' + where if where else ''} "
        "GROUP BY person_id)"
    )


def times(table: str, where: str = "") -> str:
    """Return how many rows of a table a person has, as the text of a column."""
    return beside(table, "COUNT(*)", where)


def listed(
    engine: "Engine", people: Sequence[str], columns: Sequence[PersonColumn], *, today: date
) -> list["Row"]:
    """Return (person, value, …) for some people, in their order."""
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


def everybody(
    engine: "Engine", columns: Sequence[PersonColumn], *, today: date, condition: str
) -> list["Row"]:
    """Return (person, value, …) for whom a condition on people `x` is true."""
    return engine.rows(
        _text(columns, today, "people x") + f" WHERE {condition} ORDER BY x.person_id"
    )


def _text(columns: Sequence[PersonColumn], today: date, source: str) -> str:
    age = age_text("x", year=today.year, month=today.month)
    shown, joins = ["x.person_id"], ""
    for number, column in enumerate(columns):
        text = column.text.replace("{today}", f"DATE '{today.isoformat()}'").replace("{age}", age)
        if column.text.startswith("("):
            joins += f" LEFT JOIN {text} c{number} ON c{number}.person_id = x.person_id"
            text = f"COALESCE(c{number}.v, 0)" if column.counted else f"c{number}.v"
        shown.append(text)
    return f"SELECT {', '.join(shown)} FROM {source}{joins}"
