"""Forms of the directory."""

from dataclasses import fields
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from banso.kit.codes import Codes
from banso.kit.forms import BansoForm, DayField, text_area
from banso.resources.actions import ReceiverDetails
from banso.resources.rules import (
    CheckPoint,
    Domain,
    Ease,
    Hardship,
    Incident,
    PointAnswer,
    System,
    Trust,
)
from banso.resources.rules.parts import lines_without_a_number

_PHONE = RegexValidator(
    r"^[0-9０-９+＋()（）\-－ー‐ 　#]*$", _("Please write the number with digits and hyphens.")
)


def _boxes(label: Any, codes: type[Codes]) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, required=False, choices=codes.choices, widget=forms.CheckboxSelectMultiple
    )


def _line(label: Any, longest: int = 300, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=longest, **more)


_OF_RECEIVER = {field.name for field in fields(ReceiverDetails)}


_FOR_WHOM = (
    "domains",
    "hardships",
    "ease",
    "eligibility",
    "documents",
    "cost",
    "area",
    "languages",
)
_MORE_WAYS = ("more_phones", "fax", "email", "url", "closed_days", "contact")
_WHERE = ("confidential", "accessibility", "latitude", "longitude")


class ServiceForm(BansoForm):
    """A receiver entered by hand."""

    folds = (
        (_("For whom, and what decides"), _FOR_WHOM),
        (_("More ways to reach it"), _MORE_WAYS),
        (_("Where exactly"), _WHERE),
        (_("Reading, number, law"), ("kana", "corporate_number", "legal_basis")),
    )
    name = forms.CharField(
        label=_("Name of the counter or service"),
        max_length=300,
        widget=forms.TextInput(attrs={"autofocus": True}),
    )
    kana = _line(_("Reading (kana)"))
    organization = forms.CharField(label=_("Organization"), max_length=300)
    corporate_number = _line(_("Corporate number (法人番号)"), 13)
    system = forms.ChoiceField(
        label=_("System of help"), required=False, choices=[("", _("—")), *System.choices]
    )
    legal_basis = _line(_("Legal basis"), 200)
    domains = _boxes(_("Domains"), Domain)
    hardships = _boxes(_("Hardships it answers"), Hardship)
    ease = _boxes(_("What decides in practice"), Ease)
    description = _line(_("What is offered"), 4000, widget=text_area(3))
    phone = _line(_("Phone"), 60, validators=[_PHONE])
    more_phones = _line(
        _("More numbers"),
        1000,
        widget=text_area(2),
        help_text=_(
            "One a line: the number, then what it is for, for example 093-000-0000 at night."
        ),
    )
    fax = _line(_("FAX"), 60, validators=[_PHONE])
    email = forms.EmailField(label=_("Mail"), required=False, max_length=200)
    url = forms.URLField(label=_("Web"), required=False, max_length=500, assume_scheme="https")
    hours = _line(
        _("Hours"),
        400,
        help_text=_(
            "For example “平日 9:00–17:00、土曜 9:00–12:00”; written like this, the day’s "
            "hours are told first."
        ),
    )
    closed_days = _line(_("Closed on"))
    address = _line(_("Address"), 400)
    confidential = forms.BooleanField(
        label=_("A refuge: where it is must not be known"),
        required=False,
        help_text=_(
            "Only those of this agency who are trusted with places see it; it stands in no file "
            "that leaves, and no other agency finds it."
        ),
    )
    latitude = forms.FloatField(
        label=_("Latitude"),
        required=False,
        min_value=-90,
        max_value=90,
        help_text=_(
            "Left empty, it is taken from a list that came in, where that knows the same address."
        ),
    )
    longitude = forms.FloatField(
        label=_("Longitude"), required=False, min_value=-180, max_value=180
    )
    accessibility = _line(_("Getting in: steps, lift, toilet"), 2000, widget=text_area(2))
    area = _line(_("Area served"))
    eligibility = _line(_("For whom"), 4000, widget=text_area(2))
    documents = _line(_("Papers that are asked for"), 4000, widget=text_area(2))
    cost = _line(_("Cost"), 2000, widget=text_area(2))
    languages = _line(_("Languages"), 200)
    contact = _line(_("Whom to ask for"), 200)

    def clean_more_phones(self) -> str:
        """Every line begins with a number."""
        typed: str = self.cleaned_data["more_phones"]
        if wrong := lines_without_a_number(typed):
            raise forms.ValidationError(
                _("This line does not begin with a number: %(line)s"), params={"line": wrong[0]}
            )
        return typed

    def clean(self) -> dict[str, Any]:
        """A place has both coordinates or none."""
        cleaned = super().clean()
        if (cleaned.get("latitude") is None) != (cleaned.get("longitude") is None):
            self.add_error("longitude", _("Please give both coordinates, or none."))
        return cleaned

    def receiver(self) -> ReceiverDetails:
        """Return the organization behind the counter, and where it is."""
        typed = self.typed()
        return ReceiverDetails(**{name: typed[name] for name in _OF_RECEIVER})

    def service(self) -> dict[str, Any]:
        """Return what is kept of the counter itself."""
        return {name: value for name, value in self.typed().items() if name not in _OF_RECEIVER}


