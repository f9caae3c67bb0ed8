"""The names of files, as they are kept and shown."""

import unicodedata

from banso.kit.my_number import carries_my_number, without_my_number

LONGEST_NAME = 120


def as_line(text: str, longest: int) -> str:
    """Return a text as one line of printable signs, without a My Number, cut to a length."""
    kept = "".join(" " if unicodedata.category(one)[0] in "CZ" else one for one in text)
    line = " ".join(kept.split())
    return (without_my_number(line) if carries_my_number(line) else line)[:longest].strip()


def shown_name(name: str) -> str:
    """Return a file's name without the path that led to it, its ending kept where it is cut."""
    last = as_line(name.replace("\\", "/").rpartition("/")[2], 1000)
    if len(last) <= LONGEST_NAME:
        return last
    stem, dot, ending = last.rpartition(".")
    if not dot or len(ending) > 8:
        return f"{last[: LONGEST_NAME - 1]}…"
    return f"{stem[: LONGEST_NAME - len(ending) - 2]}….{ending}"
