"""What every write at a table passes through."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from banso.conferences.models import Conference
from banso.conferences.rules import WRITABLE
from banso.kit.refusals import Refusal


class MinutesClosed(Refusal):
    """The meeting is over."""

    sentence = _(
        "This meeting is closed. While the minutes are not confirmed it can be opened again; "
        "afterwards something can be added."
    )


class OutOfTurn(Refusal):
    """This step does not follow from where the meeting is."""

    sentence = _("The meeting is not at this point. Please load the page again.")


def touch(conference_id: UUID, *, states: Iterable[str] = WRITABLE) -> None:
    """
    Count a change at the table; whoever changes something at the same moment waits here until this
    is through.

    :raises MinutesClosed: if the meeting is not in one of these states
    """
    if not Conference.objects.filter(pk=conference_id, state__in=list(states)).update(
        revision=F("revision") + 1
    ):
        raise MinutesClosed


def move_on(conference_id: UUID, before: Iterable[str], **to: object) -> None:
    """
    Bring a meeting on from one of these states.

    :raises OutOfTurn: if it is in none of them
    """
    if not Conference.objects.filter(pk=conference_id, state__in=list(before)).update(
        revision=F("revision") + 1, **to
    ):
        raise OutOfTurn
