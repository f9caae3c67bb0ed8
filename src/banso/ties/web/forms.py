"""Forms of ties."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from banso.kit.forms import BansoForm, Choices, DayField, text_area
from banso.people.rules import Sex
from banso.ties.rules import Bond, Direction, Ending, Gift, Kin, Kind, Rhythm, Role, Strength, What

NONE = [("", _("—"))]
SEXES = [
    ("", _("Not said")),
    (Sex.MALE.value, _("Male")),
    (Sex.FEMALE.value, _("Female")),
    (Sex.OTHER.value, _("Other")),
]


def _line(label: Any, longest: int, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=longest, **more)


def _pick(label: Any, found: Choices, **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, choices=[*NONE, *found], **more)


def _yes(label: Any, **more: Any) -> forms.BooleanField:
    return forms.BooleanField(label=label, required=False, **more)


class TieForm(BansoForm):
    """A tie."""

    folds = (
        (
            _("Who they are in our own lists"),
            ("member_id", "service_id", "other_id", "both_agreed_on", "from_base_id"),
        ),
        (_("Telephone, what is not shown, a note"), ("phone", "no_contact", "no_show", "note")),
    )
    name = _line(
        _("What the person calls them"),
        100,
        help_text=_(
            "A nickname is enough. They did not ask to be here: please write no more than is "
            "needed."
        ),
    )
    what = forms.ChoiceField(label=_("What it is"), choices=What.choices)
    role = forms.ChoiceField(label=_("What they are to the person"), choices=Role.choices)
    why_second = _line(
        _("Why a second key person"), 300, help_text=_("In principle there is one key person.")
    )
    kind = forms.ChoiceField(label=_("Which of the four ties"), choices=Kind.choices)
    is_formal = _yes(_("Official (part of a system or somebody’s work)"))
    direction = forms.ChoiceField(
        label=_("Which way support goes"), choices=Direction.choices, initial="mutual"
    )
    strength = forms.ChoiceField(
        label=_("How it is felt now"), choices=Strength.choices, initial="plain"
    )
    stress = _yes(_("There is stress in it"))
    from_on = DayField(
        label=_("Since"),
        required=False,
        help_text=_(
            "Leave it empty where nobody knows. Pictures are drawn from days, never from estimates."
        ),
    )
    rhythm = _pick(_("How often they meet"), Rhythm.choices)
    last_met_on = DayField(past=True, label=_("Last met"), required=False)
    member_id = _pick(_("Somebody who works with us"), [])
    service_id = _pick(_("A receiver of the directory"), [])
    other_id = _pick(_("Somebody else we walk with"), [])
    both_agreed_on = DayField(
        past=True,
        label=_("Both agreed on"),
        required=False,
        help_text=_("Needed for a tie between two people we walk with."),
    )
    from_base_id = _pick(_("From which base the person goes there"), [])
    phone = _line(_("Phone, for an emergency"), 60)
    no_contact = _yes(_("Do not contact"))
    no_show = _yes(_("Do not show in pictures and prints"))
    note = _line(_("Note"), 2000, widget=text_area(2))

    def __init__(self, *args: Any, lists: dict[str, Choices], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, found in lists.items():
            self.offer(name, [*NONE, *found])


class FamilyForm(BansoForm):
    """What a genogram needs of a relative, and no more."""

    kin = _pick(_("What they are to the person"), Kin.choices)
    kin_sex = forms.ChoiceField(label=_("Sex"), required=False, choices=SEXES)
    born_year = forms.IntegerField(
        label=_("Year of birth"),
        required=False,
        min_value=1850,
        max_value=2100,
        help_text=_("The year alone; the age is drawn from it."),
    )
    kin_bond = _pick(_("As a couple"), Bond.choices)
    lives_with = _yes(_("Lives together with the person"))
    is_dead = _yes(_("Has died"))


class EndForm(BansoForm):
    """How a tie ended."""

    on = DayField(past=True, label=_("Day"))
    ending = forms.ChoiceField(
        label=_("How it ended"), choices=Ending.choices, widget=forms.RadioSelect
    )


class VisitForm(BansoForm):
    """A going there and coming back."""

    on = DayField(past=True, label=_("Day"))
    along = _line(_("With whom (empty: alone)"), 100)
    came_back = _yes(_("Came back from there"), initial=True)
    words = _line(_("The person’s words"), 300)


class RootForm(BansoForm):
    """The person's word that a place is a base."""

    on = DayField(past=True, label=_("Day"))
    base_words = forms.CharField(
        label=_("What the person said"),
        max_length=300,
        help_text=_("Only their word makes a place, or a person, a base."),
    )


class HandOverForm(BansoForm):
    """A planned hand-over."""

    to_tie = forms.ChoiceField(label=_("To which tie"))
    planned_on = DayField(label=_("Planned for"))
    what = _line(_("What is handed over"), 300)

    def __init__(self, *args: Any, ties: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("to_tie", ties)


class AgreeForm(BansoForm):
    """Both sides agree; it takes place."""

    from_side = forms.CharField(label=_("Who agreed on the side that hands over"), max_length=100)
    to_side = forms.CharField(label=_("Who agreed on the side that takes over"), max_length=100)
    on = DayField(past=True, label=_("Agreed on"))
    done_on = DayField(
        past=True,
        label=_("Took place on"),
        required=False,
        help_text=_("With this day the earlier tie ends as handed over."),
    )


class GivingForm(BansoForm):
    """What the person gives."""

    gift = forms.ChoiceField(label=_("In which role"), choices=Gift.choices)
    name = _line(_("Where, for whom (no names of others)"), 100)
    words = _line(_("The person’s words"), 2000, widget=text_area(2))
    from_on = DayField(label=_("Since"))
    until_on = DayField(label=_("Until"), required=False)
    member_id = _pick(
        _("Works with us under this account"),
        [],
        help_text=_("This member can then no longer open the record that speaks of them."),
    )

    def __init__(self, *args: Any, members: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("member_id", [*NONE, *members])
