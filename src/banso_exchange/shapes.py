"""
Reading what came field by field, before anything is believed of it: every name is expected, every
text is bounded, and what is not expected refuses the whole.
"""

import re
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from banso_exchange.refusals import NotTaken, Why

LINE, TEXT, MOST = 300, 20_000, 500
_CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
# Control characters but tab and newline, and halves of characters: no text of a person has them.
_NEVER = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def written(moment: datetime) -> str:
    """Return a moment as letters write it: to the second, in UTC."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Shape:
    """What stands under one name of a letter, taken out field by field."""

    def __init__(self, said: Any) -> None:
        if not isinstance(said, dict):
            raise NotTaken(Why.WRONG_SHAPE)
        self._left = dict(said)

    def take(self, name: str) -> Any:
        """
        Return what stands under a name.

        :raises NotTaken: if nothing does
        """
        if name not in self._left:
            raise NotTaken(Why.WRONG_SHAPE)
        return self._left.pop(name)

    def done(self) -> None:
        """
        Say that nothing else was expected.

        :raises NotTaken: if something is left
        """
        if self._left:
            raise NotTaken(Why.WRONG_SHAPE)

    def text(self, name: str, most: int = LINE) -> str:
        """Return a text, perhaps an empty one."""
        found = self.take(name)
        if not isinstance(found, str) or len(found) > most or _NEVER.search(found):
            raise NotTaken(Why.WRONG_SHAPE)
        return found

    def code(self, name: str) -> str:
        """Return a code: small letters, digits and underscores."""
        found = self.text(name)
        if not _CODE.fullmatch(found):
            raise NotTaken(Why.WRONG_SHAPE)
        return found

    def number(self, name: str, most: int = 1_000_000) -> int:
        """Return a whole number that is not negative."""
        found = self.take(name)
        if type(found) is not int or not 0 <= found <= most:
            raise NotTaken(Why.WRONG_SHAPE)
        return found

    def id(self, name: str) -> UUID:
        """Return an id, as one writes it."""
        found = self.text(name)
        try:
            made = UUID(found)
        except ValueError as error:
            raise NotTaken(Why.WRONG_SHAPE) from error
        if str(made) != found:
            raise NotTaken(Why.WRONG_SHAPE)
        return made

    def day(self, name: str) -> date:
        """Return a day."""
        found = self.text(name)
        try:
            return date.fromisoformat(found if _DAY.fullmatch(found) else "")
        except ValueError as error:
            raise NotTaken(Why.WRONG_SHAPE) from error

    def moment(self, name: str) -> datetime:
        """Return a moment."""
        found = self.text(name)
        try:
            return datetime.fromisoformat(found if _MOMENT.fullmatch(found) else "")
        except ValueError as error:
            raise NotTaken(Why.WRONG_SHAPE) from error

    def shape(self, name: str) -> "Shape":
        """Return what has names of its own."""
        return Shape(self.take(name))

    def shapes(self, name: str) -> list["Shape"]:
        """Return several of these, one at least."""
        found = self.take(name)
        if not isinstance(found, list) or not 1 <= len(found) <= MOST:
            raise NotTaken(Why.WRONG_SHAPE)
        return [Shape(one) for one in found]
