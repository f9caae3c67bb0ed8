"""
The declared tables of a snapshot: ids, codes and days, never a name, an address or a sentence.

Every table but `people` itself points at a person; what asks for a duty of its own carries a
`sensitivity`. The order of columns is the order in the files.
"""

from dataclasses import dataclass

import pyarrow as pa

ID, CODE, DAY, FLAG, NUMBER = pa.string(), pa.string(), pa.date32(), pa.bool_(), pa.int32()
FORMAT = 1  # of the whole declaration; a snapshot of another one is made anew


@dataclass(frozen=True)
class Table:
    """
    One table: its name, its columns with their types, and whether rows ask for a duty of their own.
    """

    name: str
    columns: tuple[tuple[str, pa.DataType], ...]

    @property
    def names(self) -> list[str]:
        """The columns' names."""
        return [name for name, _kind in self.columns]

    @property
    def arrow(self) -> pa.Schema:
        """The schema that the files carry."""
        return pa.schema(list(self.columns))

    @property
    def is_sensitive(self) -> bool:
        """Whether rows carry what they are about."""
        return "sensitivity" in self.names


def _table(name: str, *columns: tuple[str, pa.DataType]) -> Table:
    """Return a table about people: each row has an id of its own and the person's."""
    return Table(name, (("id", ID), ("person_id", ID), *columns))


TABLES: dict[str, Table] = {
    one.name: one
    for one in (
        Table(
            "people",
            (
                ("person_id", ID),
                ("sex", CODE),
                ("birth_year", NUMBER),
                ("birth_month", NUMBER),
                ("last_met_on", DAY),
                ("entered_on", DAY),
            ),
        ),
        _table(
            "ledger_entries",
            ("ledger", CODE),
            ("office_id", ID),
            ("opened_on", DAY),
            ("closed_on", DAY),
            ("closing_reason", CODE),
            ("came_from", ID),
            ("sleeps_kind", CODE),
            ("since", CODE),
            ("wish", CODE),
            ("work", CODE),
            ("exit_reason", CODE),
        ),
        _table(
            "encounters",
            ("round_id", ID),
            ("on_day", DAY),
            ("outcome", CODE),
            ("place_kind", CODE),
            ("was_new", FLAG),
        ),
        _table("intakes", ("on_day", DAY), ("channel", CODE), ("urgency", CODE), ("worst", CODE)),
        _table("matters", ("on_day", DAY), ("matter", CODE)),
        _table(
            "contacts",
            ("on_day", DAY),
            ("member_id", ID),
            ("method", CODE),
            ("minutes", NUMBER),
            ("being", FLAG),
            ("doing", FLAG),
        ),
        _table(
            "timeline",
            ("on_day", DAY),
            ("kind", CODE),
            ("ledger", CODE),
            ("being", FLAG),
            ("doing", FLAG),
            ("sensitivity", CODE),
        ),
        _table(
            "hardships",
            ("assessment_id", ID),
            ("on_day", DAY),
            ("item", CODE),
            ("hardship", CODE),
            ("level", NUMBER),
            ("sensitivity", CODE),
        ),
        _table(
            "plans",
            ("number", NUMBER),
            ("made_on", DAY),
            ("agreed_on", DAY),
            ("ended_on", DAY),
            ("is_replan", FLAG),
            ("work_target", FLAG),
        ),
        _table("plan_services", ("made_on", DAY), ("service", CODE), ("sensitivity", CODE)),
        _table(
            "changes",
            ("on_day", DAY),
            ("change", CODE),
            ("work_target", FLAG),
            ("sensitivity", CODE),
        ),
        _table(
            "plan_cells", ("made_on", DAY), ("domain", CODE), ("state", CODE), ("sensitivity", CODE)
        ),
        _table(
            "referrals",
            ("system", CODE),
            ("domain", CODE),
            ("state", CODE),
            ("service_id", ID),
            ("begun_on", DAY),
            ("asked_on", DAY),
            ("answered_on", DAY),
            ("went_on", DAY),
            ("refusal_reason", CODE),
            ("returned_on", DAY),
            ("return_reason", CODE),
            ("next_step", CODE),
            ("next_look_on", DAY),
            ("sensitivity", CODE),
        ),
        _table(
            "ties",
            ("kind", CODE),
            ("is_formal", FLAG),
            ("role", CODE),
            ("from_on", DAY),
            ("until_on", DAY),
            ("ending", CODE),
        ),
        _table("givings", ("gift", CODE), ("from_on", DAY), ("until_on", DAY)),
        _table(
            "surveys",
            ("code", CODE),
            ("instrument_id", ID),
            ("moment", CODE),
            ("on_day", DAY),
            ("mode", CODE),
            ("declined", FLAG),
            ("total", NUMBER),
            ("sensitivity", CODE),
        ),
        _table(
            "survey_answers",
            ("code", CODE),
            ("instrument_id", ID),
            ("moment", CODE),
            ("on_day", DAY),
            ("item", CODE),
            ("step", CODE),
            ("sensitivity", CODE),
        ),
        _table("walks", ("member_id", ID), ("from_on", DAY), ("until_on", DAY), ("is_lead", FLAG)),
        _table("promises", ("due_on", DAY), ("settled_on", DAY), ("outcome", CODE)),
    )
}
