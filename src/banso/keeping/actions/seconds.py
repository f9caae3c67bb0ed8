"""The second word on a row or a count: whoever gave it saw the money too."""

from uuid import UUID

from django.utils.translation import gettext as _g

from banso.access.actions import propose
from banso.access.models import Proposal
from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.viewer import GuestViewer, Viewer
from banso.audit.actions import record_event
from banso.keeping.actions.refusals import SecondedAlready
from banso.keeping.models import BookRow, Count
from banso.keeping.queries import (
    SECOND_ACT,
    count_seen,
    keepings_seen_by,
    row_seen,
    waiting_words,
)
from banso.keeping.rules import Kind
from banso.kit.asked_once import asked_once
from banso.kit.db import one_transaction
from banso.kit.formatting import brief_day, grouped
from banso.kit.refusals import NotSeen


def ask_second_for(about: BookRow | Count, by: Viewer) -> Proposal:
    """Ask for a second member's word on a row or a count that somebody has just written."""
    return propose(SECOND_ACT, asker=by, about=about.pk, given={"kind": type(about).__name__})


@asks(Duty.WRITE_MEMORY, Duty.SEE_MONEY)
@one_transaction
def ask_second_again(*, book_row_id: UUID, by: Viewer) -> Proposal:
    """
    Ask anew for the second word on a row, where the time of the last asking is over.

    :raises NotSeen: if the viewer may not see the row
    :raises SecondedAlready: if a second member has confirmed it
    """
    return _again(row_seen(by, book_row_id), by)


@asks(Duty.WRITE_MEMORY, Duty.SEE_MONEY)
@one_transaction
def ask_second_count_again(*, count_id: UUID, by: Viewer) -> Proposal:
    """
    Ask anew for the second word on a count.

    :raises NotSeen: if the viewer may not see the count
    :raises SecondedAlready: if a second member has confirmed it
    """
    return _again(count_seen(by, count_id), by)


def _again(about: BookRow | Count, by: Viewer) -> Proposal:
    if about.second_id is not None:
        raise SecondedAlready
    waits = waiting_words(by.agency_id, [about.pk]).get(about.pk)
    if waits is not None and waits.asked_by_id == by.member_id:
        return waits
    return ask_second_for(about, by)


@asked_once
def _asked(proposal: Proposal) -> BookRow | Count | None:
    if proposal.given.get("kind") == Count.__name__:
        counts = Count.objects.select_related("keeping__person")
        return counts.filter(pk=proposal.about).first()
    rows = BookRow.objects.select_related("keeping__person")
    return rows.filter(pk=proposal.about).first()


def give_second_word(proposal: Proposal, asker: Viewer, second: Viewer | GuestViewer) -> str:
    """
    Let the second member's name stand beside a row or a count.

    :raises NotSeen: if it is none of theirs
    :raises SecondedAlready: if somebody was faster, or it is their own
    """
    about = _asked(proposal)
    if about is None or not isinstance(second, Viewer):
        raise NotSeen
    if about.second_id is not None or about.entered_by_id == second.member_id:
        raise SecondedAlready
    about.second_id, about.second_on = second.member_id, second.today
    about.save(update_fields=["second", "second_on"])
    record_event(
        action="keeping_seconded",
        by=second,
        subjects=[about.keeping.person_id],
        object_kind=about._meta.label,
        object_id=about.pk,
    )
    return ""


def says_second(proposal: Proposal) -> str:
    """
    Return in words what is to be confirmed. Whose it is stands in the book alone, behind its door.
    """
    about = _asked(proposal)
    if about is None:
        return ""
    book = _g("Keeping no. %(number)s") % {"number": about.keeping.number}
    if isinstance(about, Count):
        said = _g("counted %(found)s yen, should be %(expected)s yen") % {
            "found": grouped(about.found),
            "expected": grouped(about.expected),
        }
    else:
        way = _g("in: %(what)s") if about.amount > 0 else _g("out: %(what)s")
        said = way % {"what": _what(about)}
    return f"{book}　{brief_day(about.on)}　{said}"


def _what(row: BookRow) -> str:
    if row.kind == Kind.CASH:
        return _g("%(amount)s yen") % {"amount": grouped(abs(row.amount))}
    return f"{Kind.label_of(row.kind)} × {abs(row.amount)}"


def may_second(proposal: Proposal, viewer: Viewer) -> bool:
    """
    Return whether a member may know of it: whoever has not written it, reaches the person, and
    knows of money.
    """
    about = _asked(proposal)
    if about is None or about.entered_by_id == viewer.member_id:
        return False
    return keepings_seen_by(viewer).filter(pk=about.keeping_id).exists()
