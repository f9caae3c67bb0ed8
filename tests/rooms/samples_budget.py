"""A household's month of the person of the samples, for the tests that walk every address."""

from typing import Any
from uuid import UUID

from banso.budget.actions import NewBudget, NewDebt, NewEvent, NewLine, keep_budget
from banso.budget.models import Budget


def _budget(cast: Any, words: str = "足りない。") -> NewBudget:
    return NewBudget(
        on=cast.today,
        cash=5000,
        lines=(NewLine(code="pension", now=120_000, day=15, pace="even"),),
        debts=(NewDebt(kind="rent", to_whom="例の大家", total=60_000, instalment=5_000),),
        events=(NewEvent(year=cast.today.year + 1, what="更新料", cost=30_000),),
        household="おひとり",
        words=words,
        view="見立て",
        reason="はじめて",
    )


def samples(home: Any, cast: Any) -> dict[str, UUID]:
    """Return the version that holds now."""
    made = keep_budget(person_id=home.person.pk, budget=_budget(cast), by=cast.coordinator)
    return {"budget_id": made.pk}


def _keep(w: Any, mark: str) -> dict[str, Any]:
    return {
        "person_id": w.home.person.pk,
        "budget": _budget(w.cast, mark),
        "based_on": Budget.objects.get(replaced_on=None).pk,
        "by": w.cast.coordinator,
    }


TOLD = {"budget.keep_budget": _keep}
