"""Forms of companionship."""

import json
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from banso.companionship.rules import PILLARS, SAID_OF_PROMISES, Method, OneTap, WalkSystem
from banso.kit.forms import BansoForm, Choices, DayField, text_area
from banso.people.rules import Ledger, Sensitivity
from banso.people.web.forms import CloseForm

ASKED_AGAIN = (
    (1, _("after a month")),
    (3, _("after 3 months")),
    (6, _("after half a year")),
    (12, _("after a year")),
)


def promise_with_its_day(form: BansoForm, cleaned: dict[str, Any]) -> None:
    """Ask beside the field for the day of a promise, or for what is promised on a day."""
    said, on = cleaned.get("promise_text"), cleaned.get("promise_on")
    if said and not on and "promise_on" not in form.errors:
        form.add_error("promise_on", _("Please say for which day."))
    if on and not said:
        form.add_error("promise_text", _("Please say what is promised."))


class NoteForm(BansoForm):
    """A contact: doing, being there, or both."""

    on = DayField(past=True, label=_("Day"))
    time = forms.TimeField(
        label=_("Time"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    method = forms.ChoiceField(
        label=_("How"),
        choices=Method.choices,
        initial="visit",
        help_text=_(
            "A call is one that somebody answered. A letter, a message or an enquiry meets nobody: "
            "a silence goes on."
        ),
        widget=forms.Select(
            attrs={"data-presets": json.dumps(PILLARS), "data-presets-of": "pillars"}
        ),
    )
    pillars = forms.MultipleChoiceField(
        label=_("Doing, being there"),
        choices=[("being", _("Being there")), ("doing", _("Doing"))],
        widget=forms.CheckboxSelectMultiple,
        initial=PILLARS[Method.VISIT],
        error_messages={"required": _("Please tick “Being there”, “Doing”, or both.")},
        help_text=_("A visit without a task is complete as it is: tick “Being there” and save."),
    )
    place = forms.CharField(label=_("Place"), required=False, max_length=200)
    minutes = forms.IntegerField(label=_("Minutes"), required=False, min_value=0, max_value=1440)
    words = forms.CharField(
        label=_("The person’s words"), required=False, widget=text_area(3), max_length=20000
    )
    fact = forms.CharField(
        label=_("What happened (facts)"), required=False, widget=text_area(4), max_length=20000
    )
    view = forms.CharField(
        label=_("The worker’s view"),
        required=False,
        widget=text_area(3),
        max_length=20000,
        help_text=_("Write as if the person reads along; one day they may."),
    )
    sensitivity = forms.ChoiceField(
        label=_("What it is about"), choices=Sensitivity.choices, initial="plain"
    )
    promise_text = forms.CharField(label=_("Next promise"), required=False, max_length=200)
    promise_on = DayField(label=_("Promise for"), required=False)

    def clean(self) -> dict[str, Any]:
        """A promise has a day, and a day has a promise."""
        cleaned = super().clean()
        promise_with_its_day(self, cleaned)
        return cleaned


class TapForm(BansoForm):
    """A contact in one tap."""

    submission = forms.UUIDField(widget=forms.HiddenInput)
    way = forms.ChoiceField(choices=OneTap.choices)


class WordsForm(BansoForm):
    """Words that follow a contact in one tap."""

    words = forms.CharField(
        label=_("The person’s words"), required=False, widget=text_area(3), max_length=20000
    )
    fact = forms.CharField(
        label=_("What happened (facts)"), required=False, widget=text_area(4), max_length=20000
    )
    view = forms.CharField(
        label=_("The worker’s view"), required=False, widget=text_area(3), max_length=20000
    )

    def clean(self) -> dict[str, Any]:
        """Something is added."""
        cleaned = super().clean()
        if not self.errors and not any(cleaned.get(one) for one in ("words", "fact", "view")):
            self.add_error("words", _("Please write something."))
        return cleaned


class PromiseForm(BansoForm):
    """A promise for a day."""

    text = forms.CharField(label=_("What is promised"), max_length=200)
    due_on = DayField(label=_("For"))
    answerable = forms.ChoiceField(label=_("Who answers for it"))

    def __init__(self, *args: Any, members: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("answerable", members)


class SettleForm(BansoForm):
    """What became of a promise."""

    outcome = forms.ChoiceField(
        label=_("What became of it"), choices=SAID_OF_PROMISES, widget=forms.RadioSelect
    )
    note = forms.CharField(label=_("In a few words"), required=False, max_length=300)


class WalkForm(BansoForm):
    """Who walks along."""

    member = forms.ChoiceField(label=_("Who walks along"))
    system = forms.ChoiceField(
        label=_("In which system"),
        choices=WalkSystem.choices,
        widget=forms.RadioSelect,
        initial="individual",
    )
    is_lead = forms.BooleanField(label=_("Takes the lead"), required=False, initial=True)
    on = DayField(label=_("From"))

    def __init__(self, *args: Any, members: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("member", members)


class PassOnForm(BansoForm):
    """Passing a person on."""

    into = forms.ChoiceField(
        label=_("Next ledger"), choices=Ledger.choices, widget=forms.RadioSelect
    )
    office = forms.ChoiceField(label=_("Office"), required=False)
    worker = forms.ChoiceField(label=_("Who walks on with the person"))
    on = DayField(label=_("From"))
    words = forms.CharField(
        label=_("What the person says to it"), required=False, widget=text_area(2), max_length=2000
    )
    stay_along = forms.BooleanField(
        label=_("I stay along beside the new companion"), required=False, initial=True
    )

    def __init__(
        self,
        *args: Any,
        members: list[tuple[str, Choices]],
        offices: Choices,
        kept_in: dict[str, UUID],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kept_in = kept_in
        self.offer("worker", [("", _("(not chosen)")), *members])
        names = dict(offices)
        known = "、".join(
            f"{Ledger.label_of(ledger)} → {names[str(office)]}"
            for ledger, office in kept_in.items()
            if str(office) in names
        )
        self.offer("office", [("", _("As the ledger is kept")), *offices])
        self.fields["office"].help_text = known

    def clean_office(self) -> str:
        """Where no office is chosen, it is the one that keeps the ledger."""
        kept_in = self.kept_in.get(self.cleaned_data.get("into", ""))
        office: str = self.cleaned_data["office"] or str(kept_in or "")
        if not office:
            raise ValidationError(_("Nobody stands in this ledger yet. Please choose the office."))
        return office


class CloseAndAskForm(CloseForm):
    """Closing an entry, with the months after which somebody asks how things are."""

    months = forms.TypedMultipleChoiceField(
        label=_("Somebody asks how things are"),
        required=False,
        coerce=int,
        choices=ASKED_AGAIN,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Each becomes a promise. Of somebody who has died nothing is promised."),
    )
    answerable = forms.ChoiceField(label=_("Who asks"))

    def __init__(self, *args: Any, members: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("answerable", members)


class HandoverForm(BansoForm):
    """What the next shift should know."""

    office = forms.ChoiceField(label=_("Office"))
    text = forms.CharField(
        label=_("What the next shift should know"), widget=text_area(3), max_length=4000
    )

    def __init__(self, *args: Any, offices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("office", offices)
