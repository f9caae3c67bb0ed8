"""The form of a household's month: a row for each line, and some for debts and what lies ahead."""

from collections.abc import Container, Iterator
from typing import Any, ClassVar

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from banso.budget.actions import NewBudget, NewDebt, NewEvent, NewLine
from banso.budget.queries import Whole
from banso.budget.rules import DAYS, INCOME, PACES, SPENDING, DebtKind, DebtState, Line, Pace
from banso.kit.forms import BansoForm, DayField, WholeAmountField, text_area

DEBT_ROWS = EVENT_ROWS = 5
LINE = ("now", "planned", "day", "pace")
DEBT = ("kind", "to_whom", "total", "instalment", "day", "state")
EVENT = ("year", "what", "cost")
FormRow = tuple[Any, list[BoundField]]
Parted = tuple[list[FormRow], list[FormRow]]
# What nearly every household has stands in sight; the other lines open with a tap, or where they
# are filled.
USUAL = {
    Line.WAGES,
    Line.PENSION,
    Line.ASSISTANCE,
    Line.RENT,
    Line.ELECTRICITY,
    Line.GAS,
    Line.WATER,
    Line.PHONE,
    Line.FOOD,
    Line.DAILY,
}


class Yen(WholeAmountField):
    """A whole number of yen; words are none."""

    default_error_messages: ClassVar = {
        "amount": _("Please write a whole number of yen, such as 5000 or 1万円.")
    }


def _parted(rows: list[FormRow], usual: Container[Any] = (), least: int = 0) -> Parted:
    """Return the rows in sight (usual, filled, or the least to begin with), and those that fold."""
    first: list[FormRow] = []
    rest: list[FormRow] = []
    for name, fields in rows:
        said = any(one.value() not in (None, "") for one in fields[:2])
        wrong = any(one.errors for one in fields)
        shown = said or wrong or name in usual or len(first) < least
        (first if shown else rest).append((name, fields))
    return first, rest


def _yen(label: Any) -> Yen:
    return Yen(label=label, required=False, max_length=20)


def _day() -> forms.IntegerField:
    widget = forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 2})
    return forms.IntegerField(
        label=_("Day"), required=False, min_value=1, max_value=31, widget=widget
    )


