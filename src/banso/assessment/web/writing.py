"""Taking assessments: begun, written part by part, finished."""

from datetime import date
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from banso.access.doors import door
from banso.access.rules import Duty
from banso.access.viewer import Viewer, WorkerRequest
from banso.assessment import actions, queries
from banso.assessment.instrument import forms_on
from banso.assessment.rules import in_conflict
from banso.assessment.sheet import left_out
from banso.assessment.web.forms import BeginForm, PartForm, fields_of
from banso.assessment.web.snapshots import show_with
from banso.audit.actions import record_read
from banso.drafts.form_flow import answer_form
from banso.kit.form_flow import FormPage
from banso.kit.formatting import brief_day
from banso.kit.forms import BansoForm
from banso.people.queries import person_seen


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
        (str(one.pk), _("The assessment of %(day)s") % {"day": brief_day(one.taken_on)})
        for one in before
    ]
    page = FormPage(
        _("An assessment with %(name)s") % {"name": person.called_name},
        initial={
            "taken_on": person.last_day(request.viewer.today),
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
    from banso.kit.readers.dates import UnreadableDate
    from banso.kit.readers.said_days import heard_day

    typed = request.POST.get("taken_on", "")
    try:
        return [heard_day(typed, today=request.viewer.today, past=True)]
    except UnreadableDate:
        return []


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

    def now(row: Any, form: BansoForm) -> dict[str, Any]:
        changes = cast(PartForm, form).changes()
        codes = in_conflict(row.answers, changes, form.cleaned_data["version"])
        return fields_of(queries.part_seen(request.viewer, found, section).answers, codes)

    shown = FormPage(
        f"{view.section.letter} {view.section.label}".strip(),
        template="assessment/part.html",
        draft_key=f"part:{view.part.pk}",
        initial={"version": view.part.version},
        theirs=theirs,
        now=now,
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
    """Finish a snapshot; where nobody asked about some items yet, it is asked about first."""
    found = queries.assessment_seen(request.viewer, assessment_id)
    if "sure" not in request.POST and found.finished_on is None:
        parts = queries.parts_of(found, request.viewer)
        count = sum(len(one.answers) for one in parts)
        heard = sum(one.heard - one.carried for one in parts)
        if heard < count:
            return show_with(request, found, asks={"heard": heard, "count": count})
    actions.finish_assessment(assessment_id=assessment_id, by=request.viewer)
    return redirect("assessment:show", assessment_id=assessment_id)


@require_POST
@door(Duty.ASSESS, Duty.SEE_MEMORY)
def reopen(request: WorkerRequest, assessment_id: UUID) -> HttpResponse:
    """Go on writing in a snapshot that was finished."""
    try:
        actions.reopen_assessment(assessment_id=assessment_id, by=request.viewer)
    except actions.GoneOnFrom as refusal:
        messages.error(request, str(refusal.sentence))
    return redirect("assessment:show", assessment_id=assessment_id)
