"""A row that is locked is read by itself."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.house

SOURCE = Path(__file__).resolve().parents[2] / "src" / "banso"


def _calls_of_a_chain(node: ast.expr) -> dict[str, ast.Call]:
    """Return the methods called one after the other on one queryset, by name."""
    calls: dict[str, ast.Call] = {}
    while isinstance(node, ast.Call | ast.Attribute):
        if isinstance(node, ast.Attribute):
            node = node.value
        else:
            if isinstance(node.func, ast.Attribute):
                calls[node.func.attr] = node
            node = node.func
    return calls


def _joined(call: ast.Call | None) -> bool:
    """Return whether a call joins other rows; `select_related(None)` takes joins away."""
    return call is not None and not any(
        isinstance(one, ast.Constant) and one.value is None for one in call.args
    )


def _locking_joins(text: str) -> Iterator[int]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call):
            calls = _calls_of_a_chain(node)
            if "select_for_update" in calls and _joined(calls.get("select_related")):
                yield node.lineno


def test_no_row_is_locked_together_with_a_joined_one() -> None:
    """
    A row may have waited for a merge that gave it to another person. PostgreSQL then looks at it
    again beside the joined person of before, finds that they don't belong together, and returns
    nothing, as if the row had never been.
    """
    found = [
        f"{path.relative_to(SOURCE)}:{line}"
        for path in sorted(SOURCE.rglob("*.py"))
        for line in _locking_joins(path.read_text(encoding="utf-8"))
    ]

    assert found == []


def test_a_lock_with_a_join_is_seen() -> None:
    assert list(_locking_joins('A.objects.select_related("b").select_for_update().get(pk=1)'))
    assert not list(_locking_joins("A.objects.select_for_update().select_related(None).get(pk=1)"))
