"""Pages of leaks: the register, one of them, its sheet."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from banso.access.doors import door
from banso.access.proposals import seconds_of
from banso.access.rules import Duty
from banso.access.viewer import WorkerRequest
from banso.audit.actions import record_read
from banso.drafts.form_flow import answer_form
from banso.field.queries import carried_by, telephone_seen
from banso.kit.form_flow import FormPage, nothing_replaced
from banso.kit.forms import BansoForm
from banso.kit.refusals import Refusal
from banso.kit.sheets.answering import answer_sheet
from banso.mishaps.queries import mishap_seen
from banso.people.queries import person_seen
from banso.privacy.actions import leaks as actions
from banso.privacy.queries import leaks as queries
from banso.privacy.queries.askings import askings_of, open_askings
from banso.privacy.rules.leaks import Step, Told, What, all_due
from banso.privacy.sheets.leaks import leak_sheet, who_reports, why_reported
from banso.privacy.web.askings import asking_lines
from banso.privacy.web.forms import ReportForm, ToldForm


def page_of_leak(leak_id: UUID) -> str:
    """Return the address at which a leak is read."""
    return reverse("privacy:leak", args=[leak_id])


def due_lines(seen: Any, request: WorkerRequest) -> list[dict[str, Any]]:
    """Return what is still to be told, in words."""
    return [
        {
            "to": Told.label_of(one.to),
            "step": Step.label_of(one.step),
            "by": one.by,
            "late": one.is_late(request.viewer.today),
        }
        for one in seen.due
    ]


def lines(found: list[Any], request: WorkerRequest) -> list[dict[str, Any]]:
    """Return lines of a list of leaks; they name nobody."""
    return [
        {
            "one": one.leak,
            "what": What.label_of(one.leak.what),
            "due": due_lines(one, request)[:1],
        }
        for one in found
    ]


@door(Duty.MANAGE_AGENCY)
def listed(request: WorkerRequest) -> HttpResponse:
    """The register of leaks, the last first."""
    page = queries.leaks(request.viewer, request.GET.get("after", ""))
    context = {
        "rows": lines(queries.with_due(page.rows, request.viewer.today), request),
        "next_cursor": page.next_cursor,
        "mishaps": queries.not_in_register(request.viewer),
        "back_url": reverse("privacy:start"),
    }
    return render(request, "privacy/leaks.html", context)


@door(Duty.MANAGE_AGENCY)
def on_desk(request: WorkerRequest) -> HttpResponse:
    """Fragment: leaks that are not closed, with what is due."""
    context = {
        "rows": lines(queries.open_leaks(request.viewer), request),
        "askings": asking_lines(open_askings(request.viewer), request),
        "mishaps": queries.not_in_register(request.viewer),
    }
    return render(request, "privacy/_partials/leaks_on_desk.html", context)


@door(Duty.MANAGE_AGENCY)
def of_person(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Fragment: what the law on personal information asks for about a person."""
    person = person_seen(request.viewer, person_id)
    own = queries.leaks_of(person, request.viewer)
    known = {one.leak.pk for one in own}
    others = [one for one in queries.open_leaks(request.viewer) if one.leak.pk not in known]
    record_read(what="leaks", people=[person.pk], by=request.viewer)
    context = {
        "person": person,
        "leaks": lines(own, request),
        "others": lines(others, request),
        "askings": asking_lines(askings_of(person, request.viewer), request),
    }
    return render(request, "privacy/_partials/of_person.html", context)


@door(Duty.MANAGE_AGENCY)
def show(request: WorkerRequest, leak_id: UUID) -> HttpResponse:
    """One leak: the nine items, who was told, what is due, whose data it was."""
    row = queries.leak_seen(request.viewer, leak_id)
    people = queries.people_of(row, request.viewer)
    record_read(what="leaks", people=[one.pk for one in people], by=request.viewer)
    asked = queries.closing_asked(row)
    context = {
        "one": row,
        "what": What.label_of(row.what),
        "why": why_reported(row),
        "who_reports": who_reports(row),
        "people": people,
        "told": [
            {"one": one, "who": Told.label_of(one.who), "step": Step.label_of(one.step)}
            for one in queries.told_of(row)
        ],
        "due": due_lines(queries.with_due([row], request.viewer.today)[0], request),
        "all_due": bool(all_due(row.known_on, row.grounds, row.reports)),
        "asked": asked,
        "seconds": seconds_of(request.viewer, queries.CLOSE_ACT) if asked else [],
        "back_url": reverse("privacy:leaks"),
    }
    return render(request, "privacy/leak.html", context)


@door(Duty.MANAGE_AGENCY)
def sheet(request: WorkerRequest, leak_id: UUID, kind: str) -> HttpResponse:
    """One leak as a sheet in the order of the Commission's form; it names nobody."""
    row = queries.leak_seen(request.viewer, leak_id)

    def address(one: str) -> str:
        return reverse("privacy:leak_sheet", args=[row.pk, one])

    made = leak_sheet(row, list(queries.told_of(row)), request.viewer)
    context = {"back_url": page_of_leak(row.pk)}
    return answer_sheet(request, made, kind=kind, name="leak", address=address, context=context)


