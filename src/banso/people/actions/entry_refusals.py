"""How entries in the ledgers say no."""

from datetime import date
from uuid import UUID

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from banso.kit.refusals import Refusal
from banso.people.models import Person


class EntryAlreadyClosed(Refusal):
    """This entry was closed already."""

    sentence = _("This entry was closed already. Nothing was changed.")


class ClosedBeforeOpened(Refusal):
    """An entry can't end before it began."""

    field = "on"
    sentence = _("An entry can’t end before it began.")


class HasDied(Refusal):
    """What is done with the living only is asked for somebody who has died."""

    sentence = _("It is noted that this person has died. If that is wrong, take it back first.")


def require_living(person_id: UUID, *, on: date | None = None) -> None:
    """
    Refuse what is done with the living only; the person is held until all of it is written, so that
    no death is noted beside it.

    This is the one rule of what can begin after a death; docs/merging.md says what asks it.

    :param on: the day of what is written down; what was in their lifetime can be written later
    :raises HasDied: if they have died
    """
    person = Person.objects.select_for_update(no_key=True).get(pk=person_id)
    if person.has_died and (on is None or not person.lived_on(on, localdate())):
        raise HasDied


class AlreadyOpen(Refusal):
    """Somebody stands in this ledger; a second entry is opened only by whoever means it."""

    field = "another"
    sentence = _(
        "There is an open entry in this ledger already. Please go on in that one, or tick that a "
        "second one is meant."
    )
