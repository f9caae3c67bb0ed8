"""
Recognition (名寄せ): knowing that two entries are the same person. Pure Python, no Django, no
database.
"""

from banso_recognition.fold import fold
from banso_recognition.keys import blocking_keys, finding_keys, query_keys
from banso_recognition.loose import address, address_asked, digits, loosen
from banso_recognition.nicknames import readings
from banso_recognition.similarity import Likeness, Reason, Sketch, compare
from banso_recognition.sounds import fold_name, hiragana, skeleton

__all__ = [
    "Likeness",
    "Reason",
    "Sketch",
    "address",
    "address_asked",
    "blocking_keys",
    "compare",
    "digits",
    "finding_keys",
    "fold",
    "fold_name",
    "hiragana",
    "loosen",
    "query_keys",
    "readings",
    "skeleton",
]