def _report(form: BansoForm) -> actions.Report:
    typed = form.typed()
    return actions.Report(grounds=tuple(typed.pop("grounds")), **typed)


@door(Duty.MANAGE_AGENCY)
def enter(request: WorkerRequest) -> HttpResponse:
    """Enter a leak that was noticed."""
    return _enter(request, None)


@door(Duty.MANAGE_AGENCY)
def enter_from(request: WorkerRequest, mishap_id: UUID) -> HttpResponse:
    """Enter a leak that was written down as something that went wrong."""
    return _enter(request, mishap_seen(request.viewer, mishap_id))


@door(Duty.MANAGE_AGENCY)
def enter_telephone(request: WorkerRequest, telephone_id: UUID) -> HttpResponse:
    """Enter that a telephone of a round is lost, with what is known of it; it names nobody."""
    one = telephone_seen(request.viewer, telephone_id)
    _people, count = carried_by(one, request.viewer)
    lost = one.stopped_at or timezone.now()
    overview = _("A telephone for rounds is lost: “%(name)s”, taken along by %(member)s.")
    stopped = _(
        "It was stopped at once. What was on it lies sealed and ended at noon. Unsent when it was "
        "last heard from: %(n)d."
    )
    known = {
        "what": What.LOSS,
        "happened_on": timezone.localtime(lost).date(),
        "people_count": count,
        "overview": overview % {"name": one.name, "member": one.member.name},
        "items": _("Called names, looks, usual places, what not to do, promises that were due."),
        "second_harm": stopped % {"n": one.unsent or 0},
    }
    return _enter(request, None, known, f"telephone-{one.pk}")


def _enter(
    request: WorkerRequest, mishap: Any, known: dict[str, Any] | None = None, about: str = ""
) -> HttpResponse:
    def act(form: BansoForm, token: UUID | None) -> str:
        row = actions.enter_leak(
            report=_report(form),
            mishap_id=mishap.pk if mishap else None,
            by=request.viewer,
            new_id=token,
        )
        return page_of_leak(row.pk)

    initial: dict[str, Any] = {"known_on": request.viewer.today} | (known or {})
    if mishap:
        initial = {
            "known_on": mishap.on,
            "happened_on": mishap.on,
            "overview": mishap.happened,
            "to_people": mishap.done,
            "prevention": mishap.change or mishap.learnt,
        }
    page = FormPage(
        _("Personal data went astray"),
        initial=initial,
        draft_key=f"leak:{mishap.pk if mishap else about or 'new'}",
        context={
            "back_url": reverse("privacy:leaks"),
            "lead": _(
                "Write what is known so far; the rest follows. The first report is due within"
                " three to five days."
            ),
        },
    )
    return answer_form(request, ReportForm, page, act)


@door(Duty.MANAGE_AGENCY)
def go_on(request: WorkerRequest, leak_id: UUID) -> HttpResponse:
    """Go on writing about a leak."""
    row = queries.leak_seen(request.viewer, leak_id)

    def act(form: BansoForm, token: UUID | None) -> str:
        actions.write_on_leak(
            leak_id=row.pk,
            report=_report(form),
            version=form.cleaned_data["version"],
            by=request.viewer,
        )
        return page_of_leak(row.pk)

    kept = {name: getattr(row, name) for name in ReportForm.base_fields if hasattr(row, name)}
    page = FormPage(
        _("Go on writing"),
        initial=kept | {"version": row.version},
        draft_key=f"leak-on:{row.pk}",
        context={"back_url": page_of_leak(row.pk)},
    )
    return answer_form(request, ReportForm, page, act)


@door(Duty.MANAGE_AGENCY)
def told(request: WorkerRequest, leak_id: UUID) -> HttpResponse:
    """Note who was told."""
    row = queries.leak_seen(request.viewer, leak_id)

    def act(form: BansoForm, token: UUID | None) -> str:
        actions.note_told(leak_id=row.pk, by=request.viewer, new_id=token, **form.typed())
        return page_of_leak(row.pk)

    due = queries.with_due([row], request.viewer.today)[0].due
    first = {"who": due[0].to, "step": due[0].step} if due else {}
    page = FormPage(
        _("Who was told"),
        initial={"on": request.viewer.today, **first},
        context={"back_url": page_of_leak(row.pk)},
        now=nothing_replaced,
    )
    return answer_form(request, ToldForm, page, act)


@require_POST
@door(Duty.MANAGE_AGENCY)
def name_affected(request: WorkerRequest, leak_id: UUID, person_id: UUID) -> HttpResponse:
    """Say whose data it was."""
    try:
        actions.name_affected(leak_id=leak_id, person_id=person_id, by=request.viewer)
    except Refusal as refusal:
        messages.warning(request, str(refusal.sentence))
    return redirect(page_of_leak(leak_id))


@require_POST
@door(Duty.MANAGE_AGENCY)
def close(request: WorkerRequest, leak_id: UUID) -> HttpResponse:
    """Ask for the second word that closes a leak."""
    try:
        actions.ask_to_close(leak_id=leak_id, by=request.viewer)
    except Refusal as refusal:
        messages.warning(request, str(refusal.sentence))
    return redirect(page_of_leak(leak_id))
