"""What was brought in: each import with what it did, taking it back, and the differences."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from banso.access.doors import door
from banso.access.rules import Duty
from banso.access.viewer import WorkerRequest
from banso.audit.actions import record_read
from banso.interop import queries
from banso.interop.actions import decide_difference, take_back
from banso.interop.rules import Decided
from banso.interop.web.receivers import KIND_LABELS as OF_RECEIVERS
from banso.interop.web.views import KIND_LABELS
from banso.kit.refusals import Refusal
from banso.kit.told_in_address import lead_to_told, told_here

KINDS = {
    "ledger": gettext_lazy("Ledger"),
    "hmis": gettext_lazy("HMIS export"),
    "receivers": gettext_lazy("List of receivers"),
    "hsds": gettext_lazy("Receivers (HSDS)"),
    "offices": gettext_lazy("Counters"),
}

MOST_NAMED = 50
_LABELS = KIND_LABELS | OF_RECEIVERS


@door(Duty.IMPORT_DATA)
def runs(request: WorkerRequest) -> HttpResponse:
    """The imports so far."""
    found = [
        (run, KINDS.get(run.kind, run.kind), who)
        for run, who in queries.import_runs(request.viewer)
    ]
    return render(request, "interop/runs.html", {"runs": found})


@door(Duty.IMPORT_DATA)
def run(request: WorkerRequest, run_id: UUID) -> HttpResponse:
    """One import; take it back."""
    if request.method == "POST":
        try:
            back = take_back(run_id=run_id, by=request.viewer)
        except Refusal as refused:
            messages.error(request, str(refused.sentence))
            return redirect("interop:run", run_id=run_id)
        return lead_to_told(
            request,
            people=back.people,
            rows=back.rows,
            receivers=back.receivers,
            stays=[str(one) for one, _name in back.stays[:MOST_NAMED]],
            receivers_stay=[str(one) for one, _name in back.receivers_stay[:MOST_NAMED]],
            more=sum(max(0, len(one) - MOST_NAMED) for one in (back.stays, back.receivers_stay)),
        )
    done = told_here(request)
    found, who = queries.import_run(request.viewer, run_id)
    context = {
        "run": found,
        "kind": KINDS.get(found.kind, found.kind),
        "who": who,
        "done": done,
        "stays": queries.people_named(request.viewer, done["stays"]) if done else [],
        "receivers_stay": queries.receivers_named(request.viewer, done["receivers_stay"])
        if done
        else [],
        "counts": [(_LABELS.get(kind, kind), counted) for kind, counted in found.counts.items()],
    }
    return render(request, "interop/run.html", context)


@door(Duty.IMPORT_DATA)
def differences(request: WorkerRequest) -> HttpResponse:
    """Where a file says otherwise than what stands here."""
    found, count = queries.open_differences(request.viewer)
    record_read(what="differences", people={one.person.pk for one in found}, by=request.viewer)
    return render(request, "interop/differences.html", {"rows": found, "count": count})


@require_POST
@door(Duty.IMPORT_DATA)
def decide(request: WorkerRequest, difference_id: UUID) -> HttpResponse:
    """Take what the file says, leave what stands here, or keep both."""
    decided = next((one for one in ("taken", "left", "both") if one in request.POST), "")
    try:
        decide_difference(difference_id=difference_id, decided=decided, by=request.viewer)
    except Refusal as refusal:
        messages.error(request, str(refusal.sentence))
    else:
        messages.success(request, _("Decided: %(what)s") % {"what": Decided.label_of(decided)})
    return redirect("interop:differences")
