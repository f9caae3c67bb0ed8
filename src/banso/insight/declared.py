"""What the rooms say about themselves that can be counted, asked and listed over everyone."""

from collections.abc import Mapping, Sequence
from typing import Any

from banso.kit.declarations import declared_by_code
from banso.kit.publishing import Column, PublishedTable
from banso_analysis.columns import PersonColumn
from banso_analysis.figures import Figure
from banso_analysis.questions import Fact, Group, ReadyQuestion, read


def _ordered(found: Mapping[str, Any]) -> dict[str, Any]:
    return dict(sorted(found.items(), key=lambda one: one[1].order))


def figures() -> dict[str, Figure]:
    """Return every figure by its code, in the order in which they are offered."""
    return _ordered(declared_by_code(Figure))


def facts() -> dict[str, Fact]:
    """Return every fact that can be asked by its code, in the order in which they are offered."""
    return _ordered(declared_by_code(Fact))


def ready_questions() -> dict[str, ReadyQuestion]:
    """Return every question that is ready to be asked by its code, as their rooms stand."""
    return dict(declared_by_code(ReadyQuestion))


def person_columns() -> dict[str, PersonColumn]:
    """
    Return every column that can stand beside a person by its code, in the order in which they are
    offered.
    """
    return _ordered(declared_by_code(PersonColumn))


def read_question(body: object) -> Group:
    """
    Return a question from how it is kept.

    :raises BadQuestion: if it is none
    """
    return read(body, facts())


def _asked(fact: Fact, name: str) -> Column | PersonColumn:
    """Return a column of a fact, or what is worked out beside the person (the age)."""
    table = declared_by_code(PublishedTable)[fact.table]
    return table.column(name) if name in table.names else person_columns()[name]


def label_of(fact: Fact, name: str) -> Any:
    """Return what a column of a fact is called where it is asked."""
    return _asked(fact, name).label


def values_of(fact: Fact, name: str, forms: Sequence[Any] = ()) -> Mapping[str, Any]:
    """
    Return the values of a column of a fact with their labels; those of questionnaires come from the
    questionnaires that are offered.
    """
    options = _asked(fact, name).options
    return options(forms) if callable(options) else options


def moments() -> list[tuple[str, Any]]:
    """Return the facts that happen on a day, which others can come before or after."""
    return [(one.code, one.label) for one in facts().values() if one.moment]
