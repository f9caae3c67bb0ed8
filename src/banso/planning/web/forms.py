"""Forms of planning."""

import json
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from banso.kit.forms import BansoForm, Choices, DayField, text_area
from banso.people.rules import Sensitivity
from banso.planning.rules import (
    FRAME_LABELS,
    MOST_PERIODS,
    AgreedBy,
    Answered,
    Attained,
    CellState,
    Doer,
    EndReason,
    Outcome,
    PauseReason,
    SheetKind,
)

_STATES: Choices = [("", _("(not said)")), *CellState.choices]
FOLLOW_UPS = (1, 2, 3)


class PeriodsForm(BansoForm):
    """Periods of a plan, as many and as long as people like, up to what fits on a sheet."""

    def __init__(self, *args: Any, periods: list[dict[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(MOST_PERIODS):
            one = periods[number] if number < len(periods) else {}
            self.fields[f"period{number}_code"] = forms.CharField(
                widget=forms.HiddenInput, required=False, max_length=12
            )
            self.fields[f"period{number}_label"] = forms.CharField(
                label=_("Period"), required=False, max_length=40
            )
            self.fields[f"period{number}_from_on"] = DayField(label=_("From"), required=False)
            self.fields[f"period{number}_until_on"] = DayField(label=_("Until"), required=False)
            for name in ("code", "label", "from_on", "until_on"):
                self.initial.setdefault(f"period{number}_{name}", one.get(name, ""))

    @property
    def period_rows(self) -> list[dict[str, Any]]:
        """
        The fields of each period, for the page; all but one of the empty ones stand folded away.
        """
        rows: list[dict[str, Any]] = []
        for number in range(MOST_PERIODS):
            row: dict[str, Any] = {
                name: self[f"period{number}_{name}"]
                for name in ("code", "label", "from_on", "until_on")
            }
            filled = any(field.value() or field.errors for field in row.values())
            rows.append(
                {
                    **row,
                    "number": number + 1,
                    "folded": not filled and bool(rows) and rows[-1]["empty"],
                    "empty": not filled,
                }
            )
        return rows

    def periods(self) -> list[dict[str, str]]:
        """Return the periods that were named."""
        rows = []
        for number in range(MOST_PERIODS):
            values = {
                name: self.cleaned_data.get(f"period{number}_{name}")
                for name in ("code", "label", "from_on", "until_on")
            }
            if values["label"]:
                rows.append(
                    {
                        name: value.isoformat() if isinstance(value, date) else value or ""
                        for name, value in values.items()
                    }
                )
        return rows

    def clean(self) -> dict[str, Any]:
        """A period ends after it begins; a day without a name asks for one."""
        cleaned = super().clean()
        for number in range(MOST_PERIODS):
            start, end = (cleaned.get(f"period{number}_{name}") for name in ("from_on", "until_on"))
            if start and end and end < start:
                self.add_error(f"period{number}_until_on", _("This is before the period begins."))
            if (start or end) and not cleaned.get(f"period{number}_label"):
                self.add_error(f"period{number}_label", _("Please give the period a name."))
        return cleaned


class FrameForm(PeriodsForm):
    """What stands around the grid."""

    made_on = DayField(label=_("Day"), required=False)
    review_on = DayField(label=_("Look at it together again on"), required=False)
    problems = forms.CharField(
        label=FRAME_LABELS["problems"], required=False, widget=text_area(3), max_length=4000
    )
    aim = forms.CharField(
        label=FRAME_LABELS["aim"], required=False, widget=text_area(2), max_length=4000
    )
    goal = forms.CharField(
        label=FRAME_LABELS["goal"], required=False, widget=text_area(2), max_length=4000
    )
    services = forms.MultipleChoiceField(
        label=_("Services by law that are applied for"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    informal = forms.CharField(
        label=FRAME_LABELS["informal"], required=False, widget=text_area(2), max_length=4000
    )
    work_target = forms.BooleanField(label=_("Job support is a part of it"), required=False)
    remarks = forms.CharField(
        label=FRAME_LABELS["remarks"], required=False, widget=text_area(2), max_length=4000
    )

    def __init__(self, *args: Any, services: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("services", services)

    @property
    def main_fields(self) -> list[Any]:
        """The fields that stand below the periods."""
        return [
            self[name]
            for name in (
                "problems",
                "aim",
                "goal",
                "services",
                "informal",
                "work_target",
                "remarks",
            )
        ]

    def frame(self) -> dict[str, Any]:
        """Return what stands around the grid, without days and periods."""
        return {
            name: self.cleaned_data.get(name)
            for name in (
                "problems",
                "aim",
                "goal",
                "services",
                "informal",
                "work_target",
                "remarks",
            )
        }


class ReplanForm(PeriodsForm):
    """A new version and its reason."""

    reason = forms.CharField(label=_("Why the plan changes"), max_length=300, widget=text_area(2))
    made_on = DayField(label=_("Day"))
    review_on = DayField(label=_("Look at it together again on"), required=False)

    @property
    def main_fields(self) -> list[Any]:
        """The fields that stand above the periods."""
        return [self[name] for name in ("reason", "made_on", "review_on")]


class CellForm(BansoForm):
    """One cell of the grid: rough is right."""

    content = forms.CharField(
        label=_("What, roughly"), required=False, widget=text_area(3), max_length=300
    )
    words = forms.CharField(
        label=_("The person’s words"), required=False, widget=text_area(2), max_length=300
    )
    priority = forms.ChoiceField(
        label=_("Priority"),
        required=False,
        choices=[("", _("—")), ("1", "1"), ("2", "2"), ("3", "3")],
    )
    timing = forms.CharField(label=_("When"), required=False, max_length=100)
    who = forms.ChoiceField(label=_("Who"), required=False, choices=Doer.choices)
    who_name = forms.CharField(
        label=_("By name, where it is somebody else"), required=False, max_length=100
    )
    state = forms.ChoiceField(label=_("How it stands"), required=False, choices=_STATES)
    into = forms.ChoiceField(label=_("Who may read this"), required=False)

    def __init__(
        self, *args: Any, protections: list[str], frozen: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("into", [(kind, Sensitivity.label_of(kind)) for kind in protections])
        self.order_fields(
            ["content", "words", "priority", "timing", "who", "who_name", "state", "into"]
        )
        if len(protections) < 2:
            self.fields["into"].widget = forms.HiddenInput()
        if frozen:
            for name in ("content", "priority", "timing", "who", "who_name", "into"):
                del self.fields[name]

    def cell(self) -> dict[str, Any]:
        """Return the cell as it is kept."""
        typed = self.typed()
        typed.pop("into", None)
        if "priority" in typed:
            typed["priority"] = int(typed["priority"]) if typed["priority"] else None
        return {
            name: value.replace("\r\n", "\n") if isinstance(value, str) else value
            for name, value in typed.items()
        }


class WishForm(BansoForm):
    """What kind of days the person wishes for."""

    wish = forms.CharField(
        label=_("What kind of days the person wishes for, in their words"),
        required=False,
        widget=text_area(3),
        max_length=2000,
    )


class GoalForm(BansoForm):
    """A sentence of the person's."""

    text = forms.CharField(
        label=_("The sentence: “I …”"),
        max_length=400,
        widget=text_area(2),
        help_text=_(
            "The person speaks: 「私は…する」. A reading may be written behind a word, as in "
            "一日《ついたち》."
        ),
    )
    insisted = forms.BooleanField(label=_("They said it so: keep it as it is"), required=False)
    period = forms.ChoiceField(label=_("For when"), required=False)
    state = forms.ChoiceField(label=_("How it stands"), required=False, choices=_STATES)

    def __init__(self, *args: Any, periods: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("period", [("", _("Life as a whole")), *periods])


class AgreementForm(BansoForm):
    """What the person says to the plan."""

    answered = forms.ChoiceField(
        label=_("What the person says"), choices=Answered.choices, widget=forms.RadioSelect
    )
    way = forms.ChoiceField(
        label=_("In which way"), choices=AgreedBy.choices, widget=forms.RadioSelect
    )
    signature = forms.CharField(
        label=_("Signature"), required=False, max_length=120_000, widget=forms.HiddenInput
    )
    witness = forms.CharField(label=_("Witness, where it was said"), required=False, max_length=100)
    words = forms.CharField(
        label=_("The person’s words"), required=False, widget=text_area(2), max_length=2000
    )
    explained_by = forms.ChoiceField(label=_("Explained by"))
    on = DayField(label=_("Day"))

    def __init__(self, *args: Any, members: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("explained_by", members)

    def strokes(self) -> Any:
        """Return what was drawn, as it came; the action checks it."""
        try:
            return json.loads(self.cleaned_data.get("signature") or "[]")
        except (ValueError, RecursionError):
            return None


class EvaluationForm(BansoForm):
    """Looking at a plan together."""

    on = DayField(label=_("Day"))
    attained = forms.ChoiceField(
        label=_("How far the goals were reached"),
        required=False,
        choices=[("", _("(not said)")), *Attained.choices],
    )
    first = forms.MultipleChoiceField(
        label=_("Changes that being there looks for first"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    changes = forms.MultipleChoiceField(
        label=_("Other changes that were seen"), required=False, widget=forms.CheckboxSelectMultiple
    )
    words = forms.CharField(
        label=_("What the person says to it"), required=False, widget=text_area(3), max_length=4000
    )
    remaining = forms.CharField(
        label=_("What remains"), required=False, widget=text_area(2), max_length=4000
    )
    view = forms.CharField(
        label=_("The supporter’s view"), required=False, widget=text_area(2), max_length=4000
    )
    sensitivity = forms.ChoiceField(label=_("What it is about"))
    conference_on = DayField(label=_("Support coordination meeting held on"), required=False)
    outcome = forms.ChoiceField(
        label=_("What follows"), choices=Outcome.choices, widget=forms.RadioSelect
    )
    next_review_on = DayField(
        label=_("Next look together"),
        required=False,
        help_text=_("Needed where the plan goes on or is replanned."),
    )
    reason = forms.ChoiceField(
        label=_("Reason for pausing or ending"),
        required=False,
        choices=[
            ("", _("(the plan goes on)")),
            (_("Ending"), EndReason.choices),
            (_("Pausing"), PauseReason.choices),
        ],
    )
    reason_note = forms.CharField(label=_("In a few words"), required=False, max_length=300)

    def __init__(
        self, *args: Any, first: Choices, changes: Choices, protections: list[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("first", first)
        self.offer("changes", changes)
        self.offer("sensitivity", [(kind, Sensitivity.label_of(kind)) for kind in protections])
        for number in FOLLOW_UPS:
            self.fields[f"follow_{number}"] = DayField(
                label=_("Somebody asks again on"), required=False
            )
            self.fields[f"follow_{number}_text"] = forms.CharField(
                label=_("What for"), required=False, max_length=200
            )

    def follow_ups(self) -> list[tuple[date, str]]:
        """Return the days on which somebody asks again, each with what for."""
        rows = [
            (
                self.cleaned_data.get(f"follow_{number}"),
                self.cleaned_data.get(f"follow_{number}_text") or "",
            )
            for number in FOLLOW_UPS
        ]
        return [(day, text) for day, text in rows if day]


class CopyForm(BansoForm):
    """A copy that was handed over."""

    sheet = forms.ChoiceField(label=_("Sheet"), choices=SheetKind.choices)
    furigana = forms.BooleanField(label=_("With furigana"), required=False)
    on = DayField(label=_("Day"))
