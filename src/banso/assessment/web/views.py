"""Taking assessments, looking at them, comparing two of them, printing them."""

from datetime import date
from typing import Any, cast
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from banso.access.doors import door
from banso.access.queries import agency_of
from banso.access.rules import Duty
from banso.access.viewer import Viewer, WorkerRequest
from banso.assessment import actions, queries
from banso.assessment.drawing import NARROW, drawn
from banso.assessment.instrument import forms_on
from banso.assessment.rules import Direction, Hardship
from banso.assessment.sheet import left_out, sheet_of
from banso.assessment.web.forms import BeginForm, PartForm
from banso.audit.actions import record_read
from banso.drafts.form_flow import answer_form
from banso.kit.form_flow import FormPage
from banso.kit.formatting import format_day
from banso.kit.forms import BansoForm
from banso.kit.sheets.answering import answer_sheet
from banso.people.queries import known_as, person_seen


def _person_page(person_id: UUID) -> str:
    return f"/people/{person_id}/"


def _begun(form: BansoForm, person_id: UUID, viewer: Viewer) -> str:
    typed = form.typed()
    made = actions.begin_assessment(
        person_id=person_id,
        taken_on=typed["taken_on"],
        form_key=typed["form"],
        from_id=UUID(typed["start"]) if typed["start"] else None,
        by=viewer,
    )
    return reverse("assessment:show", args=[made.pk])


