"""
Which list of a publisher a file is, and which receiver each of its rows means: running numbers
begin anew in every list, and lists are numbered anew from year to year.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from itertools import count as count_from
from pathlib import Path

from django.utils.translation import gettext as _

from banso.interop.file_names import as_line
from banso.interop.rules import Alike, BadRow, RowSaid
from banso.interop.workbooks import Place
from banso.kit.refusals import Refusal
from banso.resources.actions import Counter
from banso.resources.queries import Received, received_from
from banso_recognition import digits, fold

SAME, NEW, LEFT_OUT = "same", "new", "skip"
EVERY_ROW = 0
LONGEST_TITLE = 100
_LONGEST_ID = 200
_DRAWN = 32  # characters of a UUID without hyphens


class WhichList(Refusal):
    """It is not clear which list of its publisher a file is."""

    field = "list"


@dataclass(frozen=True)
class HowRead:
    """
    How a list is read, where somebody said so: the columns with the row above which they stand,
    which list of its publisher it is, which receivers the rows in doubt mean (0: every row),
    which cells hold a formula without its result, and whether receivers that the list lacks are
    there no more.
    """

    columns: dict[int, str] | None = None
    top: int | None = None
    title: str | None = None
    answers: Mapping[int, str] = field(default_factory=dict)
    unknown: Collection[Place] = ()
    close_missing: bool = False


AS_IT_STANDS = HowRead()


def lists_of(here: list[Received]) -> dict[str, list[Received]]:
    """Return the lists of a publisher that are here, by their titles."""
    found: dict[str, list[Received]] = {}
    for one in here:
        found.setdefault(one.title, []).append(one)
    return found


def which_list(made: list[Counter], here: list[Received], stem: str, *, numbered: bool) -> str:
    """
    Return the title of the list that a file is: one that is here where half of the rows bear the
    same numbers and names, a new one under the file's name where nothing agrees.

    :raises WhichList: where it may be one that is here, and may be another
    """
    lists = lists_of(here)
    agree = {title: _agreeing(made, rows) for title, rows in lists.items()}
    for title in sorted(agree, key=lambda one: (-agree[one][0], -agree[one][1])):
        most = max(agree[title]) if title == stem else agree[title][0]
        enough = most > 0 and most * 2 >= min(len(made), len(lists[title]))
        if enough and (numbered or title in (stem, "")):
            return title
    if stem not in lists and not any(
        same or alike * 2 >= min(len(made), len(lists[title]))
        for title, (same, alike) in agree.items()
    ):
        return stem  # a few receivers stand in several lists of a publisher
    raise WhichList(
        _(
            "It is not clear which list this is. Of this publisher there are here: %(lists)s. "
            "Please say whether it is one of them or another."
        )
        % {
            "lists": "、".join(
                _("%(title)s (%(count)d receivers, %(agree)d of them in this file)")
                % {"title": title_said(title), "count": len(rows), "agree": max(agree[title])}
                for title, rows in lists.items()
            )
        }
    )


def title_of_file(name: str) -> str:
    """Return the title under which a new list is kept: its file's name."""
    return as_line(Path(name).stem, LONGEST_TITLE)


def title_said(title: str) -> str:
    """Return a list's title as people read it."""
    return f"「{title}」" if title else _("a list without a name")


def _agreeing(made: list[Counter], rows: list[Received]) -> tuple[int, int]:
    """Return how many rows bear the same number and name, and how many the same name and place."""
    by_number = {(_number(one.outside_id, one.title), _plain(one.name)) for one in rows}
    by_place = {_place(one.name, one.address) for one in rows}
    return (
        sum((one.outside_id, _plain(one.name)) in by_number for one in made),
        sum(_place(one.name, one.address) in by_place for one in made),
    )


def _number(outside_id: str, title: str) -> str:
    return outside_id.removeprefix(f"{title}:") if title else outside_id


def _plain(text: str) -> str:
    return "".join(fold(text).split())


def _place(name: str, address: str) -> tuple[str, str]:
    return _plain(name), _plain(address)


@dataclass
class ToldApart:
    """
    What becomes of a list's rows: those that come in, those about which it was asked with what was
    answered, remarks on those whose name is another now, and receivers that the list lacks.
    """

    counters: list[Counter] = field(default_factory=list)
    asked: list[RowSaid] = field(default_factory=list)
    remarks: list[tuple[int, str, str]] = field(default_factory=list)
    missing: list[Received] = field(default_factory=list)


def tell_apart(
    made: Mapping[int, Counter], title: str, here: list[Received], answers: Mapping[int, str]
) -> ToldApart:
    """
    Return which receiver each row of a list means, by its number where the name agrees, else by
    name and place; a number that belongs to another name is asked about, never written over.
    """
    return _Telling(made, title, here, answers).told()


