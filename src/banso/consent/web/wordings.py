"""The words that are explained and agreed to: all versions, another one, a consent on paper."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from banso.access.doors import door
from banso.access.proposals import seconds_of
from banso.access.queries import agency_of
from banso.access.rules import Duty
from banso.access.viewer import WorkerRequest
from banso.audit.actions import record_read
from banso.consent import actions, queries
from banso.consent.rules import WORDING_ACT
from banso.consent.sheets.agreed import agreed_sheet
from banso.consent.web.forms import WordingForm
from banso.drafts.form_flow import answer_form
from banso.kit.form_flow import FormPage, nothing_replaced
from banso.kit.forms import BansoForm
from banso.kit.sheets.answering import answer_sheet


@door(Duty.SEE_MEMORY)
def wordings(request: WorkerRequest) -> HttpResponse:
    """Every version of the words that are explained, the newest first, and what waits."""
    asked = queries.wording_asked(request.viewer)
    context = {
        "rows": queries.wordings(request.viewer),
        "asked": asked,
        "text_asked": asked.given.get("text", "") if asked else "",
        "seconds": seconds_of(request.viewer, WORDING_ACT) if asked else [],
    }
    return render(request, "consent/wordings.html", context)


@door(Duty.MANAGE_AGENCY, Duty.SEE_MEMORY)
def ask_for_wording(request: WorkerRequest) -> HttpResponse:
    """Ask for the second word that makes a text the one that is explained."""
    now = queries.current_wording(request.viewer)

    def act(form: BansoForm, token: UUID | None) -> str:
        actions.ask_for_wording(by=request.viewer, new_id=token, **form.typed())
        return reverse("consent:wordings")

    page = FormPage(
        _("Another wording of consent"),
        draft_key="consent-wording",
        initial={"text": now.text if now else _suggested()},
        context={
            "back_url": reverse("consent:wordings"),
            "submit_label": _("Ask for the second word"),
            "lead": _("What was agreed to before keeps the words it was agreed to with."),
        },
        now=nothing_replaced,
    )
    return answer_form(request, WordingForm, page, act)


def _suggested() -> str:
    return _(
        "We would like to tell others about you only where you agree. For each place you say by "
        "itself what we may tell, what for, and until when.\n"
        "You can say no. Nothing changes in our support.\n"
        "You can take your word back at any time; from that day on we tell nothing more. What was "
        "told before cannot be called back; we tell you who knows it.\n"
        "Where a law demands it, or your life is in danger, we may tell without asking; we tell "
        "you afterwards."
    )


@door(Duty.SEE_MEMORY)
def agreed(request: WorkerRequest, consent_id: UUID, kind: str) -> HttpResponse:
    """One word of the person on paper, with the text as it was explained."""
    viewer = request.viewer
    row = queries.consent_to_show(viewer, consent_id)
    record_read(
        what="print", people=[row.person_id], by=viewer, detail={"sheet": "agreed", "kind": kind}
    )

    def address(one: str) -> str:
        return reverse("consent:agreed", args=[row.pk, one])

    made = agreed_sheet(row, agency=agency_of(viewer).name, author=viewer.name, day=viewer.today)
    context = {"back_url": reverse("consent:consents", args=[row.person_id])}
    return answer_sheet(request, made, kind=kind, name="agreed", address=address, context=context)
