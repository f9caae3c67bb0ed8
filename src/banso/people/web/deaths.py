"""That somebody has died: noting it, putting the day right, taking it back."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from banso.access.doors import door
from banso.access.rules import Duty
from banso.access.viewer import WorkerRequest
from banso.audit.actions import record_read
from banso.drafts.form_flow import answer_form
from banso.kit.form_flow import FormPage
from banso.kit.forms import BansoForm
from banso.people import actions, queries
from banso.people.web.forms import DeathForm
from banso.people.web.person import page_of_person


@door(Duty.KEEP_LEDGERS)
def death(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Note that somebody has died, as far as the day is known."""
    person = queries.person_seen(request.viewer, person_id)

    def act(form: BansoForm, token: UUID | None) -> str:
        actions.note_death(person_id=person.pk, by=request.viewer, **form.typed())
        return page_of_person(person.pk)

    page = FormPage(
        _("%(name)s has passed away") % {"name": person.called_name},
        initial={"death": person.death, "keeps_day": person.keeps_death_day},
        draft_key=f"death:{person.pk}",
        context={
            "back_url": page_of_person(person.pk),
            "lead": gettext_lazy(
                "Open ledger entries close, and nobody is reminded of promises or meetings any "
                "more. The whole memory stays. It can be taken back."
            ),
        },
    )
    return answer_form(request, DeathForm, page, act)


@require_POST
@door(Duty.KEEP_LEDGERS)
def take_back(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Take back that somebody has died."""
    person = actions.take_death_back(person_id=person_id, by=request.viewer)
    return redirect(page_of_person(person.pk))


@door(Duty.SEE_NAMES)
def days_kept(request: WorkerRequest) -> HttpResponse:
    """Fragment: whose birth, moving in, first meeting or kept day of death returns in a week."""
    days = queries.days_near(request.viewer)
    record_read(what="desk", people=[one.person.pk for one in days], by=request.viewer)
    return render(request, "people/_partials/days_kept.html", {"rows": days})
