"""Every write of papers that end on a day."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.standing import member_here
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.audit.passed_on import trace_passed_on
from banso.documents.models import Document
from banso.documents.queries import document_seen
from banso.documents.rules import ABOUT, ASKS, NO_NUMBER, Ending, Kind, ends_in_time
from banso.kit.clock import moment_of
from banso.kit.db import one_transaction
from banso.kit.formatting import format_day
from banso.kit.models import require_version
from banso.kit.refusals import Refusal
from banso.people.actions import Memory, grant_reach, remember, require_living
from banso.people.queries import person_seen
from banso.people.rules import Sensitivity

SOURCE = "documents.Document"


class KindClosed(Refusal):
    """A paper that tells what is closed to somebody is not kept by them."""

    field = "kind"
    sentence = _("This kind of paper is kept by whoever may read of it.")


class EndsBeforeBeginning(Refusal):
    """A paper can't end before it begins."""

    field = "until_on"
    sentence = _("A paper can’t end before it begins.")


class NumberNotAsked(Refusal):
    """The number of such a paper must not be kept."""

    field = "number"
    sentence = _("The number of this paper must not be kept here. Please leave it out.")


class ClosedAlready(Refusal):
    """This paper was renewed or ended before."""

    sentence = _("This paper was renewed or ended already. Nothing was changed.")


@dataclass(frozen=True, kw_only=True)
class Term:
    """What stands on a paper, where it lies, who renews it."""

    name: str = ""
    number: str = ""
    from_on: date | None = None
    until_on: date | None = None
    lies: str = "person"
    lies_words: str = ""
    renewer: str = "together"
    answerable_id: UUID | None = None
    note: str = ""


@asks(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
@one_transaction
def keep_document(
    *, person_id: UUID, kind: str, term: Term, by: Viewer, new_id: UUID | None = None
) -> Document:
    """
    Keep a paper of a person, so that its end is thought of in time.

    :raises NotSeen: if the viewer may not see the person, or there is no such member
    :raises KindClosed: if it tells what is closed to the viewer
    :raises EndsBeforeBeginning: if it ends before it begins
    :raises NumberNotAsked: if its number must not be kept
    """
    person = person_seen(by, person_id)
    row = Document(agency_id=by.agency_id, person=person, kind=kind)
    row.id = new_id or row.id
    _write(row, term, by)
    row.save(force_insert=True)
    _remember(row, _g("Keeps in view: %(paper)s"), by)
    _trace("document_kept", row, by)
    return row


@asks(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
@one_transaction
def correct_document(*, document_id: UUID, term: Term, version: int | None, by: Viewer) -> Document:
    """
    Correct what is kept of a paper that stands.

    :raises NotSeen: if the viewer may not see it
    :raises ClosedAlready: if it was renewed or ended before
    :raises StaleEdit: if somebody changed it in the meantime
    """
    row = _open(document_id, by)
    require_version(row, version)
    _write(row, term, by)
    row.save()
    _trace("document_corrected", row, by)
    return row


@asks(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
@one_transaction
def renew_document(
    *, document_id: UUID, term: Term, by: Viewer, new_id: UUID | None = None
) -> Document:
    """
    Renew a paper: the new one stands from now on, the one before stays readable.

    :raises NotSeen: if the viewer may not see it
    :raises ClosedAlready: if it was renewed or ended before
    """
    before = _open(document_id, by)
    require_living(before.person_id)
    row = Document(
        agency_id=by.agency_id, person_id=before.person_id, kind=before.kind, renews=before
    )
    row.id = new_id or row.id
    _write(row, term, by)
    _close(before, Ending.RENEWED, by)
    row.save(force_insert=True)
    _remember(row, _g("Renewed: %(paper)s"), by)
    _trace("document_renewed", row, by)
    return row


@asks(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
@one_transaction
def end_document(*, document_id: UUID, ending: str, by: Viewer) -> Document:
    """
    Say that a paper is not looked after any longer, and why.

    :raises NotSeen: if the viewer may not see it
    :raises ClosedAlready: if it was renewed or ended before
    """
    row = _open(document_id, by)
    _close(row, ending, by)
    _remember(row, f"%(paper)s: {Ending.label_of(ending)}", by)
    _trace("document_ended", row, by)
    return row


@asks(Duty.ASSIGN_COMPANIONS)
@one_transaction
def pass_documents(
    ids: Sequence[UUID], *, from_id: UUID, to_id: UUID, on: date, by: Viewer
) -> None:
    """
    Let another member see to the renewal of papers from now on.

    :raises NoLongerHere: if that member has gone
    """
    to = member_here(by, to_id)
    rows = Document.objects.filter(
        pk__in=ids, agency_id=by.agency_id, answerable=from_id, closed_on=None
    )
    passed = []
    for row in rows.select_for_update().select_related(None).order_by("pk"):
        Document.objects.filter(pk=row.pk).update(answerable=to, version=F("version") + 1)
        grant_reach(person=row.person, member_id=to.pk)
        passed.append(row.person_id)
    trace_passed_on(SOURCE, len(passed), people=passed, from_id=from_id, to_id=to_id, by=by)


def _open(document_id: UUID, by: Viewer) -> Document:
    document_seen(by, document_id)
    row = Document.objects.select_for_update().select_related(None).get(pk=document_id)
    if row.closed_on is not None:
        raise ClosedAlready
    return row


def _write(row: Document, term: Term, by: Viewer) -> None:
    """Take over what stands on a paper. Not yet saved."""
    asked = ASKS.get(row.kind)
    if asked is not None and not by.may(asked):
        raise KindClosed
    if not ends_in_time(from_on=term.from_on, until_on=term.until_on):
        raise EndsBeforeBeginning
    if term.number and row.kind in NO_NUMBER:
        raise NumberNotAsked
    typed: dict[str, Any] = asdict(term)
    answerable = typed.pop("answerable_id")
    if answerable is not None and answerable != row.answerable_id:
        member_here(by, answerable)
    for name, value in typed.items():
        setattr(row, name, value)
    row.answerable_id = answerable


def _close(row: Document, ending: str, by: Viewer) -> None:
    row.closed_on, row.ending, row.version = by.today, ending, row.version + 1
    row.save(update_fields=["closed_on", "ending", "version"])


def said(row: Document) -> str:
    """Return what a paper is and until when, in a few words and without its number."""
    until = f"(～{format_day(row.until_on)})" if row.until_on else ""
    return f"{Kind.label_of(row.kind)} {row.name}".strip() + until


def _remember(row: Document, title: str, by: Viewer) -> None:
    remember(
        person=row.person,
        memory=Memory(
            at=moment_of(by.today),
            kind="document",
            title=title % {"paper": said(row)},
            sensitivity=ABOUT.get(row.kind, Sensitivity.PLAIN),
            source=SOURCE,
            source_id=row.pk,
        ),
        by=by,
    )


def _trace(action: str, row: Document, by: Viewer) -> None:
    record_event(
        action=action, by=by, subjects=[row.person_id], object_kind=SOURCE, object_id=row.pk
    )
