"""Forms of papers that end on a day."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from banso.access.viewer import Viewer
from banso.documents.rules import ASKS, ENDINGS, Kind, Lies, Renewer
from banso.kit.forms import Appears, BansoForm, Choices, DayField, text_area


def kinds_for(viewer: Viewer) -> Choices:
    """Return the kinds of papers that somebody may know of."""
    return [
        (code, label) for code, label in Kind.choices if code not in ASKS or viewer.may(ASKS[code])
    ]


class TermForm(BansoForm):
    """What stands on a paper, where it lies, who renews it."""

    appears: ClassVar[Appears] = {
        "lies_words": ("lies", (Lies.KEPT, Lies.ELSEWHERE, Lies.ASKED)),
    }
    name = forms.CharField(
        label=_("More closely"),
        required=False,
        max_length=120,
        help_text=_("For example the grade, or the name on the contract."),
    )
    from_on = DayField(label=_("From"), required=False)
    until_on = DayField(
        label=_("Until"),
        required=False,
        help_text=_("Left empty, it has no end and reminds nobody."),
    )
    lies = forms.ChoiceField(label=_("Where it lies"), choices=Lies.choices)
    lies_words = forms.CharField(label=_("Where exactly"), required=False, max_length=200)
    renewer = forms.ChoiceField(label=_("Who renews it"), choices=Renewer.choices)
    answerable = forms.ChoiceField(label=_("Who of us thinks of it"), required=False)
    number = forms.CharField(
        label=_("Number"),
        required=False,
        max_length=60,
        help_text=_("Only where it is needed. Never the My Number, nor the numbers of insurances."),
    )
    note = forms.CharField(label=_("Remarks"), required=False, widget=text_area(3), max_length=4000)

    def __init__(self, *args: Any, members: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("answerable", [("", _("(nobody in particular)")), *members])


class KeepForm(TermForm):
    """A paper that is kept in view from now on."""

    kind = forms.ChoiceField(label=_("What kind of paper"))
    field_order = ("kind",)

    def __init__(self, *args: Any, kinds: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("kind", kinds)


class EndForm(BansoForm):
    """Why a paper is not looked after any longer."""

    ending = forms.ChoiceField(
        label=_("What became of it"), choices=ENDINGS, widget=forms.RadioSelect
    )
