"""Forms of the people room."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from banso.kit.declared_fields import DeclaredFields
from banso.kit.eras import PartialDate
from banso.kit.forms import BansoForm, Choices, DayField, PartialDateField, text_area
from banso.kit.readers.dates import UnreadableDate, parse_date
from banso.people.ledger_fields import LedgerField
from banso.people.queries import Written
from banso.people.rules import (
    CautionKind,
    ClosingReason,
    Ledger,
    NameKind,
    PlaceKind,
    Sensitivity,
    Sex,
)


class PersonForm(BansoForm):
    """What the card says."""

    called_name = forms.CharField(
        label=_("Called name"),
        max_length=100,
        help_text=_("What the person wants to be called. A nickname is enough."),
    )
    own_words = forms.CharField(
        label=_("In the person’s own words"), required=False, max_length=2000, widget=text_area(2)
    )
    birth = PartialDateField(label=_("Date of birth"), required=False)
    sex = forms.ChoiceField(
        label=_("Sex"), required=False, choices=Sex.choices, widget=forms.RadioSelect
    )
    looks = forms.CharField(label=_("How to recognise the person"), required=False, max_length=200)
    restricted = forms.BooleanField(
        label=_("Hide for safety (only those who walk along and managers see this person)"),
        required=False,
    )


class NameForm(BansoForm):
    """One more name."""

    kind = forms.ChoiceField(label=_("Kind of name"), choices=NameKind.choices)
    text = forms.CharField(
        label=_("Name exactly as written"),
        max_length=100,
        help_text=_(
            "Any characters, variant kanji too. A space between surname and given name helps."
        ),
    )
    kana = forms.CharField(label=_("Reading (kana)"), required=False, max_length=100)


class PlaceForm(BansoForm):
    """Where and when the person can be met."""

    place = forms.CharField(label=_("Place"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind of place"), choices=PlaceKind.choices, initial="unknown")
    when = forms.CharField(
        label=_("When"),
        required=False,
        max_length=200,
        help_text=_("For example: evenings after seven, Tuesdays at the meal."),
    )
    sleeps_here = forms.BooleanField(
        label=_("Sleeps here (seen only by those who need it)"), required=False
    )


class ContactForm(BansoForm):
    """How the person can be reached."""

    value = forms.CharField(label=_("Phone, or somebody through whom"), max_length=200)
    note = forms.CharField(label=_("Note"), required=False, max_length=200)


class CautionForm(BansoForm):
    """What one must know first."""

    kind = forms.ChoiceField(
        label=_("Kind"), choices=CautionKind.choices, widget=forms.RadioSelect, initial="do_not"
    )
    text = forms.CharField(label=_("What"), max_length=300)
    until_on = DayField(
        label=_("Until"),
        required=False,
        help_text=_("Needed for “For a time”; it leaves the card by itself after this day."),
    )

    def clean(self) -> dict[str, Any]:
        """An alert for a time says until when."""
        cleaned = super().clean()
        if cleaned.get("kind") == CautionKind.ALERT and not cleaned.get("until_on"):
            self.add_error("until_on", _("Please say until when."))
        return cleaned


class DayOfDeathField(PartialDateField):
    """A day of death as far as it is known: no age says it."""

    def to_python(self, value: Any) -> Any:
        """Return a PartialDate; an empty field means unknown."""
        if isinstance(value, PartialDate):
            return value
        try:
            return parse_date(forms.CharField.to_python(self, value) or "")
        except UnreadableDate as error:
            raise ValidationError(
                _("This day could not be read. Please write it like 2026-11-23 or R8.11.23."),
                code="date",
            ) from error


class DeathForm(BansoForm):
    """That somebody has died."""

    death = DayOfDeathField(
        label=_("Day of death, as far as it is known"),
        required=False,
        help_text=_("For example R8.3.1, “令和8年3月”, “2026年頃” or “不明”."),
    )
    words = forms.CharField(
        label=_("How it was"), required=False, max_length=2000, widget=text_area(3)
    )
    keeps_day = forms.BooleanField(
        label=_("Keep the day: it stands on the desk when it returns each year"), required=False
    )


class CorrectionForm(BansoForm):
    """A new revision of a memory."""

    title = forms.CharField(label=_("Heading"), max_length=200)
    fact = forms.CharField(label=_("What happened (facts)"), required=False, widget=text_area(4))
    words = forms.CharField(label=_("The person’s words"), required=False, widget=text_area(3))
    view = forms.CharField(label=_("The worker’s view"), required=False, widget=text_area(3))
    sensitivity = forms.ChoiceField(
        label=_("What it is about"), choices=Sensitivity.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("Why it is corrected"), max_length=200, help_text=_("The old text stays readable.")
    )


class CloseForm(BansoForm):
    """Closing an entry."""

    reason = forms.ChoiceField(
        label=_("Reason"),
        choices=[
            (code, label)
            for code, label in ClosingReason.choices
            if code != ClosingReason.PASSED_ON
        ],
    )
    on = DayField(past=True, label=_("On"))


class ReopenForm(BansoForm):
    """Opening an entry in any ledger."""

    ledger = forms.ChoiceField(label=_("Ledger"), choices=Ledger.choices, widget=forms.RadioSelect)
    office = forms.ChoiceField(label=_("Office"))
    on = DayField(label=_("From"))
    another = forms.BooleanField(
        label=_("Open a second entry in the same ledger all the same"), required=False
    )

    def __init__(self, *args: Any, offices: Choices, stands: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("office", offices)
        if stands:
            self.fields["another"].help_text = stands
        else:
            del self.fields["another"]


class MergeForm(BansoForm):
    """Bringing two entries together."""

    reason = forms.CharField(label=_("How do we know?"), required=False, max_length=300)


class PartForm(BansoForm):
    """Parting two entries: what of all that was written since is the other one's."""

    goes = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, since: list[Written], theirs: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["goes"].label = _("Written since: tick what is about %(name)s") % {
            "name": theirs
        }
        self.offer("goes", [(one.key, f"{one.name}: {one.line}") for one in since])
        if not since:
            del self.fields["goes"]

    def clean(self) -> dict[str, Any]:
        """Let nothing go over where nothing was asked about."""
        return {"goes": []} | super().clean()


class LedgerForm(DeclaredFields, BansoForm):
    """An entry's declared fields, as far as the viewer may read them."""

    worker = forms.ChoiceField(label=_("Worker in charge"), required=False)

    def __init__(
        self, *args: Any, declared: list[LedgerField], members: Choices, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("worker", [("", _("Nobody yet")), *members])
        self.declare(declared)
