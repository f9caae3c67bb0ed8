"""What is kept for the invented people: the rows of each book, and each time it was counted."""

from dataclasses import dataclass
from uuid import UUID

from banso.access.actions import confirm_proposal
from banso.keeping.actions import (
    NewCount,
    NewKeeping,
    NewRow,
    TheEnd,
    begin_keeping,
    count_keeping,
    give_everything_back,
    give_out,
    reverse_row,
    sign_keeping,
    take_in,
)
from banso.keeping.queries import waiting_words
from banso_demo.agency import DemoAgency
from banso_demo.reading import of_each_person


@dataclass(frozen=True)
class Moved:
    """
    A row of a book so many days ago: in, or out (less than nothing); `thing` is what of the rows
    before goes out, `wrong` what was wrong with it. Whoever is the second saw it too.
    """

    ago: int
    amount: int
    kind: str = "cash"
    what: str = ""
    purpose: str = ""
    with_whom: str = ""
    thing: str = ""
    wrong: str = ""
    second: str = "manager"


@dataclass(frozen=True)
class Counted:
    """Once that it was counted, so many days ago."""

    ago: int
    found: int
    together: str = "with"
    note: str = ""
    words: str = ""


@dataclass(frozen=True)
class Kept:
    """What is kept since so many days ago, by whom, and what went in and out."""

    since: int
    keeper: str
    why: str
    rows: tuple[Moved, ...]
    counts: tuple[Counted, ...] = ()
    wish: str = "own"
    words: str = ""
    place: str = ""
    signed_note: str = ""
    ended: int | None = None
    end_words: str = ""


def keep_things(agency: DemoAgency) -> None:
    """Keep what they want kept, and give back what they want back."""
    for called, kept in of_each_person(Kept, "keeping").items():
        for one in kept:
            _keep(agency, agency.person(called).pk, one)


def _keep(agency: DemoAgency, person_id: UUID, one: Kept) -> None:
    by = agency.on(one.keeper, one.since)
    how = NewKeeping(
        why=one.why,
        wish=one.wish,
        keeper_id=by.member_id,
        on=by.today,
        words=one.words,
        place=one.place,
    )
    made = begin_keeping(person_id=person_id, keeping=how, by=by)
    sign_keeping(keeping_id=made.pk, signed="paper", on=by.today, note=one.signed_note, by=by)
    known: dict[str, UUID] = {}
    for row in one.rows:
        _move(agency, made.pk, one.keeper, row, known)
    for count in one.counts:
        by = agency.on(one.keeper, count.ago)
        found = NewCount(
            on=by.today,
            found=count.found,
            things_there=True,
            together=count.together,
            note=count.note,
            words=count.words,
        )
        _seen(agency, count_keeping(keeping_id=made.pk, count=found, by=by).pk, count.ago)
    if one.ended is not None:
        by = agency.on(one.keeper, one.ended)
        end = TheEnd(given_to="self", on=by.today, words=one.end_words)
        give_everything_back(keeping_id=made.pk, end=end, by=by)
        for row_id in made.rows.filter(second=None).values_list("pk", flat=True):
            _seen(agency, row_id, one.ended)


def _move(
    agency: DemoAgency, keeping_id: UUID, keeper: str, row: Moved, known: dict[str, UUID]
) -> None:
    by = agency.on(keeper, row.ago)
    new = NewRow(
        kind=row.kind,
        amount=abs(row.amount),
        on=by.today,
        what=row.what,
        purpose=row.purpose,
        with_whom=row.with_whom,
        of_id=known[row.thing] if row.thing else None,
    )
    act = take_in if row.amount > 0 else give_out
    made = act(keeping_id=keeping_id, row=new, by=by)
    known[row.what] = made.pk
    if row.second:
        _seen(agency, made.pk, row.ago, row.second)
    if row.wrong:
        undone = reverse_row(book_row_id=made.pk, why=row.wrong, by=by)
        _seen(agency, undone.pk, row.ago)


def _seen(agency: DemoAgency, about: UUID, ago: int, second: str = "manager") -> None:
    by = agency.on(second, ago)
    confirm_proposal(proposal_id=waiting_words(by.agency_id, [about])[about].pk, by=by)
