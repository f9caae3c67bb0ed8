"""Pages and fragments of papers that end on a day."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from banso.access.doors import door
from banso.access.inside import first_of, saying
from banso.access.queries import member_choices
from banso.access.rules import Duty
from banso.access.viewer import WorkerRequest
from banso.audit.actions import record_read
from banso.documents import actions, queries, sheets
from banso.documents.rules import Ending, Kind, is_due
from banso.documents.web.forms import EndForm, KeepForm, TermForm, kinds_for
from banso.drafts.form_flow import answer_form
from banso.kit.form_flow import FormPage
from banso.kit.formatting import brief_day, time_to
from banso.kit.forms import BansoForm
from banso.kit.sheets.answering import answer_sheet
from banso.people.queries import person_seen
from banso.people.web.living import open_with_the_living
from banso.people.web.person import page_of_person

WEEKS = {"4": 4, "13": 13, "26": 26, "52": 52}
MOST_LINES = 300

ON_DESK = 4  # the soonest; the rest stands in the list


def _row(one: Any, request: WorkerRequest) -> dict[str, Any]:
    today = request.viewer.today
    return {
        "one": one,
        "what": sheets.what(one),
        "where": sheets.where(one),
        "who": sheets.who_renews(one),
        "when": time_to(one.until_on, today) if one.until_on else "",
        "due": one.closed_on is None and is_due(one.kind, one.until_on, today),
        "over": one.closed_on is None and one.until_on is not None and one.until_on < today,
        "ending": Ending.label_of(one.ending),
    }


def _horizons() -> dict[str, str]:
    """Return within which times ends can be looked at."""
    return {
        "4": _("within four weeks"),
        "13": _("within three months"),
        "26": _("within half a year"),
        "52": _("within a year"),
        "all": _("whenever"),
    }


def _chosen(request: WorkerRequest) -> tuple[str, str, dict[str, Any]]:
    """Return which kind and which time are asked for, and the same as a condition."""
    kinds = [code for code, _label in kinds_for(request.viewer)]
    kind, within = request.GET.get("kind", ""), request.GET.get("within", "")
    kind = kind if kind in kinds else ""
    within = within if within in _horizons() else "26"
    return kind, within, {"kind": kind, "weeks": WEEKS.get(within)}


@door(Duty.SEE_MEMORY)
def terms(request: WorkerRequest) -> HttpResponse:
    """What ends, of everybody within reach, the nearest first."""
    kind, within, asked = _chosen(request)
    page = queries.terms(request.viewer, cursor=request.GET.get("after", ""), **asked)
    record_read(what="documents", people={one.person_id for one in page.rows}, by=request.viewer)
    sheet = reverse("documents:list_sheet", args=["html"])
    context = {
        "rows": [_row(one, request) for one in page.rows],
        "next_cursor": page.next_cursor,
        "kinds": kinds_for(request.viewer),
        "horizons": list(_horizons().items()),
        "kind": kind,
        "within": within,
        "sheet_url": f"{sheet}?kind={kind}&within={within}",
    }
    return render(request, "documents/list.html", context)


@door(Duty.SEE_MEMORY)
def list_sheet(request: WorkerRequest, kind: str) -> HttpResponse:
    """The same list as a sheet."""
    chosen, within, asked = _chosen(request)
    page = queries.terms(request.viewer, size=MOST_LINES, **asked)
    record_read(
        what="print",
        people={one.person_id for one in page.rows},
        by=request.viewer,
        detail={"sheet": "documents", "kind": kind},
    )
    said = [_horizons()[within], *([str(Kind.label_of(chosen))] if chosen else [])]
    made = sheets.list_sheet(
        page.rows, request.viewer, chosen="、".join(said), more=bool(page.next_cursor)
    )
    asking = f"?kind={chosen}&within={within}"

    def address(one: str) -> str:
        return reverse("documents:list_sheet", args=[one]) + asking

    context = {"back_url": reverse("documents:list") + asking}
    return answer_sheet(request, made, kind=kind, name="papers", address=address, context=context)


@door(Duty.SEE_MEMORY)
def on_desk(request: WorkerRequest) -> HttpResponse:
    """Fragment: what ends soon, of people within reach."""
    rows = list(queries.due(request.viewer)[:10])
    record_read(what="documents", people={one.person_id for one in rows}, by=request.viewer)
    answer = render(
        request,
        "documents/_partials/on_desk.html",
        {
            "rows": [_row(one, request) for one in rows[:ON_DESK]],
            "more": max(0, len(rows) - ON_DESK),
        },
    )
    said = ngettext("%(n)d paper ends soon", "%(n)d papers end soon", len(rows)) % {"n": len(rows)}
    return saying(answer, said if rows else "")


@door(Duty.SEE_MEMORY)
def part(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Fragment: the papers of a person that stand."""
    person = person_seen(request.viewer, person_id)
    rows = queries.standing_of(person, request.viewer)[:20]
    record_read(what="documents", people=[person.pk], by=request.viewer)
    found = [_row(one, request) for one in rows]
    context = {"person": person, "rows": found}
    answer = render(request, "documents/_partials/of_person.html", context)
    said = [f"{row['what']} {brief_day(row['one'].until_on)} {row['when']}" for row in found[:1]]
    return saying(answer, first_of(said, len(found)) or _("No paper is kept in view."))


