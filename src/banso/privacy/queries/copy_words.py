"""
What the answers in a copy are called: a form, a questionnaire or a ledger says it of its own items,
so that nobody is given a code to read.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from django.utils.translation import gettext as _

from banso.assessment.rules import Standing
from banso.companionship.visit_fields import EVERYTHING
from banso.decisions.rules import RecusalReason
from banso.intake.instrument import sheet_on
from banso.kit.codes import Codes
from banso.kit.declared_fields import Item
from banso.kit.formatting import brief_day, grouped
from banso.people.ledger_fields import LEDGER_FIELDS
from banso.people.rules import Ledger
from banso.privacy.rules.copying import LABELS, label_of
from banso.referrals.rules import RefusalReason, ReturnReason
from banso.surveys.queries import form_of

YEARS_END = 10_000  # a year is not parted into thousands; what is larger is an amount
HEARD = Standing.HEARD  # what was heard stands among the texts
_TYPED = ("line", "prose", "rows")


@dataclass(frozen=True)
class Items:
    """The items that the answers of a row belong to, and the column that the answers stand in."""

    column: str = ""
    by_code: Mapping[str, Item] = field(default_factory=dict)

    def label(self, path: str) -> str:
        """Return what the text at a path is called."""
        name, _dot, rest = path.partition(".")
        code, _dot, inner = rest.partition(".")
        item = self.by_code.get(code) if name == self.column else None
        if item is None:
            return str(label_of(path))
        places = inner.split(".")
        parts = [str(item.label), *(_inner(one) for one in places)]
        if item.kind == "rows" and places[-1].isdecimal():  # what can be chosen are the columns
            columns = [str(label) for _code, label in item.options]
            parts[-1] = "".join(columns[int(places[-1]) :][:1])
        return "　".join(one for one in parts if one)

    def is_typed(self, path: str) -> bool:
        """Return whether what stands at a path was written by hand, also where it looks a code."""
        name, _dot, rest = path.partition(".")
        code, _dot, inner = rest.partition(".")
        item = self.by_code.get(code) if name == self.column else None
        place = inner.split(".")[0]
        return bool(item) and (
            place in ("words", "fact", "view")
            or (item is not None and item.kind in _TYPED and place in ("", "value"))
        )

    def chosen(self, row: Any) -> Iterator[tuple[str, str]]:
        """Yield what was chosen, item by item, in words; what was typed stands among the texts."""
        answers = getattr(row, self.column, None) or {}
        for code, item in self.by_code.items():
            answer = answers.get(code)
            if answer in (None, "", [], {}):
                continue
            value = answer.get("value") if isinstance(answer, dict) else answer
            if value not in (None, "", []):
                if item.kind not in _TYPED:
                    yield str(item.label), item.said(value)
            elif isinstance(answer, dict) and answer.get("standing") not in (None, "", HEARD):
                yield str(item.label), str(Standing.label_of(answer["standing"]))


def _inner(part: str) -> str:
    if part in ("", "value"):
        return ""
    if part == "earlier":
        return _("earlier")
    if part.isdecimal():
        return str(int(part) + 1)
    return str(LABELS.get(part, ""))


def _of_part(row: Any) -> tuple[Item, ...]:
    return tuple(row.assessment.instrument.form.items)


def _of_intake(row: Any) -> tuple[Item, ...]:
    return tuple((row.instrument.form if row.instrument else sheet_on(row.on)).items)


def _of_survey(row: Any) -> tuple[Item, ...]:
    return tuple(form_of(row.instrument).items)


def _of_entry(row: Any) -> tuple[Item, ...]:
    return tuple(LEDGER_FIELDS[Ledger(row.ledger)])


def _of_visit(row: Any) -> tuple[Item, ...]:
    return EVERYTHING


_FOUND: dict[str, tuple[str, Callable[[Any], tuple[Item, ...]]]] = {
    "assessment.AssessmentPart": ("answers", _of_part),
    "companionship.ContactNote": ("looked", _of_visit),
    "intake.Intake": ("answers", _of_intake),
    "surveys.Survey": ("answers", _of_survey),
    "people.LedgerEntry": ("values", _of_entry),
}


def items_of(row: Any) -> Items:
    """Return the items that the answers of a row belong to; none where it holds no answers."""
    column, found = _FOUND.get(row._meta.label, ("", None))
    return Items(column, {one.code: one for one in found(row)}) if found else Items()


@cache
def _code_lists() -> dict[frozenset[str], type[Codes]]:
    """Return the lists of codes by what stands in them; where two are alike, the first."""
    found: dict[frozenset[str], type[Codes]] = {}
    waiting = list(Codes.__subclasses__())
    while waiting:
        one = waiting.pop(0)
        waiting += one.__subclasses__()
        found.setdefault(frozenset(one.values), one)
    return found


_REASONS: dict[str, tuple[type[Codes], ...]] = {
    "decisions.Recusal.why": (RecusalReason,),
    "referrals.ReferralStep.reason": (RefusalReason, ReturnReason),
}
"""Columns of codes that do not say so themselves: what they hold depends on another column."""


def reason_in_words(place: str, value: str) -> str:
    """Return what a code says in a column that does not say of which list it is, empty if none."""
    found = (one.label_of(value) for one in _REASONS.get(place, ()) if value in one)
    return str(next(found, ""))


def in_words(choices: Any, value: str) -> str:
    """Return what a code of a column says, empty where nobody gave it words."""
    codes = _code_lists().get(frozenset(code for code, _label in choices))
    return str(codes.label_of(value)) if codes else ""


def plainly(value: object) -> str:
    """Return a day or a number as people read it."""
    if isinstance(value, date):
        return brief_day(value)
    return grouped(value) if isinstance(value, int) and value >= YEARS_END else str(value)
