"""Forms of a cell of the grid, and of the person’s own plan."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from banso.kit.forms import BansoForm, Choices, OneTap, text_area
from banso.people.rules import Sensitivity
from banso.planning.rules import CellState, Doer

STATES: Choices = [("", _("(not said)")), *CellState.choices]


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
    frequency = forms.CharField(label=_("How often"), required=False, max_length=100)
    who = forms.ChoiceField(label=_("Who"), required=False, choices=Doer.choices)
    who_name = forms.CharField(
        label=_("By name, where it is somebody else"), required=False, max_length=100
    )
    state = forms.ChoiceField(label=_("How it stands"), required=False, choices=STATES)
    into = forms.ChoiceField(label=_("Who may read this"), required=False)

    def __init__(
        self, *args: Any, protections: list[str], frozen: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("into", [(kind, Sensitivity.label_of(kind)) for kind in protections])
        self.order_fields(
            [
                *("content", "words", "priority", "timing", "frequency"),
                *("who", "who_name", "state", "into"),
            ]
        )
        if len(protections) < 2:
            self.fields["into"].widget = forms.HiddenInput()
        if frozen:
            for name in ("content", "priority", "timing", "frequency", "who", "who_name", "into"):
                del self.fields[name]
            state = self.fields["state"]
            state.help_text = _("One tap keeps it, with the words above.")
            state.widget = OneTap(choices=STATES)

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


class TypedForm(BansoForm):
    """What was typed straight into the grid: roughly what, and nothing else of the cell."""

    content = forms.CharField(required=False, max_length=300)


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
            "“一日《ついたち》”."
        ),
    )
    insisted = forms.BooleanField(label=_("They said it so: keep it as it is"), required=False)
    period = forms.ChoiceField(label=_("For when"), required=False)
    state = forms.ChoiceField(label=_("How it stands"), required=False, choices=STATES)

    def __init__(self, *args: Any, periods: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("period", [("", _("Life as a whole")), *periods])
