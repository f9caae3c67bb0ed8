"""Pages of how long records are kept: the settings, whose time ends, what becomes of one."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from banso.access.doors import door
from banso.access.proposals import seconds_of
from banso.access.rules import Duty
from banso.access.viewer import WorkerRequest
from banso.audit.actions import record_read
from banso.drafts.form_flow import answer_form
from banso.kit.form_flow import FormPage, nothing_replaced
from banso.kit.forms import BansoForm
from banso.kit.refusals import NotSeen
from banso.privacy import actions
from banso.privacy.queries import retention as queries
from banso.privacy.queries.erasing import named_elsewhere, plan_for, thinning_of
from banso.privacy.rules.retention import DEFAULTS, AtEnd, Kind
from banso.privacy.web.forms import AtEndForm, RetentionForm


@door(Duty.MANAGE_AGENCY)
def listed(request: WorkerRequest) -> HttpResponse:
    """How long what is kept and why, and the records whose time ends."""
    viewer = request.viewer
    found = queries.endings(viewer)
    record_read(what="endings", people=[one.person_id for one in found], by=viewer)
    context = {
        "terms": [
            {
                "one": one,
                "kind": Kind.label_of(kind),
                "at_end": AtEnd.label_of(one.at_end),
                "why": "" if one.version else DEFAULTS[kind].why,
            }
            for kind, one in queries.terms_of(viewer.agency_id).items()
        ],
        "rows": [
            {"one": one, "kind": Kind.label_of(one.kind), "over": one.due_on < viewer.today}
            for one in found
        ],
        "back_url": reverse("privacy:start"),
    }
    return render(request, "privacy/retention.html", context)


@door(Duty.MANAGE_AGENCY)
def change(request: WorkerRequest, record_kind: str) -> HttpResponse:
    """Set how long a kind of record is kept."""
    terms = queries.terms_of(request.viewer.agency_id)
    if record_kind not in terms:
        raise NotSeen
    term = terms[Kind(record_kind)]

    def act(form: BansoForm, _token: UUID | None) -> str:
        actions.set_retention(
            kind=term.kind,
            version=form.cleaned_data["version"],
            by=request.viewer,
            **form.typed(),
        )
        return reverse("privacy:retention")

    page = FormPage(
        str(Kind.label_of(term.kind)),
        initial={"months": term.months, "at_end": term.at_end, "version": term.version},
        context={
            "back_url": reverse("privacy:retention"),
            "lead": DEFAULTS[term.kind].why,
        },
    )
    return answer_form(request, RetentionForm, page, act)


@door(Duty.MANAGE_AGENCY)
def ending(request: WorkerRequest, ending_id: UUID) -> HttpResponse:
    """One record whose time ends: what would go, and asking for the second word."""
    viewer = request.viewer
    row = queries.ending_seen(viewer, ending_id)
    record_read(what="endings", people=[row.person_id], by=viewer)
    terms = queries.terms_of(viewer.agency_id)
    proposed = terms[Kind(row.kind)].at_end if row.kind in terms else AtEnd.ERASE
    asked = queries.ending_asked(row)
    chosen = AtEnd(asked.given["at_end"]) if asked else proposed
    plan = (thinning_of if chosen == AtEnd.THIN else plan_for)(row.person, today=viewer.today)

    def act(form: BansoForm, token: UUID | None) -> str:
        actions.ask_at_end(ending_id=row.pk, by=viewer, new_id=token, **form.typed())
        return reverse("privacy:ending", args=[row.pk])

    page = FormPage(
        _("The time of a record is over: %(name)s") % {"name": row.person.called_name},
        template="privacy/ending.html",
        initial={"at_end": proposed},
        context={
            "one": row,
            "kind": Kind.label_of(row.kind),
            "over": row.due_on < viewer.today,
            "asked": asked,
            "chosen": AtEnd.label_of(chosen),
            "seconds": seconds_of(viewer, asked.act) if asked else [],
            "plan": plan,
            "goes": plan.told(),
            "elsewhere": named_elsewhere(plan, viewer),
            "back_url": reverse("privacy:retention"),
            "submit_label": _("Ask for the second word"),
        },
        now=nothing_replaced,
    )
    return answer_form(request, AtEndForm, page, act)
