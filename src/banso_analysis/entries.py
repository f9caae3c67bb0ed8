"""
Entries in ledgers as they are counted: coming in, leaving, being passed on, coming back. Said once,
for figures, facts, reports and homes alike.

An entry that was closed and opened again in the same ledger on the same day has gone on: nobody
left, and nobody came.
"""

TABLE = "ledger_entries"
_END = "DATE '9999-12-31'"


def _goes_on(earlier: str, later: str) -> str:
    """Return the condition that an entry goes on from another on the day that one was closed."""
    ended, ends = (f"COALESCE({one}.closed_on, {_END})" for one in (earlier, later))
    return (
        f"{later}.person_id = {earlier}.person_id AND {later}.ledger = {earlier}.ledger "
        f"AND {later}.opened_on = {earlier}.closed_on AND ({later}.opened_on > "
        f"{earlier}.opened_on OR {ends} > {ended} OR ({ends} = {ended} AND "
        f"{later}.id > {earlier}.id))"
    )


def begun(row: str) -> str:
    """Return the condition that somebody came in with an entry."""
    return f"NOT EXISTS (SELECT 1 FROM {TABLE} g WHERE {_goes_on('g', row)})"


def over(row: str) -> str:
    """Return the condition that somebody left an entry: it was closed, and not opened again."""
    return (
        f"{row}.closed_on IS NOT NULL AND NOT EXISTS (SELECT 1 FROM {TABLE} g WHERE "
        f"{_goes_on(row, 'g')})"
    )


def passed_on(before: str) -> str:
    """
    Return the condition that an entry, from which another one comes, was passed on to it; from an
    entry that ended otherwise a person has come back.
    """
    return f"{before}.closing_reason = 'passed_on'"


def was_passed_on(row: str) -> str:
    """Return the condition that somebody came into an entry by being passed on from another."""
    return f"EXISTS (SELECT 1 FROM {TABLE} g WHERE g.id = {row}.came_from AND {passed_on('g')})"


def came_back(row: str) -> str:
    """Return the condition that a person had an entry before this one."""
    return (
        f"EXISTS (SELECT 1 FROM {TABLE} g WHERE g.person_id = {row}.person_id AND "
        f"g.id <> {row}.id AND (g.opened_on < {row}.opened_on OR (g.opened_on = "
        f"{row}.opened_on AND g.closed_on = g.opened_on AND "
        f"({row}.closed_on IS NULL OR {row}.closed_on > g.closed_on))))"
    )


COMINGS = f"(SELECT e.* FROM {TABLE} e WHERE {begun('e')})"
LEAVINGS = f"(SELECT e.* FROM {TABLE} e WHERE {over('e')})"
