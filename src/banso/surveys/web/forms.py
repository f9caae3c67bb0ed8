"""Forms of surveys: made from questionnaires."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from banso.kit.declared_fields import DeclaredFields
from banso.kit.forms import BansoForm, DayField, text_area
from banso.surveys.instrument import Questionnaire
from banso.surveys.rules import Mode, Moment

STEPS = {
    "four": [
        ["4", "全くそうだと思う", "I fully think so"],
        ["3", "まあそうだと思う", "I rather think so"],
        ["2", "あまりそうは思わない", "I rather don’t think so"],
        ["1", "全くそうは思わない", "I don’t think so at all"],
    ],
    "often": [
        ["1", "決してない", "Never"],
        ["2", "ほとんどない", "Hardly ever"],
        ["3", "時々ある", "Sometimes"],
        ["4", "常にある", "Always"],
    ],
}


class SurveyForm(DeclaredFields, BansoForm):
    """What was answered; nothing has to be."""

    moment = forms.ChoiceField(label=_("At which moment"), choices=Moment.choices)
    on = DayField(past=True, label=_("Day"))
    mode = forms.ChoiceField(
        label=_("How"),
        choices=[(one.value, one.label) for one in (Mode.INTERVIEW, Mode.PAPER)],
        widget=forms.RadioSelect,
        initial=Mode.INTERVIEW,
    )
    declined = forms.BooleanField(
        label=_("Would rather not answer, and that is fine"), required=False
    )

    def __init__(self, *args: Any, questionnaire: Questionnaire, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.declare(questionnaire.items, prefix="q_", blank=_("Leaves it out"))


class TabletForm(DeclaredFields):
    """The same questions on a tablet, one under the other, nothing else."""

    def __init__(self, *args: Any, questionnaire: Questionnaire, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.declare(questionnaire.items, prefix="q_")


class HandForm(BansoForm):
    """Handing over a tablet."""

    moment = forms.ChoiceField(label=_("At which moment"), choices=Moment.choices)


class OwnForm(BansoForm):
    """A questionnaire made on screen."""

    title = forms.CharField(label=_("Title"), max_length=100)
    code = forms.RegexField(
        r"^[a-z][a-z0-9_]{0,39}$",
        label=_("Short name"),
        help_text=_("Small letters, digits and _; the same name again is its next version."),
    )
    steps = forms.ChoiceField(
        label=_("How it is answered"),
        choices=[
            ("four", _("Four steps: think so … don’t think so")),
            ("often", _("Four steps: never … always")),
        ],
        widget=forms.RadioSelect,
        initial="four",
    )
    questions = forms.CharField(
        label=_("Questions, one on a line"), widget=text_area(6), max_length=4000
    )
    source = forms.CharField(label=_("Where the questions come from"), max_length=300)
    rights = forms.CharField(label=_("By which right they are used"), max_length=300)

    def body(self) -> dict[str, Any]:
        """Return the body of the questionnaire."""
        typed = self.cleaned_data
        lines = [line.strip() for line in typed["questions"].splitlines() if line.strip()]
        items = [
            {"code": f"q{number}", "ja": line, "en": line, "options": typed["steps"]}
            for number, line in enumerate(lines, 1)
        ]
        return {
            "code": typed["code"],
            "version": "1",
            "ja": typed["title"],
            "en": typed["title"],
            "source_ja": typed["source"],
            "source_en": typed["source"],
            "rights_ja": typed["rights"],
            "rights_en": typed["rights"],
            "options": {typed["steps"]: STEPS[typed["steps"]]},
            "items": items,
        }


class BringForm(BansoForm):
    """A questionnaire brought in as text (TOML)."""

    text = forms.CharField(
        label=_("The questionnaire as text (TOML)"),
        widget=text_area(12),
        max_length=60_000,
        help_text=_(
            "For instruments that may not be shipped: whoever has the right brings them in."
        ),
    )
