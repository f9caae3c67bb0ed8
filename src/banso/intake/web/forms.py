"""Forms of outreach and intake."""

from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from banso.access.queries import office_choices
from banso.access.viewer import Viewer
from banso.companionship.web.forms import promise_with_its_day
from banso.intake.actions import NewIntake
from banso.intake.instrument import BOUND, IntakeSheet
from banso.intake.rules import Condition, Handed, IntakeConsent, Outcome, Weather
from banso.kit.declared_fields import DeclaredFields
from banso.kit.forms import Appears, BansoForm, Choices, DayField, PartialDateField, text_area
from banso.people.actions import NewPerson
from banso.people.rules import Ledger, PlaceKind, Sex


def offices_of(viewer: Viewer) -> Choices:
    """Return the viewer's own offices as the choices of a field; every office where none is."""
    every = office_choices(viewer)
    return [one for one in every if UUID(one[0]) in viewer.office_ids] or every


class RoundForm(BansoForm):
    """Beginning a round."""

    office = forms.ChoiceField(label=_("Office"))
    on = DayField(label=_("Night of"))
    course = forms.CharField(
        label=_("Course"),
        max_length=100,
        help_text=_("The same words each time, so that whom you usually meet is listed."),
    )
    weather = forms.ChoiceField(
        label=_("Weather"), choices=[("", _("Not noted")), *Weather.choices], required=False
    )
    team = forms.MultipleChoiceField(
        label=_("Team"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Two by two."),
    )
    others = forms.CharField(
        label=_("Volunteers without a sign-in"),
        required=False,
        max_length=500,
        help_text=_("Names, separated by commas."),
    )

    def __init__(self, *args: Any, offices: Choices, members: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("office", offices)
        self.offer("team", members)


class MeetForm(BansoForm):
    """One meeting on a round: one line and a few taps."""

    person = forms.UUIDField(required=False, widget=forms.HiddenInput)
    called_name = forms.CharField(
        label=_("Called name (may be left empty)"), required=False, max_length=100
    )
    place = forms.CharField(label=_("Where"), required=False, max_length=200)
    place_kind = forms.ChoiceField(
        label=_("Kind of place"), choices=PlaceKind.choices, initial="unknown", required=False
    )
    looks = forms.CharField(label=_("How to recognise the person"), required=False, max_length=200)
    outcome = forms.ChoiceField(
        label=_("How it was"), choices=Outcome.choices, widget=forms.RadioSelect
    )
    condition = forms.ChoiceField(
        label=_("How they are"),
        choices=[("", _("Not noted")), *Condition.choices],
        required=False,
    )
    handed = forms.MultipleChoiceField(
        label=_("Handed over"),
        choices=Handed.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    words = forms.CharField(
        label=_("The person’s words"), required=False, widget=text_area(2), max_length=4000
    )
    note = forms.CharField(
        label=_("What happened (facts)"), required=False, widget=text_area(2), max_length=4000
    )
    promise_text = forms.CharField(label=_("Next promise"), required=False, max_length=200)
    promise_on = DayField(label=_("Promise for"), required=False)

    def clean_place_kind(self) -> str:
        """A kind left empty is not known."""
        return self.cleaned_data["place_kind"] or "unknown"

    def clean(self) -> dict[str, Any]:
        """A promise has a day, and a day has a promise."""
        cleaned = super().clean()
        promise_with_its_day(self, cleaned)
        return cleaned


class HandoutForm(BansoForm):
    """What was taken along, what the sky was like, and how the night was."""

    weather = forms.ChoiceField(
        label=_("Weather"), choices=[("", _("Not noted")), *Weather.choices], required=False
    )
    note = forms.CharField(
        label=_("How the night was"), required=False, widget=text_area(3), max_length=4000
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, label in Handed.choices:
            self.fields[f"n_{code}"] = forms.IntegerField(
                label=str(label), min_value=0, max_value=10000, required=False
            )

    def counts(self) -> dict[str, int]:
        """Return the number of each thing handed out."""
        return {code: self.cleaned_data.get(f"n_{code}") or 0 for code in Handed.values}


class SearchFirstForm(BansoForm):
    """Search comes before create."""

    called_name = forms.CharField(
        label=_("Called name"), max_length=100, help_text=_("A nickname is enough.")
    )
    full_name = forms.CharField(label=_("Full name"), required=False, max_length=100)
    kana = forms.CharField(label=_("Reading (kana)"), required=False, max_length=100)
    birth = PartialDateField(label=_("Date of birth"), required=False)
    contact = forms.CharField(
        label=_("Phone, or somebody through whom"), required=False, max_length=200
    )


class IntakeForm(DeclaredFields, BansoForm):
    """相談受付・申込票 of somebody known, with the items that the form in use declares."""

    appears: ClassVar[Appears] = {
        "consent_way": ("consent", (IntakeConsent.GIVEN,)),
    }
    office = forms.ChoiceField(label=_("Office"))
    on = DayField(past=True, label=_("Received on"))
    ledger = forms.ChoiceField(
        label=_("Ledger, if the person is in none yet"),
        choices=Ledger.choices,
        initial="outreach",
    )

    def __init__(self, *args: Any, sheet: IntakeSheet, offices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sheet = sheet
        self.offer("office", offices)
        for item in sheet.items:
            if item.keeps not in self.base_fields:  # asked of somebody new before all else
                self.declare([item], prefix="" if item.bound else "more_")
        self.fields["ledger"] = self.fields.pop("ledger")

    def intake(self) -> NewIntake:
        """Return what was written down."""
        typed, values = self.cleaned_data, self.declared_values()
        return NewIntake(
            office_id=UUID(typed["office"]),
            on=typed["on"],
            ledger=typed["ledger"],
            form=self.sheet,
            answers={
                one.code: value
                for one in self.sheet.more
                if (value := values.get(one.code, typed.get(one.keeps)))
            },
            **{code: value for code, value in values.items() if code in BOUND},
        )


class NewIntakeForm(IntakeForm):
    """The same, of somebody being entered by it."""

    called_name = forms.CharField(label=_("Called name"), max_length=100)
    full_name = forms.CharField(
        label=_("Full name, exactly as written"), required=False, max_length=100
    )
    kana = forms.CharField(label=_("Reading (kana)"), required=False, max_length=100)
    birth = PartialDateField(label=_("Date of birth"), required=False)
    sex = forms.ChoiceField(
        label=_("Sex"), required=False, choices=Sex.choices, widget=forms.RadioSelect
    )
    contact = forms.CharField(
        label=_("Phone, or somebody through whom"), required=False, max_length=200
    )
    place = forms.CharField(
        label=_("Where the person can be met (no address is fine)"), required=False, max_length=200
    )

    field_order = ["called_name", "full_name", "kana", "birth", "sex", "contact", "place"]

    def entering(self) -> NewPerson:
        """Return who is entered by it."""
        typed = self.cleaned_data
        names = (
            [("legal", typed["full_name"], typed["kana"])]
            if typed["full_name"]
            else [("alias", typed["called_name"], typed["kana"])]
            if typed["kana"]
            else []
        )
        known = {name: typed[name] for name in ("birth", "sex", "contact", "place")}
        return NewPerson(called_name=typed["called_name"], names=names, **known)
