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


def squeeze(text: str) -> str:
    """
    Return the folded text with blanks and punctuation gone: what is searched, never what is shown.
    """
    return _NOT_WORDS.sub("", fold(text))


def pairs(squeezed: str) -> list[str]:
    """Return the overlapping pairs of characters of a squeezed text, in order."""
    return [squeezed[i : i + 2] for i in range(len(squeezed) - 1)]


def fts_document(squeezed: str) -> str:
    """
    Return the pairs as words for FTS5: each character as hexadecimal, since a tokenizer would break
    on some.
    """
    return " ".join(f"{ord(pair[0]):x}g{ord(pair[1]):x}" for pair in pairs(squeezed))


def fts_question(squeezed: str) -> str:
    """Return the FTS5 phrase for a squeezed word of two or more characters."""
    return '"' + fts_document(squeezed) + '"'


def like_pattern(squeezed: str) -> str:
    """Return a LIKE pattern, escaped with a backslash, that matches the word anywhere."""
    escaped = squeezed.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"