class BudgetForm(BansoForm):
    """A household's month."""

    based_on = forms.UUIDField(widget=forms.HiddenInput, required=False)
    on = DayField(past=True, label=_("Day"))
    cash = Yen(label=_("What is at hand on that day (yen)"), max_length=20)
    household = forms.CharField(label=_("Who lives on it"), required=False, max_length=200)
    words = forms.CharField(
        label=_("The person’s words"), required=False, widget=text_area(2), max_length=1000
    )
    view = forms.CharField(
        label=_("What we see"), required=False, widget=text_area(2), max_length=1000
    )
    reason = forms.CharField(
        label=_("Why a new version, and what changed"), required=False, max_length=200
    )
    groups: ClassVar = ((_("Income"), INCOME), (_("Spending"), SPENDING))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code in Line:
            self.fields[f"now_{code}"] = _yen(_("Now"))
            self.fields[f"planned_{code}"] = _yen(_("Planned"))
            self.fields[f"day_{code}"] = _day()
            self.fields[f"pace_{code}"] = forms.ChoiceField(
                label=_("When"), choices=Pace.choices, required=False
            )
        for place in range(DEBT_ROWS):
            self._debt(f"debt{place}_")
        for place in range(EVENT_ROWS):
            self._event(f"event{place}_")
        self._say_which()

    def _debt(self, at: str) -> None:
        kinds = [("", "—"), *DebtKind.choices]
        self.fields[f"{at}kind"] = forms.ChoiceField(
            label=_("What is owed"), choices=kinds, required=False
        )
        self.fields[f"{at}to_whom"] = forms.CharField(
            label=_("To whom it is owed"), required=False, max_length=100
        )
        self.fields[f"{at}total"] = _yen(_("All in all"))
        self.fields[f"{at}instalment"] = _yen(_("Each month"))
        self.fields[f"{at}day"] = _day()
        self.fields[f"{at}state"] = forms.ChoiceField(
            label=_("How it stands"), choices=DebtState.choices, required=False
        )

    def _event(self, at: str) -> None:
        self.fields[f"{at}year"] = forms.IntegerField(
            label=_("In the year"),
            required=False,
            min_value=2000,
            max_value=2200,
            widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 4}),
        )
        self.fields[f"{at}what"] = forms.CharField(
            label=_("What will cost"), required=False, max_length=200
        )
        self.fields[f"{at}cost"] = _yen(_("About how much (yen)"))

    def _say_which(self) -> None:
        """Let each field of a table be heard with its row: it has no label beside it."""
        for name, one in self.fields.items():
            at, _line, code = name.partition("_")
            row: Any = Line.label_of(code) if code in set(Line) else ""
            if at[-1:].isdigit():
                row = int(at.lstrip("abcdefghijklmnopqrstuvwxyz")) + 1
            if row:
                one.widget.attrs["aria-label"] = f"{row} {one.label}"

    def tables(self) -> Iterator[tuple[Any, list[FormRow], list[FormRow]]]:
        """Yield income and spending: the lines that are usual or filled, and the others."""
        for heading, codes in self.groups:
            rows = [
                (Line.label_of(code), [self[f"{one}_{code}"] for one in LINE]) for code in codes
            ]
            usual = {Line.label_of(code) for code in codes if code in USUAL}
            yield heading, *_parted(rows, usual)

    def debts(self) -> Parted:
        """Return the fields of each debt, and those for more of them."""
        return _parted(
            [("", [self[f"debt{at}_{one}"] for one in DEBT]) for at in range(DEBT_ROWS)], least=1
        )

    def events(self) -> Parted:
        """Return the fields of each thing that lies ahead, and those for more of them."""
        return _parted(
            [("", [self[f"event{at}_{one}"] for one in EVENT]) for at in range(EVENT_ROWS)], least=1
        )

    def clean(self) -> dict[str, Any]:
        """Ask for what a debt or something ahead cannot be without."""
        cleaned = super().clean()
        for place in range(DEBT_ROWS):
            self._whole(f"debt{place}_", ("kind", "total"), ("to_whom", "instalment", "day"))
        for place in range(EVENT_ROWS):
            self._whole(f"event{place}_", ("year", "what"), ("cost",))
        return cleaned

    def _whole(self, at: str, needed: tuple[str, ...], more: tuple[str, ...]) -> None:
        there = [self.cleaned_data.get(at + one) not in (None, "") for one in (*needed, *more)]
        for name, is_there in zip(needed, there, strict=False):
            if any(there) and not is_there and at + name not in self.errors:
                self.add_error(at + name, _("Please fill in this one as well."))

    def budget(self) -> NewBudget:
        """Return what was typed."""
        typed = self.cleaned_data
        lines = [
            NewLine(
                code=code,
                now=typed[f"now_{code}"] or 0,
                planned=typed[f"planned_{code}"],
                day=typed[f"day_{code}"],
                pace=typed[f"pace_{code}"] or Pace.MONTHLY,
            )
            for code in Line
            if typed[f"now_{code}"] is not None or typed[f"planned_{code}"] is not None
        ]
        debts = [self._row(f"debt{place}_", NewDebt) for place in range(DEBT_ROWS)]
        events = [self._row(f"event{place}_", NewEvent) for place in range(EVENT_ROWS)]
        names = ("on", "cash", "household", "words", "view", "reason")
        return NewBudget(
            lines=lines,
            debts=[one for one in debts if one],
            events=[one for one in events if one],
            **{name: typed[name] for name in names},
        )

    def _row(self, at: str, made: Any) -> Any:
        typed = {
            name.removeprefix(at): value
            for name, value in self.cleaned_data.items()
            if name.startswith(at) and value not in (None, "")
        }
        return made(**typed) if set(typed) - {"state"} else None


def beginning(found: Whole | None) -> dict[str, Any]:
    """Return what the form begins with: the version before, or what a line mostly is."""
    initial: dict[str, Any] = {f"day_{code}": day for code, day in DAYS.items()}
    initial |= {f"pace_{code}": pace for code, pace in PACES.items()}
    if found is None:
        return initial
    initial["household"] = found.budget.household
    initial["based_on"] = str(found.budget.pk)
    for code, line in found.lines.items():
        for name in ("now", "planned", "day", "pace"):
            initial[f"{name}_{code}"] = getattr(line, name)
    for place, debt in enumerate(found.debts[:DEBT_ROWS]):
        for name in ("kind", "to_whom", "total", "instalment", "day", "state"):
            initial[f"debt{place}_{name}"] = getattr(debt, name)
    for place, event in enumerate(found.events[:EVENT_ROWS]):
        for name in ("year", "what", "cost"):
            initial[f"event{place}_{name}"] = getattr(event, name)
    return initial
