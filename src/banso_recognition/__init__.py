"""
Recognition (名寄せ): knowing that two entries are the same person. Pure Python, no Django, no
database.
"""

from banso_recognition.fold import digits, fold, fold_name, hiragana, skeleton
from banso_recognition.keys import blocking_keys, finding_keys, query_keys
from banso_recognition.similarity import Likeness, Reason, Sketch, compare

__all__ = [
    "Likeness",
    "Reason",
    "Sketch",
    "blocking_keys",
    "compare",
    "digits",
    "finding_keys",
    "fold",
    "fold_name",
    "hiragana",
    "query_keys",
    "skeleton",
]
