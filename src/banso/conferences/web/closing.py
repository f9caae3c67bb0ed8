"""The form before a meeting closes: for each open decision who, by when, or that it stays open."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from banso.conferences.actions import Settled
from banso.kit.forms import BansoForm, Choices, DayField


class ClosingForm(BansoForm):
    """Who does what was decided, and by when; three fields for each line."""

    def __init__(self, *args: Any, missing: Sequence[Any], seats: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.missing = missing
        for place, one in enumerate(missing):
            said = f"{one.item.person.called_name}: {one.text}" if one.item.person else one.text
            self.fields[f"who{place}"] = forms.ChoiceField(
                label=_g("“%(said)s”: who") % {"said": said[:120]},
                required=False,
                choices=[("", "—"), *seats],
                initial=str(one.seat_id or ""),
            )
            self.fields[f"until{place}"] = DayField(
                label=_("Until when"), required=False, initial=one.until_on
            )
            self.fields[f"open{place}"] = forms.BooleanField(
                label=_("It stays open: nobody’s promise"), required=False
            )

    def settled(self) -> list[Settled]:
        """Return what was said to each line."""
        typed = self.cleaned_data
        return [
            Settled(
                minute_id=one.pk,
                seat_id=UUID(typed[f"who{place}"]) if typed[f"who{place}"] else None,
                until_on=typed[f"until{place}"],
                stays_open=typed[f"open{place}"],
            )
            for place, one in enumerate(self.missing)
        ]