class WrongForm(BansoForm):
    """What is wrong."""

    said = _line(_("What was different"))


class CheckForm(BansoForm):
    """A check of a receiver."""

    folds = (
        (
            _("What was looked at, point by point"),
            tuple(f"{kind}_{code}" for code in CheckPoint.values for kind in ("p", "n")),
        ),
    )
    visited_on = DayField(past=True, label=_("Visited on"))
    visitors = _line(_("Visited by"), 200)
    voices = _line(
        _("What people who were there say"),
        8000,
        widget=text_area(3),
        help_text=_("Without names: who reads this later need not know who spoke."),
    )
    facts = _line(_("What was seen"), 8000, widget=text_area(3))
    origin = _line(_("Source"), 200)
    trust = forms.ChoiceField(
        label=_("How it stands with us from now on"),
        widget=forms.RadioSelect,
        choices=[(code, label) for code, label in Trust.choices if code != Trust.UNCHECKED],
    )
    reason = _line(_("Facts that lead to this"), 4000, widget=text_area(3))
    next_on = DayField(label=_("Look again on"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, label in CheckPoint.choices:
            self.fields[f"p_{code}"] = forms.ChoiceField(
                label=label, required=False, choices=PointAnswer.choices
            )
            self.fields[f"n_{code}"] = _line(_("In a few words"))
        self.order_fields(
            [
                "visited_on",
                "visitors",
                *(f"{kind}_{code}" for code in CheckPoint.values for kind in ("p", "n")),
            ]
        )

    def points(self) -> dict[str, list[str]]:
        """Return what was looked at: [answer, in a few words] by point."""
        found = {
            code: [
                self.cleaned_data.get(f"p_{code}") or "",
                self.cleaned_data.get(f"n_{code}") or "",
            ]
            for code in CheckPoint.values
        }
        return {code: said for code, said in found.items() if any(said)}

    def check(self) -> dict[str, Any]:
        """Return the check without its points."""
        return {name: value for name, value in self.typed().items() if name[:2] not in ("p_", "n_")}


class IncidentForm(BansoForm):
    """Something that happened at a receiver."""

    kind = forms.ChoiceField(label=_("What happened"), choices=Incident.choices)
    at_on = DayField(past=True, label=_("Day"))
    window = _line(_("At which window"), 200)
    said_by = _line(_("Said by (post, not more than needed)"), 200)
    words = _line(_("In which words"), 4000, widget=text_area(2))
    along = _line(_("Who was along"), 200)
    origin = _line(_("Source"), 200)


class ReplyForm(BansoForm):
    """What the receiver says to it."""

    reply = forms.CharField(
        label=_("What the receiver says to it"), max_length=8000, widget=text_area(4)
    )
    on = DayField(past=True, label=_("Day"))
