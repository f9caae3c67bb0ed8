"""Forms of what stands around the grid: periods, the frame, a new version."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from banso.kit.forms import BansoForm, Choices, DayField, text_area
from banso.planning.rules import FRAME_LABELS, MOST_PERIODS


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
