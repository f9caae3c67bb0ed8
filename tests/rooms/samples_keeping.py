"""What is kept for the person of the samples, for the tests that walk every address and action."""

from typing import Any
from uuid import UUID

from banso.keeping.actions import (
    NewCount,
    NewKeeping,
    NewRow,
    TheEnd,
    begin_keeping,
    count_keeping,
    take_in,
)


def _keeping(keeper_id: UUID, cast: Any, why: str = "家賃の日まで取っておくため") -> NewKeeping:
    return NewKeeping(why=why, wish="own", keeper_id=keeper_id, on=cast.today)


def samples(home: Any, cast: Any) -> dict[str, UUID]:
    """Return something that is kept, a row of its book, and once that it was counted."""
    by = cast.coordinator
    kept = begin_keeping(person_id=home.person.pk, keeping=_keeping(by.member_id, cast), by=by)
    row = NewRow(
        kind="cash",
        amount=1000,
        on=cast.today,
        what="封筒",
        purpose="家賃のため",
        with_whom="ご本人",
        why_below="なし",
    )
    count = NewCount(
        on=cast.today, found=1000, things_there=True, together="with", note="なし", words="あった。"
    )
    return {
        "keeping_id": kept.pk,
        "book_row_id": take_in(keeping_id=kept.pk, row=row, by=by).pk,
        "count_id": count_keeping(keeping_id=kept.pk, count=count, by=by).pk,
    }


def _begin(w: Any, mark: str) -> dict[str, Any]:
    return {
        "person_id": w.home.person.pk,
        "keeping": _keeping(w.cast.coordinator.member_id, w.cast, mark),
    }


def _count(w: Any, mark: str) -> dict[str, Any]:
    count = NewCount(
        on=w.cast.today, found=900, things_there=True, together="with", note=mark, words=mark
    )
    return {"count": count}


def _pass(w: Any, mark: str) -> dict[str, Any]:
    return {
        "ids": [w.ids["keeping_id"]],
        "from_id": w.cast.coordinator.member_id,
        "to_id": w.cast.manager.member_id,
    }


TOLD = {
    "keeping.take_in": lambda w, mark: {
        "row": NewRow(kind="other", amount=2, on=w.cast.today, what=mark, purpose=mark)
    },
    "keeping.begin_keeping": _begin,
    "keeping.count_keeping": _count,
    "keeping.sign_keeping": lambda w, mark: {"signed": "paper", "note": mark},
    "keeping.hand_keeping_over": lambda w, mark: {"keeper_id": w.cast.manager.member_id},
    "keeping.give_everything_back": lambda w, mark: {
        "end": TheEnd(given_to="self", on=w.cast.today, words=mark)
    },
    "keeping.pass_keepings": _pass,
}
