"""Forms of leaks and of the register of processing, in the order of their sheets."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from banso.kit.forms import BansoForm, DayField, WholeAmountField, text_area
from banso.privacy.rules.askings import MOST_FEE, Answer, AskedBy, How, Identity, Why
from banso.privacy.rules.askings import Kind as Asked
from banso.privacy.rules.leaks import Ground, Reports, Step, Told, What
from banso.privacy.rules.processing import Way
from banso.privacy.rules.receivers import Ground as Ground27
from banso.privacy.rules.retention import MOST_MONTHS, AtEnd

MOST_PEOPLE = 10_000_000


def _prose(label: Any, rows: int = 3, *, required: bool = False, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label, required=required, widget=text_area(rows), max_length=20000, **more
    )


def _line(label: Any, most: int, *, required: bool = False, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, required=required, max_length=most, **more)


class CountField(WholeAmountField):
    """How many people, as people write it."""

    def validate(self, value: Any) -> None:
        """Refuse what can be no number of people."""
        super().validate(value)
        if isinstance(value, int) and not 0 <= value <= MOST_PEOPLE:
            raise forms.ValidationError(_("Please write how many people, such as 3."))


class ReportForm(BansoForm):
    """What a report to the Commission asks for, in its order."""

    what = forms.ChoiceField(label=_("What became of the data"), choices=What.choices)
    known_on = DayField(
        past=True,
        label=_("Known since"),
        help_text=_("The day on which one of us knew of it. All days are counted from here."),
    )
    happened_on = DayField(past=True, label=_("Happened on"), required=False)
    grounds = forms.MultipleChoiceField(
        label=_("Why a report is asked for"),
        required=False,
        choices=Ground.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("One of them is enough, however few people it is."),
    )
    reports = forms.ChoiceField(label=_("Who reports"), choices=Reports.choices)
    why_not = _line(
        _("Why no report"),
        300,
        help_text=_("Only where nobody reports: strongly encrypted; back before anybody saw it."),
    )
    overview = _prose(
        _("1 What happened"),
        4,
        required=True,
        help_text=_("Without names: whose data it was is said on the page of it."),
    )
    items = _prose(_("2 Which data"), 2)
    people_count = CountField(label=_("3 How many people"), required=False)
    cause = _prose(_("4 Cause"))
    second_harm = _prose(_("5 Further harm, or the fear of it"), 2)
    to_people = _prose(_("6 What was done for the people"), 2)
    published = _prose(_("7 Whether it was made public"), 2)
    prevention = _prose(_("8 What keeps it from happening again"))
    other = _prose(_("9 What else matters"), 2)


class ToldForm(BansoForm):
    """Who was told, what, when."""

    who = forms.ChoiceField(label=_("Who was told"), choices=Told.choices)
    step = forms.ChoiceField(label=_("What was told"), choices=Step.choices)
    on = DayField(past=True, label=_("Day"))
    words = _line(_("How, by whom, under which number"), 300)


class ProcessingForm(BansoForm):
    """A line of the register of processing."""

    name = _line(_("What is held"), 120, required=True)
    whose = _line(_("Whose"), 200, required=True)
    items = _line(_("Which data"), 500, required=True)
    purpose = _line(_("For what purpose"), 500, required=True)
    basis = _line(_("On what ground"), 300)
    source = _line(_("From whom it comes"), 300)
    way = forms.ChoiceField(label=_("Others who have to do with it"), choices=Way.choices)
    receivers = _line(_("Who receives it"), 500)
    lies = _line(_("Where it lies"), 300)
    kept_for = _line(_("How long it is kept"), 200)
    answers = _line(
        _("Who answers for it"), 120, help_text=_("A function, not a name: the centre’s head.")
    )


class ReceiverForm(BansoForm):
    """Who receives what is held."""

    name = _line(_("Who, by name"), 200, required=True)
    ground = forms.ChoiceField(label=_("On what ground"), choices=Ground27.choices)
    ground_words = _line(_("Which law, which contract, which notice"), 300)
    contract_on = DayField(
        label=_("Day of the contract"),
        required=False,
        help_text=_("Of joint use: the day on which it was made known."),
    )
    items = _line(_("Which data"), 500, required=True)
    purpose = _line(_("For what purpose"), 500, required=True)
    until_on = DayField(label=_("Until"), required=False)
    looked_after = _prose(
        _("How they are looked after, who answers for it"),
        help_text=_(
            "What the contract asks of them, when you last looked, what happens at its end."
        ),
    )


class AskingForm(BansoForm):
    """What somebody asks for about their own data."""

    kind = forms.ChoiceField(label=_("What is asked for"), choices=Asked.choices)
    asked_on = DayField(past=True, label=_("Requested on"))
    asked_by = forms.ChoiceField(label=_("Who makes the request"), choices=AskedBy.choices)
    asker_words = _line(
        _("Who it is, where it is not the person"), 200, help_text=_("Name, and what they are.")
    )
    identity = forms.MultipleChoiceField(
        label=_("How it was made sure that it is they"),
        required=False,
        choices=Identity.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    words = _prose(
        _("What exactly, in their words"),
        help_text=_("Of a correction: what is wrong, and what is right."),
    )
    fee = WholeAmountField(label=_("Fee in yen"), required=False)

    def clean_fee(self) -> int:
        """Refuse a fee that nobody can mean."""
        fee = self.cleaned_data.get("fee") or 0
        if not 0 <= fee <= MOST_FEE:
            raise forms.ValidationError(_("Please look at the fee again."))
        return int(fee)


class DecideForm(BansoForm):
    """What is decided, and why."""

    answer = forms.ChoiceField(label=_("What is decided"), choices=Answer.choices)
    reasons = _prose(
        _("Reasons"), help_text=_("They stand in the letter. Needed where not all is done.")
    )


class AnsweredForm(BansoForm):
    """When and how the person was told."""

    on = DayField(past=True, label=_("Day"))
    how = forms.ChoiceField(label=_("How they were told"), choices=How.choices)


class BlackenForm(BansoForm):
    """What is blackened of a text, and why."""

    part = _line(
        _("Which words"), 200, help_text=_("As they stand in the text; empty for all of it.")
    )
    why = forms.ChoiceField(label=_("Why"), choices=Why.choices)


class RetentionForm(BansoForm):
    """How long a kind of record is kept."""

    months = CountField(
        label=_("How many months it is kept"),
        help_text=_("Counted from the end of the fiscal year in which it ended."),
    )
    at_end = forms.ChoiceField(label=_("What is proposed then"), choices=AtEnd.choices)

    def clean_months(self) -> int:
        """Refuse a time that nobody can mean."""
        months = self.cleaned_data.get("months") or 0
        if not 1 <= months <= MOST_MONTHS:
            raise forms.ValidationError(_("Please write months, such as 60."))
        return int(months)


class AtEndForm(BansoForm):
    """What becomes of a record whose time is over."""

    at_end = forms.ChoiceField(
        label=_("What becomes of it"), choices=AtEnd.choices, widget=forms.RadioSelect
    )
