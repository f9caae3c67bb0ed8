"""Forms of letters between houses."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from banso.consent.rules import Part
from banso.kit.forms import BansoForm, text_area
from banso.sharing.queries import Givable
from banso_exchange import LARGEST
from banso_exchange.cards import LARGEST_CARD


class CarriedFile(forms.FileField):
    """A file that came on a stick or by mail, no larger than it can be."""

    def __init__(self, *, largest: int, **more: Any) -> None:
        super().__init__(**more)
        self.largest = largest

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Refuse what is larger than anything one takes here."""
        file = super().clean(data, initial)
        if file and file.size > self.largest:
            raise forms.ValidationError(_("The file is larger than any that is taken here."))
        return file


class OwnCardForm(BansoForm):
    """What one's own card says."""

    name = forms.CharField(label=_("Name of the house"), max_length=200)
    address = forms.CharField(label=_("Address of the house"), max_length=300)
    representative = forms.CharField(
        label=_("Representative"),
        max_length=200,
        help_text=_("Whoever receives a letter has to write this down (30条)."),
    )
    telephone = forms.CharField(label=_("Telephone of the house"), max_length=100)


class TakeCardForm(BansoForm):
    """Another house's card, and what it read by telephone."""

    card = CarriedFile(
        label=_("The file of their card"),
        largest=LARGEST_CARD,
        help_text=_("As it came by mail or on a stick."),
    )
    digits = forms.CharField(
        label=_("The thirty digits, as they read them to you"),
        max_length=100,
        help_text=_(
            "Call them at a number that you have from elsewhere, not from the card or the mail."
        ),
    )


class OpenLetterForm(BansoForm):
    """A letter that came."""

    letter = CarriedFile(
        label=_("The file of the letter"),
        largest=LARGEST,
        help_text=_("As it came by mail or on a stick. It is opened here and nowhere else."),
    )


class HandOverForm(BansoForm):
    """Parts of a life for another house: a field for each that the person said yes to."""

    obtained = forms.CharField(
        label=_("How this house has it"),
        max_length=300,
        help_text=_("Whoever receives it has to write this down (30条)."),
    )

    def __init__(self, *args: Any, parts: list[Givable], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in parts:
            self.fields[f"part_{one.part}"] = forms.CharField(
                label=str(Part.label_of(one.part)),
                required=False,
                max_length=20000,
                widget=text_area(4),
                help_text=one.purpose,
            )
        self.order_fields([*(f"part_{one.part}" for one in parts), "obtained"])

    def texts(self) -> dict[str, str]:
        """Return what was written of each part."""
        return {
            name.removeprefix("part_"): value
            for name, value in self.cleaned_data.items()
            if name.startswith("part_")
        }
