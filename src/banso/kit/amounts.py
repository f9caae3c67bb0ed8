"""Numbers as people read them, which in Excel are numbers all the same."""

from typing import Self


class Number(str):
    """A number in words of its own; `look` is how Excel shows its value the same way."""

    value: float
    look: str

    def __new__(cls, text: str, value: float = 0, look: str = "0") -> Self:
        """Return a number as it is read, with its value."""
        made = super().__new__(cls, text)
        made.value, made.look = value, look
        return made
