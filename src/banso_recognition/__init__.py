"""
Recognition (名寄せ): knowing that two entries are the same person. Pure Python, no Django, no
database.
"""

from banso_recognition.facets import facets
from banso_recognition.fold import fold
from banso_recognition.grounds import speaks_against, speaks_for
from banso_recognition.keys import TOO_MANY, blocking_keys, finding_keys, query_keys, worth
from banso_recognition.loose import address, address_asked, digits, loosen
from banso_recognition.namebook import NameBook, learn
from banso_recognition.nicknames import readings
from banso_recognition.similarity import Likeness, Reason, Sketch, compare
from banso_recognition.sounds import fold_name, hiragana, skeleton
from banso_recognition.weighing import Scale, Weighed

__all__ = [
    "Likeness",
    "NameBook",
    "Reason",
    "Scale",
    "Sketch",
    "TOO_MANY",
    "Weighed",
    "address",
    "address_asked",
    "blocking_keys",
    "compare",
    "digits",
    "facets",
    "finding_keys",
    "fold",
    "fold_name",
    "hiragana",
    "learn",
    "loosen",
    "query_keys",
    "readings",
    "skeleton",
    "speaks_against",
    "speaks_for",
    "worth",
]
