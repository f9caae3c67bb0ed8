"""Forms of consent."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from banso.consent.rules import SAYS_AT_LEAST, Answer, Basis, Part, Recipient
from banso.kit.forms import Appears, BansoForm, Choices, DayField, text_area
from banso.people.rules import Way, needs_witness


def _parts(label: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=Part.choices, widget=forms.CheckboxSelectMultiple
    )


_HEARD: Appears = {"witness": ("way", [one for one, _label in Way.choices if needs_witness(one)])}


class ConsentForm(BansoForm):
    """The person's word."""

    appears = _HEARD
    recipient_kind = forms.ChoiceField(label=_("What kind of place"), choices=Recipient.choices)
    recipient = forms.CharField(
        label=_("Who, by name"),
        max_length=200,
        help_text=_("One at a time: this very office, this very company."),
    )
    parts = _parts(_("What they may know, or shall not know"))
    purpose = forms.CharField(label=_("For what purpose"), max_length=300)
    answer = forms.ChoiceField(
        label=_("The person’s answer"),
        choices=Answer.choices,
        widget=forms.RadioSelect,
        help_text=_("A no costs nothing. Support goes on as before."),
    )
    from_on = DayField(label=_("Since"))
    until_on = DayField(
        label=_("Until"),
        required=False,
        help_text=_(
            "Without an end nobody asks again: better a day on which you talk about it anew."
        ),
    )
    way = forms.ChoiceField(
        label=_("How it was said"), choices=Way.choices, widget=forms.RadioSelect
    )
    witness = forms.CharField(label=_("Who heard it, who spoke"), required=False, max_length=100)
    explained_by = forms.ChoiceField(label=_("Explained by"))
    words = forms.CharField(
        label=_("The person’s words"), required=False, widget=text_area(2), max_length=2000
    )

    wording = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, members: Choices, wordings: dict[str, Any], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("explained_by", members)
        self.wordings = wordings

    @property
    def explained(self) -> Any:
        """The version that stands on this very form, also where a draft brought an older one."""
        return self.wordings.get(str(self["wording"].value()))


class WordingForm(BansoForm):
    """Another wording of consent."""

    text = forms.CharField(
        label=_("The words that are explained and agreed to"),
        widget=text_area(16),
        max_length=20000,
        help_text=_(
            "In plain words: who may be told what, what for, until when, that a no costs nothing, "
            "how a word is taken back."
        ),
    )


class NoForm(BansoForm):
    """Who must never know of the person, by their own word."""

    appears = _HEARD
    member = forms.ChoiceField(
        label=_("Who must never know of them"),
        help_text=_("From this moment on, also when they manage the agency. They are not told."),
    )
    said_on = DayField(past=True, label=_("Day"))
    way = forms.ChoiceField(
        label=_("How it was said"), choices=Way.choices, widget=forms.RadioSelect
    )
    witness = forms.CharField(label=_("Who heard it, who spoke"), required=False, max_length=100)
    words = forms.CharField(
        label=_("The person’s words"), required=False, widget=text_area(2), max_length=2000
    )

    def __init__(self, *args: Any, members: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("member", members)


class WithdrawForm(BansoForm):
    """Taking a word back."""

    on = DayField(past=True, label=_("Day"))
    words = forms.CharField(
        label=_("The person’s words"), required=False, widget=text_area(2), max_length=2000
    )


class ProvisionForm(BansoForm):
    """What was given on."""

    recipient = forms.ChoiceField(label=_("To whom"))
    parts = _parts(_("What of their life"))
    what = forms.CharField(label=_("Which paper, which words"), max_length=300)
    on = DayField(past=True, label=_("Day"))
    basis = forms.ChoiceField(
        label=_("On what ground"),
        choices=Basis.choices,
        widget=forms.RadioSelect,
        initial="consent",
    )
    other = forms.CharField(
        label=_("To whom, where nobody was asked about"), required=False, max_length=200
    )
    reason = forms.CharField(
        label=_("Which law, which danger"), required=False, widget=text_area(2), max_length=2000
    )

    def __init__(self, *args: Any, recipients: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(
            "recipient",
            [
                *((one, one) for one in recipients),
                ("", _("somebody else")),
            ],
        )
        self.fields["recipient"].required = False

    def clean(self) -> dict[str, Any]:
        """Somebody is named."""
        cleaned = super().clean()
        cleaned["recipient"] = cleaned.get("recipient") or cleaned.get("other", "")
        if not cleaned["recipient"]:
            self.add_error("other", _("Please write to whom."))
        return cleaned


class InDangerForm(BansoForm):
    """Opening somebody out of reach."""

    name = forms.CharField(
        label=_("Whose page"),
        max_length=100,
        help_text=_("The called name, the full name or the number in the ledger, exactly."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    reason = forms.CharField(
        label=_("What danger, and why it can’t wait"),
        widget=text_area(3),
        min_length=SAYS_AT_LEAST,
        max_length=2000,
        help_text=_("It stays for ever, and the person will read it."),
    )


class OpenPartForm(BansoForm):
    """Opening one place or one way to reach somebody in danger."""

    reason = forms.CharField(
        label=_("What you need it for now"),
        widget=text_area(2),
        min_length=SAYS_AT_LEAST,
        max_length=2000,
        help_text=_("It stays for ever, and the person will read it."),
    )


class ExplainForm(BansoForm):
    """What the person was told, and what they said to it."""

    on = DayField(past=True, label=_("Day"))
    words = forms.CharField(
        label=_("The person’s words"), required=False, widget=text_area(2), max_length=2000
    )
