"""Who walks along; passing a person on to the next ledger."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from banso.access.doors import door
from banso.access.queries import member_choices, office_choices
from banso.access.rules import Duty
from banso.access.viewer import WorkerRequest
from banso.companionship import actions, queries
from banso.companionship.web.forms import CloseAndAskForm, PassOnForm, WalkForm
from banso.drafts.form_flow import answer_form
from banso.kit.form_flow import FormPage
from banso.kit.forms import BansoForm
from banso.people.queries import entry_seen, offices_of_ledgers, person_seen
from banso.people.rules import Ledger
from banso.people.web.living import open_with_the_living
from banso.people.web.person import page_of_person

_NEXT = {
    Ledger.OUTREACH: Ledger.CENTRE,
    Ledger.CENTRE: Ledger.AFTERCARE,
    Ledger.AFTERCARE: Ledger.AFTERCARE,
}


@door(Duty.ASSIGN_COMPANIONS)
def walk_with(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Settle who walks along."""
    person = person_seen(request.viewer, person_id)
    open_with_the_living(person)

    def act(form: BansoForm, token: UUID | None) -> str:
        typed = form.typed()
        actions.walk_with(
            person_id=person.pk,
            member_id=UUID(typed["member"]),
            system=typed["system"],
            is_lead=typed["is_lead"],
            on=typed["on"],
            by=request.viewer,
        )
        return page_of_person(person.pk)

    page = FormPage(
        _("Who walks along with %(name)s?") % {"name": person.called_name},
        initial={"on": request.viewer.today, "member": str(request.viewer.member_id)},
        context={
            "submit_label": _("Walk along from now on"),
            "back_url": page_of_person(person.pk),
        },
        form_kwargs={"members": member_choices(request.viewer)},
    )
    return answer_form(request, WalkForm, page, act)


@require_POST
@door(Duty.ASSIGN_COMPANIONS)
def end_walk(request: WorkerRequest, walk_id: UUID) -> HttpResponse:
    """End a companionship."""
    walk = actions.end_walk(walk_id=walk_id, on=request.viewer.today, by=request.viewer)
    return redirect(page_of_person(walk.person_id))


@door(Duty.KEEP_LEDGERS)
def pass_on(request: WorkerRequest, entry_id: UUID) -> HttpResponse:
    """Pass a person on to the next ledger."""
    entry = entry_seen(request.viewer, entry_id)

    def act(form: BansoForm, token: UUID | None) -> str:
        typed = form.typed()
        new = actions.pass_on(
            entry_id=entry.pk,
            into=typed["into"],
            office_id=UUID(typed["office"]),
            worker_id=UUID(typed["worker"]),
            on=typed["on"],
            words=typed["words"],
            stay_along=typed["stay_along"],
            by=request.viewer,
        )
        return page_of_person(new.person_id)

    page = FormPage(
        _("Pass %(name)s on") % {"name": entry.person.called_name},
        initial={"into": _NEXT[Ledger(entry.ledger)].value, "on": request.viewer.today},
        draft_key=f"pass:{entry.pk}",
        form_kwargs={
            "members": queries.who_may_walk_on(request.viewer, entry.person_id),
            "offices": office_choices(request.viewer),
            "kept_in": offices_of_ledgers(request.viewer),
        },
        about=entry.person_id,
        context={
            "back_url": page_of_person(entry.person_id),
            "submit_label": _("Pass on"),
            "lead": gettext_lazy(
                "What is known goes along and need not be typed again; open promises go to "
                "the new companion. You stay within reach of the story."
            ),
        },
    )
    return answer_form(request, PassOnForm, page, act)


@door(Duty.KEEP_LEDGERS, Duty.WRITE_MEMORY)
def close_entry(request: WorkerRequest, entry_id: UUID) -> HttpResponse:
    """Close an entry; the door stays open, and somebody asks again."""
    found = entry_seen(request.viewer, entry_id)

    def act(form: BansoForm, token: UUID | None) -> str:
        typed = form.typed()
        actions.close_and_ask_again(
            entry_id=found.pk,
            reason=typed["reason"],
            on=typed["on"],
            months=typed["months"],
            answerable_id=UUID(typed["answerable"]),
            by=request.viewer,
        )
        return page_of_person(found.person_id)

    page = FormPage(
        _("Close this entry"),
        initial={
            "on": request.viewer.today,
            "months": [3, 6, 12],
            "answerable": str(request.viewer.member_id),
        },
        about=found.person_id,
        context={
            "submit_label": _("Close this entry"),
            "back_url": page_of_person(found.person_id),
            "lead": gettext_lazy(
                "Nothing is deleted. If the person comes back, their story is waiting."
            ),
        },
        form_kwargs={"members": member_choices(request.viewer)},
    )
    return answer_form(request, CloseAndAskForm, page, act)
