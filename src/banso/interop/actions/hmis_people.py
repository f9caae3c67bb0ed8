"""Whose the rows of an HMIS export are, and what becomes of each: asked and told as of ledgers."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from uuid import UUID

from django.utils.translation import gettext as _

from banso.access.viewer import Viewer
from banso.interop.actions.import_runs import Run
from banso.interop.actions.ledger_lines import Lines
from banso.interop.actions.said_of_rows import Told
from banso.interop.may_be import SAME, alike_to_names
from banso.interop.rules import Report, RowSaid
from banso.interop.table_files import Row
from banso.interop.who_is_who import LEFT_OUT, NEW, Whose
from banso.kit.refusals import NotSeen
from banso.people.actions import Incoming, say_never_same
from banso.people.queries import came_before, person_seen

CLIENTS = "Client.csv"
# What can be mended in a row on screen, and the column in which it stands.
MENDED = {"given_name": "FirstName", "family_name": "LastName", "birth": "DOB"}


def mended_rows(rows: Iterable[Row], mended: Mapping[int, Mapping[str, str]]) -> list[Row]:
    """Return the rows of people with what was mended by hand; a birth typed so is meant so."""
    return [
        replace(row, cells=row.cells | _mended(mended[row.number])) if row.number in mended else row
        for row in rows
    ]


def _mended(cells: Mapping[str, str]) -> dict[str, str]:
    meant = {MENDED[name]: text for name, text in cells.items() if name in MENDED}
    return meant | ({"DOBDataQuality": "1"} if meant.get("DOB") else {})


def outside_id_of(row: Row) -> str:
    """Return the id under which a person of an export is known here."""
    return f"hmis:{row.cells.get('PersonalID', '')}"


def recognised(
    arriving: list[Incoming], numbers: Mapping[str, int], answers: Mapping[int, str], by: Viewer
) -> dict[str, Whose]:
    """
    Return whose each person of an export is, by outside id (`numbers` are their rows): who came
    before, who was answered for, who is new; wherever somebody here is alike, it is a question.
    """
    known = came_before([one.outside_id for one in arriving], by)
    return {
        one.outside_id: Whose(one.outside_id)
        if one.outside_id in known
        else _whose(one, answers.get(numbers[one.outside_id], ""), by)
        for one in arriving
    }


def _whose(one: Incoming, answer: str, by: Viewer) -> Whose:
    key = one.outside_id
    if answer == LEFT_OUT:
        return Whose(key, left_out=True)
    if same := _named(answer, by):
        return Whose(key, same_as=same)
    names = [(text, kana) for _kind, text, kana in one.names] or [(one.called_name, "")]
    alike = alike_to_names(names, one.birth, by)
    if answer == NEW:
        return Whose(key, not_same_as=[who.person_id for who in alike if who.person_id])
    why = _("Somebody here may be the same person.") if alike else ""
    return Whose(key, why=why, alike=alike)


def _named(answer: str, by: Viewer) -> UUID | None:
    if not answer.startswith(SAME):
        return None
    try:
        return person_seen(by, UUID(answer.removeprefix(SAME))).pk
    except (ValueError, NotSeen):
        return None


def said_of_people(
    rows: Iterable[Row],
    whose: Mapping[str, Whose],
    lines: Lines,
    run: Run,
    report: Report,
    answers: Mapping[int, str],
) -> list[RowSaid]:
    """Return for each person of an export what becomes of them."""
    told = Told(lines, run)
    wrong: dict[int, list[tuple[str, str]]] = {}
    shown = {column: name for name, column in MENDED.items()}
    refused = [(one.file, one.row, one.field, one.reason) for one in report.of("people").refused]
    remarked = [(one.file, one.row, one.field, one.text) for one in report.remarks]
    for file, number, field, text in [*refused, *remarked]:
        if file == CLIENTS:
            wrong.setdefault(number, []).append((shown.get(field, field), text))
    said = []
    for row in rows:
        names = (row.cells.get("FirstName", ""), row.cells.get("LastName", ""))
        one = RowSaid(
            row=row.number,
            name=" ".join(part for part in names if part) or row.cells.get("PersonalID", ""),
            became="refused",
            mistakes=wrong.get(row.number, []),
            answer=answers.get(row.number, ""),
            typed={
                "number": row.cells.get("PersonalID", ""),
                "given_name": names[0],
                "family_name": names[1],
                "birth": row.cells.get("DOB", ""),
            },
        )
        found = whose.get(outside_id_of(row))
        if found is not None:
            one.why, one.alike = found.why, found.alike
            told.tell(one, found)
        said.append(one)
    return said


def keep_apart(whose: Iterable[Whose], run: Run) -> None:
    """Keep that somebody who came in as new is not those whom they are like."""
    people = run.of("people")
    for one in whose:
        person = people.ids.get(one.outside_id)
        if person is not None and people.became.get(one.outside_id) == "new":
            for other in one.not_same_as:
                say_never_same(
                    one_id=person,
                    other_id=other,
                    reason=_("Said when it was brought in"),
                    by=run.by,
                )
