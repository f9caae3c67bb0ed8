"""Forms of training."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from banso.access.rules import Duty
from banso.kit.forms import BansoForm, Choices, DayField, text_area
from banso.training.rules import Level, Work

DUTIES: Choices = [(duty.value, duty.label) for duty in Duty if duty is not Duty.MANAGE_AGENCY]


class CourseForm(BansoForm):
    """A course."""

    title = forms.CharField(label=_("Title"), max_length=200)
    level = forms.ChoiceField(label=_("Level"), choices=Level.choices)
    hours = forms.DecimalField(
        label=_("Hours worked"), min_value=0, max_value=999, decimal_places=1
    )
    valid_months = forms.IntegerField(
        label=_("Its certificate holds for so many months"),
        min_value=1,
        max_value=600,
        required=False,
        help_text=_("Empty: for good."),
    )
    about = forms.CharField(
        label=_("What it teaches"), widget=text_area(), max_length=4000, required=False
    )


class SessionForm(BansoForm):
    """A day on which a course is held."""

    on = DayField(label=_("Day"))
    place = forms.CharField(label=_("Place"), max_length=200, required=False)
    taught_by = forms.CharField(label=_("Taught by"), max_length=200, required=False)


class _WithMember(BansoForm):
    member = forms.ChoiceField(label=_("Member"))

    def __init__(self, *args: Any, members: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("member", members)


class CertificateForm(_WithMember):
    """A certificate of a member."""

    course = forms.ChoiceField(label=_("Course (training)"), required=False)
    title = forms.CharField(label=_("What it certifies"), max_length=200)
    level = forms.ChoiceField(label=_("Level"), choices=Level.choices)
    number = forms.CharField(label=_("Number"), max_length=60)
    issued_by = forms.CharField(label=_("Issued by"), max_length=200)
    issued_on = DayField(past=True, label=_("Issued on"))
    until_on = DayField(
        label=_("Holds until"),
        required=False,
        help_text=_("Empty: as long as the course says, else for good."),
    )

    def __init__(self, *args: Any, courses: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("course", [("", _("None of these")), *courses])


class RequirementForm(BansoForm):
    """What a duty asks for."""

    duty = forms.ChoiceField(label=_("Duty"), choices=DUTIES)
    course = forms.ChoiceField(label=_("Course (training)"), required=False)
    level = forms.ChoiceField(
        label=_("Level"), choices=[("", _("None of these")), *Level.choices], required=False
    )
    from_on = DayField(label=_("From (day)"))

    def __init__(self, *args: Any, courses: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("course", [("", _("None of these")), *courses])


class SupervisionForm(_WithMember):
    """What two talked about."""

    on = DayField(past=True, label=_("Day"))
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=1440, required=False)
    text = forms.CharField(
        label=_("What was talked about"),
        widget=text_area(5),
        max_length=8000,
        help_text=_("About the work and how one is. No names of supported people."),
    )
    agreed = forms.CharField(
        label=_("What was agreed"), widget=text_area(), max_length=4000, required=False
    )
    next_on = DayField(label=_("Next time"), required=False)


class HoursForm(BansoForm):
    """What minutes went into."""

    on = DayField(past=True, label=_("Day"))
    work = forms.ChoiceField(label=_("What it went into"), choices=Work.choices)
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=1440)


class HeavyForm(BansoForm):
    """What was agreed about a walk that weighs."""

    agreed = forms.CharField(
        label=_("What was agreed"),
        max_length=300,
        required=False,
        help_text=_(
            "For example: somebody else walks along for a while; two walk together; it has "
            "become lighter."
        ),
    )


class WordsForm(BansoForm):
    """What is told to whoever walks on."""

    text = forms.CharField(
        label=_("Words for whoever walks on"),
        widget=text_area(6),
        max_length=8000,
        required=False,
        help_text=_(
            "What does not stand anywhere: how the person likes to be greeted, what makes "
            "them laugh."
        ),
    )


class ThanksForm(_WithMember):
    """Thanks to a colleague."""

    text = forms.CharField(label=_("What you thank for"), max_length=300)
