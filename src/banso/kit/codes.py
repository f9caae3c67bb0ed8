"""Code lists: what is stored, and beside it the words that people read."""

from django.db.models import TextChoices
from django.utils.functional import Promise


class Codes(TextChoices):
    """
    A list of codes with their words: `PARK = "park", _("City park")`.

    What is stored is the value, and it stays for good; the words are read in the reader's language.
    """

    @classmethod
    def label_of(cls, code: str) -> str | Promise:
        """Return the words of a stored code; one that is no longer listed stands for itself."""
        try:
            return cls(code).label
        except ValueError:
            return code
