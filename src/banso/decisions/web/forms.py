"""Forms of decisions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from banso.decisions.rules import LONGEST_MONTHS, Kind, Stance
from banso.kit.forms import BansoForm, Choices, DayField, text_area

NONE: Choices = [("", _("—"))]


class AskForm(BansoForm):
    """Asking a body."""

    body_id = forms.ChoiceField(label=_("Which body decides"))
    urgent = forms.BooleanField(
        label=_("Support has begun already, it could not wait"), required=False
    )
    urgent_from = DayField(past=True, label=_("Since when"), required=False)
    urgent_reason = forms.CharField(
        label=_("Why it could not wait"), required=False, widget=text_area(2), max_length=2000
    )
    urgent_source_id = forms.ChoiceField(
        label=_("Which record tells of it"),
        required=False,
        help_text=_("The decision and this record will lead to one another."),
    )
    gains = forms.CharField(
        label=_("Organisations that gain by this plan"),
        required=False,
        widget=text_area(2),
        max_length=2000,
        help_text=_("One on a line. Whoever comes from there takes no part."),
    )
    words = forms.CharField(
        label=_("The person’s words to the body"),
        required=False,
        widget=text_area(2),
        max_length=2000,
    )

    def __init__(
        self,
        *args: Any,
        bodies: Choices,
        records: Choices | None = None,
        kind: str = Kind.NEW,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("body_id", bodies)
        self.offer("urgent_source_id", [*NONE, *(records or [])])
        if kind != Kind.NEW:
            for name in ("urgent", "urgent_from", "urgent_reason", "urgent_source_id"):
                del self.fields[name]
        if kind == Kind.APPEAL:
            self.fields["words"].required = True
            self.fields["words"].label = str(_("What the person says against the decision"))

    def clean(self) -> dict[str, Any]:
        """What is urgent says since when and why."""
        cleaned = super().clean()
        if cleaned.get("urgent"):
            for name in ("urgent_from", "urgent_reason"):
                if not cleaned.get(name):
                    self.add_error(name, _("Please write since when, and why it could not wait."))
        return cleaned


class ReceiveForm(BansoForm):
    """Taking up a decision."""

    due_on = DayField(
        label=_("Until when it is worked on"),
        required=False,
        help_text=_(
            "Conditions, or what was sent back, become a promise on your desk for this day."
        ),
    )


class RecuseForm(BansoForm):
    """Stepping back."""

    words = forms.CharField(label=_("Why I take no part"), max_length=300)


class OpinionForm(BansoForm):
    """What a member thinks."""

    stance = forms.ChoiceField(
        label=_("What I think"), choices=Stance.choices, widget=forms.RadioSelect
    )
    words = forms.CharField(label=_("Why"), widget=text_area(3), max_length=4000)


class DecisionForm(BansoForm):
    """What the body decides."""

    outcome = forms.ChoiceField(
        label=_("Decision"), choices=Stance.choices, widget=forms.RadioSelect
    )
    reasons = forms.CharField(
        label=_("Reasons"),
        widget=text_area(4),
        max_length=4000,
        help_text=_("The person will read them."),
    )
    conditions = forms.CharField(
        label=_("Conditions"), required=False, widget=text_area(2), max_length=2000
    )
    minority = forms.CharField(
        label=_("The view of the minority"),
        required=False,
        widget=text_area(2),
        max_length=4000,
        help_text=_("Left empty, the opinions that differ are taken over."),
    )
    from_on = DayField(label=_("Begins on"), required=False)
    months = forms.IntegerField(
        label=_("For how many months"), min_value=1, max_value=LONGEST_MONTHS, required=False
    )


class BodyForm(BansoForm):
    """What a body settles for itself."""

    quorum = forms.IntegerField(
        label=_("How many must have said what they think"), min_value=2, max_value=50
    )
    sign = forms.CharField(
        label=_("Sign before the number of a document"),
        max_length=20,
        help_text=_("Such as 見支決."),
    )
    months = forms.IntegerField(
        label=_("Usual term in months"), min_value=1, max_value=LONGEST_MONTHS
    )
    names_minority = forms.BooleanField(
        label=_("Who thinks otherwise is named"),
        required=False,
        help_text=_("The same on the page, on the sheet and in the letter to the person."),
    )


class SeatForm(BansoForm):
    """Inviting somebody to sit in the body."""

    name = forms.CharField(label=_("Name"), max_length=100)
    organisation = forms.CharField(
        label=_("Of which organisation"),
        max_length=200,
        help_text=_("Where it asks or gains, they take no part."),
    )
    home_agency_id = forms.ChoiceField(label=_("Comes from this agency"), required=False)
    is_chair = forms.BooleanField(label=_("Leads the body"), required=False)

    def __init__(self, *args: Any, agencies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("home_agency_id", [*NONE, *agencies])