@door(Duty.SEE_MEMORY)
def of_person(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """The papers of a person, those that stand and those before."""
    person = person_seen(request.viewer, person_id)
    found = queries.documents_of(person, request.viewer)
    record_read(what="documents", people=[person.pk], by=request.viewer)
    context = {
        "person": person,
        "rows": [_row(one, request) for one in found.now],
        "before": [_row(one, request) for one in found.before],
        "sees_numbers": request.viewer.may(Duty.SEE_NAMES),
        "back_url": page_of_person(person.pk),
    }
    return render(request, "documents/of_person.html", context)


@door(Duty.SEE_MEMORY)
def person_sheet(request: WorkerRequest, person_id: UUID, kind: str) -> HttpResponse:
    """The papers of a person as a sheet."""
    person = person_seen(request.viewer, person_id)
    found = queries.documents_of(person, request.viewer)
    record_read(
        what="print",
        people=[person.pk],
        by=request.viewer,
        detail={"sheet": "documents", "kind": kind},
    )

    def address(one: str) -> str:
        return reverse("documents:person_sheet", args=[person.pk, one])

    made = sheets.person_sheet(person, found, request.viewer)
    context = {"back_url": _papers_of(person.pk)}
    return answer_sheet(request, made, kind=kind, name="papers", address=address, context=context)


def _papers_of(person_id: UUID) -> str:
    return reverse("documents:of_person", args=[person_id])


def _term(typed: dict[str, Any]) -> actions.Term:
    answerable = typed.pop("answerable")
    return actions.Term(answerable_id=UUID(answerable) if answerable else None, **typed)


@door(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
def keep(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Keep a paper in view."""
    person = person_seen(request.viewer, person_id)

    def act(form: BansoForm, token: UUID | None) -> str:
        typed = form.typed()
        actions.keep_document(
            person_id=person.pk,
            kind=typed.pop("kind"),
            term=_term(typed),
            by=request.viewer,
            new_id=token,
        )
        return _papers_of(person.pk)

    page = FormPage(
        _("A paper of %(name)s") % {"name": person.called_name},
        initial={"renewer": "together", "answerable": str(request.viewer.member_id)},
        draft_key=f"document:{person.pk}",
        context={"back_url": _papers_of(person.pk)},
        form_kwargs={
            "members": member_choices(request.viewer),
            "kinds": kinds_for(request.viewer),
        },
    )
    return answer_form(request, KeepForm, page, act)


def _as_typed(one: Any, *, afresh: bool = False) -> dict[str, Any]:
    """Return what a form about a paper starts with; of a new one the term is not said yet."""
    return {
        "name": one.name,
        "number": "" if afresh else one.number,
        "from_on": one.until_on if afresh else one.from_on,
        "until_on": None if afresh else one.until_on,
        "lies": one.lies,
        "lies_words": one.lies_words,
        "renewer": one.renewer,
        "answerable": str(one.answerable_id or ""),
        "note": "" if afresh else one.note,
        "version": one.version,
    }


def _members(request: WorkerRequest, one: Any) -> list[tuple[str, Any]]:
    """Return who can be named; whoever is named already stays among them."""
    choices = member_choices(request.viewer)
    if one.answerable and str(one.answerable_id) not in dict(choices):
        choices.append((str(one.answerable_id), one.answerable.name))
    return choices


@door(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
def correct(request: WorkerRequest, document_id: UUID) -> HttpResponse:
    """Correct what is kept of a paper."""
    one = queries.document_seen(request.viewer, document_id)

    def act(form: BansoForm, token: UUID | None) -> str:
        actions.correct_document(
            document_id=one.pk,
            term=_term(form.typed()),
            version=form.cleaned_data["version"],
            by=request.viewer,
        )
        return _papers_of(one.person_id)

    page = FormPage(
        sheets.what(one),
        initial=_as_typed(one),
        about=one.person_id,
        context={"back_url": _papers_of(one.person_id)},
        form_kwargs={"members": _members(request, one)},
    )
    return answer_form(request, TermForm, page, act)


@door(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
def renew(request: WorkerRequest, document_id: UUID) -> HttpResponse:
    """Renew a paper: a new version, what was stays readable."""
    one = queries.document_seen(request.viewer, document_id)
    open_with_the_living(one.person)

    def act(form: BansoForm, token: UUID | None) -> str:
        actions.renew_document(
            document_id=one.pk, term=_term(form.typed()), by=request.viewer, new_id=token
        )
        return _papers_of(one.person_id)

    page = FormPage(
        _("Renewed: %(paper)s") % {"paper": sheets.what(one)},
        initial=_as_typed(one, afresh=True),
        draft_key=f"renew:{one.pk}",
        about=one.person_id,
        context={"back_url": _papers_of(one.person_id), "submit_label": _("It is renewed")},
        form_kwargs={"members": _members(request, one)},
    )
    return answer_form(request, TermForm, page, act)


@door(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
def end(request: WorkerRequest, document_id: UUID) -> HttpResponse:
    """Say that a paper is not looked after any longer."""
    one = queries.document_seen(request.viewer, document_id)

    def act(form: BansoForm, token: UUID | None) -> str:
        actions.end_document(document_id=one.pk, by=request.viewer, **form.typed())
        return _papers_of(one.person_id)

    page = FormPage(
        sheets.what(one), about=one.person_id, context={"back_url": _papers_of(one.person_id)}
    )
    return answer_form(request, EndForm, page, act)
