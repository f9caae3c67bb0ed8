"""
Full-text search that knows two-character words.

SQLite's trigram tokenizer finds nothing for 「病院」 and PostgreSQL's default parser sees no words
in Japanese, so the folded text is cut
into overlapping pairs: an FTS5 table on SQLite, an expression index over an array on PostgreSQL.
Either way candidates are confirmed by LIKE.
"""

import re

from banso_recognition import fold

_NOT_WORDS = re.compile(r"[\s、。，．,.「」『』（）()・…：:；;！!？?／/]+")


def normalise(text: str) -> str:
    """
    Return the folded text with blanks and punctuation gone: what is searched, never what is shown.
    """
    return _NOT_WORDS.sub("", fold(text))


def bigrams(normalised: str) -> list[str]:
    """Return the overlapping pairs of characters of a normalised text, in order."""
    return [normalised[i : i + 2] for i in range(len(normalised) - 1)]


def fts_document(normalised: str) -> str:
    """
    Return the pairs as words for FTS5: each character as hexadecimal, since a tokenizer would break
    on some.
    """
    return " ".join(f"{ord(pair[0]):x}g{ord(pair[1]):x}" for pair in bigrams(normalised))


def fts_question(normalised: str) -> str:
    """Return the FTS5 phrase for a normalised word of two or more characters."""
    return '"' + fts_document(normalised) + '"'


def like_pattern(normalised: str) -> str:
    """Return a LIKE pattern, escaped with a backslash, that matches the word anywhere."""
    escaped = normalised.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"
