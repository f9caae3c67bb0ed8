"""Pages about somebody who has died offer only what can still be done."""

from typing import Any

from banso.people.actions import HasDied


def open_with_the_living(person: Any) -> None:
    """
    Say that somebody has died before a form opens that would only be refused.

    :raises HasDied: if they have died
    """
    if person.has_died:
        raise HasDied
