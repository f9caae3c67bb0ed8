"""
What a row of a ledger is told by: its number, or name and birth however they are written; and when
two are surely of one person.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from banso.interop.ledger_rows import LedgerRow
from banso.kit.eras import Precision
from banso.people.actions import birth_from
from banso_recognition import Reason, Sketch, compare, digits, fold_name, skeleton

_SAME_NAME = {Reason.SAME_NAME, Reason.VARIANT_NAME, Reason.SAME_SOUND, Reason.SWAPPED}
_SAME_BIRTH = {Reason.SAME_BIRTH, Reason.NEAR_BIRTH, Reason.SAME_BIRTH_YEAR}


def sketch_of(row: LedgerRow) -> Sketch:
    """Return what a row says of a person, for comparing."""
    names = tuple((text, kana) for text, kana in ((row.full, row.kana), (row.called, "")) if text)
    number = digits(row.contact)
    birth = (row.birth.year, row.birth.month, row.birth.day)
    return Sketch(names, birth, phones=frozenset({number} if len(number) >= 9 else ()))


def sure_sketch_of(row: LedgerRow) -> Sketch:
    """Return what a row surely says of a person: an age or a year that is about right is not."""
    sketch = sketch_of(row)
    about = row.birth.precision is Precision.ABOUT
    return replace(sketch, birth=(None, None, None)) if about else sketch


def _folded(row: LedgerRow) -> str:
    return "".join(fold_name(row.full or row.called))


def _hash(*parts: object) -> str:
    return hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()[:24]


def key_of(row: LedgerRow, ledger: str) -> str:
    """
    Return the key of whom a row is about: the running number where there is one, else what was read
    of name and birth (however it is written).
    """
    if row.running:
        number = row.running if len(row.running) <= 60 else _hash(row.running)
        return f"ledger:{ledger}:{number}"
    birth = row.birth
    when = (birth.year, birth.month, birth.day) if not birth.words else (None, None, None)
    return f"ledger:{ledger}:{_hash(_folded(row), *when)}"


def own_key_of(row: LedgerRow, ledger: str) -> str:
    """Return the key of a row whose number belongs to another name: the number with the name."""
    return f"{key_of(row, ledger)}#{_hash(_folded(row))[:12]}"


def older_key(row: LedgerRow, ledger: str) -> str:
    """Return the key that the version before made of the texts as they stood."""
    typed = (row.full or row.called, row.typed.get("birth", ""), row.typed.get("opened_on", ""))
    return f"ledger:{ledger}:{_hash(*typed)}"


def alike_keys(row: LedgerRow) -> set[str]:
    """Return the keys under which other rows of a file may be of the same person."""
    keys = {f"name {_folded(row)}"}
    if row.running:
        keys.add(f"number {row.running}")
    sound = "".join(skeleton(part) for part in fold_name(row.kana))
    if sound and row.birth.year:
        keys.add(f"sound {sound} {row.birth.year}")
    return keys


def same_person(row: Sketch, known: Sketch) -> bool:
    """
    Return whether two sketches are surely of one person, where a number says so too: the same name,
    and no other birth.
    """
    likeness = compare(row, known)
    if not _SAME_NAME & set(likeness.reasons):
        return False
    if row.birth[0] is None or known.birth[0] is None:
        return True
    return bool(_SAME_BIRTH & set(likeness.reasons))


def surely_same(row: Sketch, known: Sketch) -> bool:
    """Return whether two sketches without a number are of one: same name, same day of birth."""
    reasons = set(compare(row, known).reasons)
    return bool(_SAME_NAME & reasons) and Reason.SAME_BIRTH in reasons


def tells_on(row: LedgerRow, before: Mapping[str, Any]) -> bool:
    """
    Return whether a row under a number tells on of whom it told before: the name of then, and the
    birth, phone or place of then. What a worker has written since is no doubt about who that is.
    """
    if not row.full or row.full not in before.get("names", []):
        return False
    born = birth_from(before["birth"]) if before.get("birth") else None
    phone = digits(row.contact)
    return (
        (born is not None and born == row.birth)
        or (bool(phone) and phone == digits(before.get("contact", "")))
        or (bool(row.place) and row.place == before.get("place"))
    )