class NumbersHere:
    """The short ids that receivers of a publisher bear here, looked up when one is met."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._known: dict[str, Received] | None = None

    def refuse_another(self, one: Counter) -> None:
        """
        Refuse a row whose id belongs to a receiver with another name and place.

        :raises BadRow: if it does; ids that are drawn, and never run, belong to nobody else
        """
        if len(one.outside_id) >= _DRAWN:
            return
        if self._known is None:
            self._known = {each.outside_id: each for each in received_from(self.source)}
        found = self._known.get(one.outside_id)
        if found and not _same_name(one, found) and not _same_place(one, found):
            words = _(
                "belongs to “%(name)s” of the same publisher here; nothing was written over it "
                "(another file of theirs can come in under a publisher’s name of its own)"
            )
            raise BadRow("id", words % {"name": found.name})


class _Telling:
    """One list while its rows are told apart."""

    def __init__(
        self,
        made: Mapping[int, Counter],
        title: str,
        here: list[Received],
        answers: Mapping[int, str],
    ) -> None:
        self.made, self.title, self.answers = made, title, answers
        self.mine = mine = [one for one in here if one.title == title]
        self.by_number = {_number(one.outside_id, title): one for one in mine}
        self.by_place = {_place(one.name, one.address): one for one in reversed(mine)}
        self.used = {one.outside_id for one in here}
        self.means: dict[int, Received] = {}
        self.claimed: set[str] = set()

    def told(self) -> ToldApart:
        """Tell the rows apart: what is sure first."""
        self._claim(lambda one: self.by_number.get(one.outside_id), _same_name)
        self._claim(lambda one: self.by_place.get(_place(one.name, one.address)), _same_name)
        named = set(self.means)
        self._claim(lambda one: self.by_number.get(one.outside_id), _same_place)
        told = ToldApart()
        for row, one in self.made.items():
            known, said = self.means.get(row), None
            if known is None:
                known, said = self._answered(row, one)
            if said is not None:
                told.asked.append(said)
            if known is not None:
                told.counters.append(replace(one, outside_id=known.outside_id))
                if row not in named:
                    words = _("was called “%(name)s” here until now")
                    told.remarks.append((row, "name", words % {"name": known.name}))
            elif said is None or said.answer == NEW:
                told.counters.append(replace(one, outside_id=self._new_id(one)))
        asked = {
            self.by_number[self.made[one.row].outside_id] for one in told.asked if one.answer != NEW
        }
        told.missing = [
            one
            for one in self.mine
            if one.outside_id not in self.claimed and one not in asked and not one.closed
        ]
        told.counters = [replace(one, source_title=self.title) for one in told.counters]
        return told

    def _claim(
        self,
        find: Callable[[Counter], Received | None],
        agrees: Callable[[Counter, Received], bool],
    ) -> None:
        for row, one in self.made.items():
            found = find(one) if row not in self.means else None
            if found and found.outside_id not in self.claimed and agrees(one, found):
                self.means[row] = found
                self.claimed.add(found.outside_id)

    def _answered(self, row: int, one: Counter) -> tuple[Received | None, RowSaid | None]:
        """Return whom a row means, and the question, where its number belongs to another name."""
        found = self.by_number.get(one.outside_id)
        if found is None or found.outside_id in self.claimed:
            return None, None
        answer = self.answers.get(row) or self.answers.get(EVERY_ROW, "")
        if answer == SAME:
            self.claimed.add(found.outside_id)
        return found if answer == SAME else None, _asked(row, one, found, answer)

    def _new_id(self, one: Counter) -> str:
        """Return an id that no receiver of the publisher bears."""
        own = f"{self.title}:{one.outside_id}"[: _LONGEST_ID - 6]
        repeated = (f"{own} {count}" for count in count_from(2))
        candidates = (each for few in ((one.outside_id, own), repeated) for each in few)
        free = next(each for each in candidates if each not in self.used)
        self.used.add(free)
        return free


def _same_name(one: Counter, found: Received) -> bool:
    return _plain(one.name) == _plain(found.name)


def _same_place(one: Counter, found: Received) -> bool:
    """Return whether a row speaks of the same place or phone: a receiver with another name now."""
    pairs = (
        (_plain(one.address), _plain(found.address)),
        (digits(one.phone), digits(found.phone)),
    )
    return any(bool(now) and now == before for now, before in pairs)


def _asked(row: int, one: Counter, found: Received, answer: str) -> RowSaid:
    became = {SAME: "changed", NEW: "new", LEFT_OUT: "left"}.get(answer, "asked")
    why = _("The number %(number)s belongs to another receiver here.") % {"number": one.outside_id}
    return RowSaid(
        row=row,
        name=one.name,
        became=became,
        why=why if became == "asked" else "",
        lines=[part for part in (one.address, one.phone) if part],
        alike=[Alike(SAME, found.name, _lines(found))],
        answer=answer if became != "asked" else "",
    )


def _lines(found: Received) -> tuple[str, ...]:
    return tuple(part for part in (found.address, found.phone) if part)
