"""How the rooms say no: `Refusal` is a sentence beside a field, `NotSeen` is a 404."""

from django.utils.functional import Promise


class Refusal(Exception):
    """
    Something a person asked for can't be done; `sentence` says why in plain words, `field` where.
    """

    field: str | None = None
    sentence: str | Promise = ""

    def __init__(self, sentence: str | Promise | None = None, *, field: str | None = None) -> None:
        super().__init__(str(sentence or type(self).__doc__))
        self.sentence = sentence or self.sentence
        self.field = field or self.field


class NotSeen(Exception):
    """It does not exist, or this viewer may not know that it does: the answer is the same."""
