"""Forms of conferences."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from banso.conferences.rules import (
    MARKS,
    OF_SOMEBODY,
    WITH_A_DAY,
    ConfirmedBy,
    Kind,
    LineKind,
    Party,
)
from banso.consent.rules import Part
from banso.kit.forms import BansoForm, Choices, DayField, text_area
from banso.resources.rules import Domain

NONE: Choices = [("", _("—"))]


class CallForm(BansoForm):
    """Calling a conference together."""

    kind = forms.ChoiceField(
        label=_("What kind of meeting"), choices=Kind.choices, widget=forms.RadioSelect
    )
    on = DayField(label=_("Day"))
    starts_at = forms.TimeField(
        label=_("Begins at"), required=False, widget=forms.TimeInput(attrs={"type": "time"})
    )
    place = forms.CharField(label=_("Place"), required=False, max_length=200)
    purpose = forms.CharField(label=_("Purpose of the meeting"), required=False, max_length=300)
    regular = forms.BooleanField(label=_("A regular meeting"), required=False, initial=True)
    chair_id = forms.ChoiceField(label=_("Chair"))
    keeper_id = forms.ChoiceField(label=_("Keeps the minutes"))
    sworn_on = DayField(
        past=True,
        label=_("Day of my oath of secrecy"),
        required=False,
        help_text=_(
            "For a meeting without consent only. You alone have a seat at first; others are "
            "sworn in one by one."
        ),
    )

    def __init__(self, *args: Any, members: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("chair_id", "keeper_id"):
            self.offer(name, members)


class EditForm(BansoForm):
    """Changing the frame of a conference."""

    on = DayField(label=_("Day"))
    starts_at = forms.TimeField(
        label=_("Begins at"), required=False, widget=forms.TimeInput(attrs={"type": "time"})
    )
    place = forms.CharField(label=_("Place"), required=False, max_length=200)
    purpose = forms.CharField(label=_("Purpose of the meeting"), required=False, max_length=300)
    regular = forms.BooleanField(label=_("A regular meeting"), required=False)
    next_on = DayField(label=_("Next time"), required=False)


class ItemForm(BansoForm):
    """Putting a person on the agenda."""

    person_id = forms.ChoiceField(label=_("Person"))
    domains = forms.MultipleChoiceField(
        label=_("Domains talked about today"),
        choices=Domain.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("person_id", people)


class ItemEditForm(BansoForm):
    """What of a person's life is talked about, and which plan lies on the table."""

    domains = forms.MultipleChoiceField(
        label=_("Domains talked about today"),
        choices=Domain.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    plan_id = forms.ChoiceField(label=_("Draft of the plan"), required=False)

    def __init__(self, *args: Any, plans: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("plan_id", [*NONE, *plans])


class SubjectForm(BansoForm):
    """Putting somebody on the agenda of a meeting without consent."""

    subject = forms.CharField(
        label=_("About whom"),
        max_length=200,
        help_text=_(
            "As the meeting speaks of them. Nobody is taken from the ledgers, and nothing "
            "flows back into them."
        ),
    )


class SeatForm(BansoForm):
    """Seating somebody."""

    party = forms.ChoiceField(
        label=_("In which role"),
        choices=[(code.value, code.label) for code in Party if code is not Party.PERSON],
    )
    member_id = forms.ChoiceField(label=_("A member of ours"), required=False)
    guest_id = forms.ChoiceField(label=_("A guest who was invited before"), required=False)
    name = forms.CharField(label=_("Or by name"), required=False, max_length=100)
    organisation = forms.CharField(
        label=_("Of which organisation"),
        required=False,
        max_length=200,
        help_text=_("Written as in the person’s consent: what they may see hangs on it."),
    )
    sworn_on = DayField(past=True, label=_("Day of the oath of secrecy"), required=False)

    def __init__(
        self, *args: Any, members: Choices, guests: Choices, sealed: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("member_id", [*NONE, *members])
        self.offer("guest_id", [*NONE, *guests])
        if sealed:
            self.fields["sworn_on"].required = True
        else:
            del self.fields["sworn_on"]

    def clean(self) -> dict[str, Any]:
        """Somebody sits there."""
        cleaned = super().clean()
        if not (cleaned.get("member_id") or cleaned.get("guest_id") or cleaned.get("name")):
            self.add_error("name", _("Please say who sits there."))
        return cleaned


def _said_with_readers(label: Any, readers: Sequence[str]) -> str:
    """Return a part with who, beside the workers, reads a line that speaks of it."""
    who = "、".join(readers) or _g("no guest")
    return _g("%(part)s (read by: %(who)s)") % {"part": label, "who": who}


class MinuteForm(BansoForm):
    """A line of the minutes; each kind asks for its own."""

    seat_id = forms.ChoiceField(label=_("Who"), required=False)
    text = forms.CharField(label=_("What"), widget=text_area(3), max_length=4000)
    mark = forms.ChoiceField(label=_("How it went"), required=False, widget=forms.RadioSelect)
    until_on = DayField(label=_("Until when"), required=False)
    from_tie_id = forms.ChoiceField(label=_("Which tie hands over"), required=False)
    to_tie_id = forms.ChoiceField(label=_("To which tie"), required=False)
    part = forms.ChoiceField(
        label=_("Of what it speaks"),
        required=False,
        choices=[*Part.choices, ("", _("of nobody’s life"))],
        help_text=_(
            "Workers read it as far as their role goes. Of the guests those read it whom each line "
            "names: the person opened this to them."
        ),
    )

    def __init__(
        self,
        *args: Any,
        kind: str,
        seats: Choices,
        ties: Choices,
        sealed: bool,
        readers: Mapping[str, Sequence[str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer(
            "part",
            [
                (part, _said_with_readers(label, readers.get(part, ())))
                for part, label in (*Part.choices, ("", _("of nobody’s life")))
            ],
        )
        self.offer("seat_id", [*NONE, *seats])
        self.fields["text"].label = str(LineKind.label_of(kind))
        drop = {
            "seat_id": kind in OF_SOMEBODY,
            "mark": kind in MARKS,
            "until_on": kind in WITH_A_DAY,
            "from_tie_id": kind == LineKind.HAND_OVER and bool(ties),
        }
        drop |= {"to_tie_id": drop["from_tie_id"], "part": not sealed and kind != LineKind.MISSING}
        for name, keep in drop.items():
            if not keep:
                del self.fields[name]
        if kind in MARKS:
            self.offer("mark", [(one.value, one.label) for one in MARKS[kind]])
        for name in ("from_tie_id", "to_tie_id"):
            if name in self.fields:
                self.offer(name, [*NONE, *ties])


class SayForm(BansoForm):
    """What a guest says."""

    text = forms.CharField(label=_("What I say"), widget=text_area(3), max_length=4000)


class PaperForm(BansoForm):
    """Handing a paper to everybody who is there."""

    title = forms.CharField(label=_("Which paper"), max_length=200)


class ConfirmationForm(BansoForm):
    """How somebody without a screen confirmed."""

    way = forms.ChoiceField(
        label=_("How"),
        choices=[(one.value, one.label) for one in (ConfirmedBy.PAPER, ConfirmedBy.UNREACHED)],
        widget=forms.RadioSelect,
        initial=ConfirmedBy.PAPER,
    )
    note = forms.CharField(
        label=_("Where the paper is, or why they could not be reached"),
        required=False,
        max_length=300,
    )

    def clean(self) -> dict[str, Any]:
        """Not being reached says why, a paper says where it is."""
        cleaned = super().clean()
        if cleaned.get("way") == ConfirmedBy.UNREACHED and not cleaned.get("note"):
            self.add_error("note", _("Please write why they could not be reached."))
        if cleaned.get("way") == ConfirmedBy.PAPER and not cleaned.get("note"):
            self.add_error("note", _("Please write where the paper is that they signed."))
        return cleaned


class AdditionForm(BansoForm):
    """What is added to the minutes."""

    item_id = forms.ChoiceField(label=_("About whose matter"), required=False)
    text = forms.CharField(label=_("What is added"), widget=text_area(3), max_length=4000)
    part = forms.ChoiceField(
        label=_("Of what it speaks"),
        required=False,
        choices=[("", _("of nobody’s life")), *Part.choices],
    )

    def __init__(self, *args: Any, items: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("item_id", [*NONE, *items])