@door(Duty.ASSESS, Duty.SEE_MEMORY)
def begin(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Begin a snapshot, from the last one where there is one."""
    person = person_seen(request.viewer, person_id)
    before = queries.latest_of(person, request.viewer, 3)
    offered = [
        (f"{form.code}-{form.version}", f"{form.title} {form.version}")
        for form in forms_on(request.viewer.today)
    ]
    earlier = {
        f"{form.code}-{form.version}": f"{form.title} {form.version}"
        for day in _days_of(request)
        for form in forms_on(day)
    }
    starts = [
        (str(one.pk), _("The assessment of %(day)s") % {"day": format_day(one.taken_on)})
        for one in before
    ]
    page = FormPage(
        _("An assessment with %(name)s") % {"name": person.called_name},
        initial={
            "taken_on": request.viewer.today,
            "form": offered[0][0] if offered else "",
            "start": starts[0][0] if starts else "",
        },
        form_kwargs={
            "forms_offered": list({**dict(offered), **earlier}.items()),
            "starts": [*starts, ("", _("Empty (ledgers and the last intake are filled in)"))],
        },
        context={
            "back_url": _person_page(person.pk),
            "submit_label": _("Begin"),
            "open": [one for one in before if one.finished_on is None],
            "lead": gettext_lazy(
                "Nothing must be filled in today. It may take several sittings, and several "
                "people may write."
            ),
        },
        template="assessment/begin.html",
    )
    record_read(what="assessment", people=[person.pk], by=request.viewer)
    return answer_form(
        request, BeginForm, page, lambda form, _token: _begun(form, person.pk, request.viewer)
    )


def _days_of(request: WorkerRequest) -> list[date]:
    """Return the day that was typed, so that an older form may be chosen for an older day."""
    from banso.kit.eras import UnreadableDate, parse_day

    try:
        return [parse_day(request.POST.get("taken_on", ""))]
    except UnreadableDate:
        return []


@door(Duty.SEE_MEMORY)
def listed(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """All assessments of a person, and two of them side by side."""
    person = person_seen(request.viewer, person_id)
    page = queries.assessments_of(person, request.viewer, cursor=request.GET.get("after", ""))
    record_read(what="assessment", people=[person.pk], by=request.viewer)
    context = {
        "person": person,
        "rows": page.rows,
        "next_cursor": page.next_cursor,
        "back_url": _person_page(person.pk),
    }
    return render(request, "assessment/list.html", context)


def _picture(now: Any, then: Any, viewer: Viewer) -> dict[str, Any]:
    """Return the picture with its table."""
    moves = queries.picture_of(now, then, viewer)
    title = _("Picture of composite hardship")
    return {
        "now": now,
        "then": then,
        "svg": drawn(moves, title=title, compared=then is not None),
        "svg_narrow": drawn(moves, title=title, compared=then is not None, shape=NARROW),
        "lines": [
            (Hardship.label_of(move.hardship), move, Direction.label_of(move.direction))
            for move in moves
        ],
    }


@door(Duty.SEE_MEMORY)
def latest(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Fragment: the newest assessment, with how it moved since the one before."""
    person = person_seen(request.viewer, person_id)
    rows = queries.latest_of(person, request.viewer)
    context: dict[str, Any] = {
        "person": person,
        "now": rows[0] if rows else None,
        "then": rows[1] if len(rows) > 1 else None,
    }
    if rows:
        context |= _picture(rows[0], context["then"], request.viewer) | {
            "left_out": left_out(rows[0], request.viewer)
        }
        record_read(what="assessment", people=[person.pk], by=request.viewer)
    return render(request, "assessment/_partials/latest.html", context)


@door(Duty.SEE_MEMORY)
def show(request: WorkerRequest, assessment_id: UUID) -> HttpResponse:
    """One snapshot: its parts, what is known in each, the picture."""
    found = queries.assessment_seen(request.viewer, assessment_id)
    record_read(what="assessment", people=[found.person_id], by=request.viewer)
    context = {
        "assessment": found,
        "person": found.person,
        "form": found.instrument.form,
        "parts": queries.parts_of(found, request.viewer),
        "left_out": left_out(found, request.viewer),
        "back_url": _person_page(found.person_id),
        **_picture(found, None, request.viewer),
    }
    return render(request, "assessment/show.html", context)


@door(Duty.ASSESS, Duty.SEE_MEMORY)
def part(request: WorkerRequest, assessment_id: UUID, section: str) -> HttpResponse:
    """Write one part; partly filled in is fine, at any time."""
    found = queries.assessment_seen(request.viewer, assessment_id)
    view = queries.part_seen(request.viewer, found, section)
    if found.finished_on is not None or view.part is None:
        return redirect("assessment:show", assessment_id=found.pk)
    sections = [one.section for one in queries.parts_of(found, request.viewer)]
    place = [one.code for one in sections].index(section)
    following = sections[place + 1] if place + 1 < len(sections) else None

    def act(form: BansoForm, token: UUID | None) -> str:
        changes = cast(PartForm, form).changes()
        actions.write_part(
            assessment_id=found.pk,
            section=section,
            changes=changes,
            version=form.cleaned_data["version"],
            by=request.viewer,
        )
        on = following if request.POST.get("then") == "next" else None
        return (
            reverse("assessment:part", args=[found.pk, on.code])
            if on
            else reverse("assessment:show", args=[found.pk])
        )

    def theirs(row: Any) -> list[tuple[Any, Any]]:
        now = queries.part_seen(request.viewer, found, section)
        return [
            (
                answer.item.label,
                "\n".join(
                    text
                    for text in (answer.said, answer.text("words"), answer.text("view"))
                    if text
                ),
            )
            for answer in now.answers
            if not answer.is_empty
        ]

    shown = FormPage(
        f"{view.section.letter} {view.section.label}".strip(),
        template="assessment/part.html",
        draft_key=f"part:{view.part.pk}",
        initial={"version": view.part.version},
        theirs=theirs,
        form_kwargs={"answers": view.answers},
        context={
            "assessment": found,
            "person": found.person,
            "section": view.section,
            "following": following,
            "left_out": left_out(found, request.viewer),
            "back_url": reverse("assessment:show", args=[found.pk]),
            "edited": view.part,
        },
    )
    record_read(what="assessment", people=[found.person_id], by=request.viewer)
    return answer_form(request, PartForm, shown, act)


@require_POST
@door(Duty.ASSESS, Duty.SEE_MEMORY)
def finish(request: WorkerRequest, assessment_id: UUID) -> HttpResponse:
    """Finish a snapshot."""
    actions.finish_assessment(assessment_id=assessment_id, by=request.viewer)
    return redirect("assessment:show", assessment_id=assessment_id)


@door(Duty.SEE_MEMORY)
def compare(request: WorkerRequest, assessment_id: UUID, other_id: UUID) -> HttpResponse:
    """How hardship moved between two dates, and what else changed."""
    one, other = (
        queries.assessment_seen(request.viewer, assessment_id),
        queries.assessment_seen(request.viewer, other_id),
    )
    then, now = sorted((one, other), key=lambda row: (row.taken_on, str(row.pk)))
    record_read(what="assessment", people={then.person_id, now.person_id}, by=request.viewer)
    context = {
        "person": now.person,
        "then": then,
        "now": now,
        "back_url": reverse("assessment:list", args=[now.person_id]),
        "left_out": left_out(now, request.viewer),
        "changed": queries.changed_between(then, now, request.viewer),
        **_picture(now, then, request.viewer),
    }
    return render(request, "assessment/compare.html", context)


@door(Duty.SEE_MEMORY)
def compare_chosen(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Lead to the comparison of the two that were chosen."""
    person = person_seen(request.viewer, person_id)
    try:
        then, now = UUID(request.GET.get("then", "")), UUID(request.GET.get("now", ""))
    except ValueError:
        return redirect("assessment:list", person_id=person.pk)
    return redirect("assessment:compare", assessment_id=now, other_id=then)


@door(Duty.SEE_MEMORY)
def sheet(request: WorkerRequest, assessment_id: UUID, kind: str) -> HttpResponse:
    """The assessment sheet, on the screen, as PDF or Excel."""
    found = queries.assessment_seen(request.viewer, assessment_id)
    known = known_as(found.person, request.viewer)
    agency = agency_of(request.viewer)
    made = sheet_of(
        found,
        request.viewer,
        name=known.full or known.called,
        author=found.taken_by.name,
        stamps=agency.stamps,
    )
    record_read(
        what="print",
        people=[found.person_id],
        by=request.viewer,
        detail={"sheet": "assessment", "kind": kind},
    )

    def address(one: str) -> str:
        return reverse("assessment:sheet", args=[found.pk, one])

    context = {"back_url": reverse("assessment:show", args=[found.pk])}
    return answer_sheet(
        request, made, kind=kind, name="assessment", address=address, context=context
    )
