"""Forms of referrals."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from banso.assessment.rules import Domain
from banso.kit.forms import BansoForm, Choices, DayField, text_area
from banso.people.rules import Sensitivity
from banso.referrals.rules import NextStep, RefusalReason, ReturnReason, State, ToldBy
from banso.resources.rules import System


class BeginForm(BansoForm):
    """Considering to lead somebody somewhere."""

    receiver = forms.CharField(label=_("To whom"), max_length=300, required=False)
    system = forms.ChoiceField(
        label=_("System of help"), choices=[("", _("Please choose")), *System.choices]
    )
    purpose = forms.CharField(label=_("What for"), max_length=300, widget=text_area(2))
    domain = forms.ChoiceField(
        label=_("Domain"), required=False, choices=[("", _("—")), *Domain.choices]
    )
    on = DayField(past=True, label=_("Day"))
    answerable = forms.ChoiceField(label=_("Who answers for it"))
    next_look_on = DayField(
        label=_("Next look"),
        required=False,
        help_text=_("From this day on it stands on the desk until somebody looks."),
    )
    sensitivity = forms.ChoiceField(label=_("Who may read this"), required=False)
    note = forms.CharField(label=_("Note"), required=False, widget=text_area(2), max_length=4000)
    suspended_reason = forms.CharField(
        label=_("Why it has to be this receiver"), required=False, max_length=300
    )
    second_person = forms.ChoiceField(label=_("Second person who agrees"), required=False)

    def __init__(
        self,
        *args: Any,
        answering: Choices,
        members: Choices,
        protections: list[str],
        suspended: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("answerable", answering)
        self.offer("second_person", [("", _("—")), *members])
        self.offer(
            "sensitivity",
            [
                ("", _("As usual for this system")),
                *((kind, Sensitivity.label_of(kind)) for kind in protections),
            ],
        )
        if not suspended:
            for name in ("suspended_reason", "second_person"):
                del self.fields[name]


class NextForm(BansoForm):
    """The next try: where to; what was to be done and what was learnt go along."""

    place = forms.ChoiceField(label=_("Where to next"), widget=forms.RadioSelect)
    receiver = forms.CharField(label=_("Somewhere else: where"), max_length=300, required=False)
    purpose = forms.CharField(label=_("What for"), max_length=300, widget=text_area(2))
    system = forms.ChoiceField(label=_("System of help"), choices=System.choices)
    domain = forms.ChoiceField(
        label=_("Domain"), required=False, choices=[("", _("—")), *Domain.choices]
    )
    learnt = forms.CharField(
        label=_("What was learnt"), required=False, widget=text_area(2), max_length=4000
    )
    answerable = forms.ChoiceField(label=_("Who answers for it"))
    next_look_on = DayField(
        label=_("Next look"),
        required=False,
        help_text=_("From this day on it stands on the desk until somebody looks."),
    )
    suspended_reason = forms.CharField(
        label=_("Why it has to be this receiver"), required=False, max_length=300
    )
    second_person = forms.ChoiceField(label=_("Second person who agrees"), required=False)

    def __init__(
        self,
        *args: Any,
        places: Choices,
        answering: Choices,
        others: Choices,
        again: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("place", [*places, ("elsewhere", _("Somewhere else"))])
        self.offer("answerable", answering)
        self.offer("second_person", [("", _("—")), *others])
        if not again:
            for name in ("suspended_reason", "second_person"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Somewhere else is said in words."""
        cleaned = super().clean()
        if cleaned.get("place") == "elsewhere" and not cleaned.get("receiver"):
            self.add_error("receiver", _("Please say to whom the person is led."))
        return cleaned


class StepForm(BansoForm):
    """One step on."""

    on = DayField(past=True, label=_("Day"))
    refusal_reason = forms.ChoiceField(
        label=_("Why it was not taken"),
        required=False,
        choices=[("", _("—")), *RefusalReason.choices],
    )
    along = forms.CharField(label=_("Who went along"), required=False, max_length=200)
    words = forms.CharField(
        label=_("The person’s words"), required=False, widget=text_area(2), max_length=4000
    )
    note = forms.CharField(
        label=_("What happened"), required=False, widget=text_area(3), max_length=4000
    )
    told_by = forms.ChoiceField(label=_("Who tells of it"), choices=ToldBy.choices)
    next_look_on = DayField(label=_("Next look"), required=False)

    def __init__(self, *args: Any, to: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if to != State.REFUSED:
            del self.fields["refusal_reason"]
        else:
            self.fields["refusal_reason"].required = True
        if to != State.WENT:
            del self.fields["along"]


class LookForm(BansoForm):
    """A look."""

    words = forms.CharField(
        label=_("The person’s words"), required=False, widget=text_area(2), max_length=4000
    )
    note = forms.CharField(
        label=_("How it goes"), required=False, widget=text_area(2), max_length=4000
    )
    next_look_on = DayField(label=_("Next look"))


class BackForm(BansoForm):
    """Welcome back."""

    on = DayField(past=True, label=_("Day"))
    return_reason = forms.ChoiceField(
        label=_("Why they come back"), choices=ReturnReason.choices, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("The person’s words"), required=False, widget=text_area(2), max_length=4000
    )
    learnt = forms.CharField(
        label=_("What was learnt"), required=False, widget=text_area(3), max_length=4000
    )
    next_step = forms.ChoiceField(
        label=_("What comes next"), choices=NextStep.choices, widget=forms.RadioSelect
    )
    told_by = forms.ChoiceField(label=_("Who tells of it"), choices=ToldBy.choices)


class AnswerForm(BansoForm):
    """What a receiver answers through the link on a slip; asks for no name of anybody."""

    to = forms.ChoiceField(label=_("Your answer"), widget=forms.RadioSelect)
    refusal_reason = forms.ChoiceField(
        label=_("If it is not possible: why"),
        required=False,
        choices=[("", _("—")), *RefusalReason.choices],
    )
    note = forms.CharField(
        label=_("In a few words"),
        required=False,
        widget=text_area(3),
        max_length=1000,
        help_text=_("Please write no names and no diagnoses here."),
    )

    def __init__(self, *args: Any, ways: list[State], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("to", [(one.value, one.label) for one in ways])
