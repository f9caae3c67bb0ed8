"""The card and what is added to it."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from banso.access.doors import door
from banso.access.form_flow import FormPage, answer_form
from banso.access.queries import names_of_members
from banso.access.rules import Duty
from banso.access.viewer import WorkerRequest
from banso.audit.actions import record_read
from banso.audit.queries import events_about
from banso.kit.forms import BansoForm
from banso.kit.pages import page_of
from banso.people import actions, queries
from banso.people.rules import CautionKind, NameKind, PlaceKind, Sex
from banso.people.web.forms import CautionForm, ContactForm, NameForm, PersonForm, PlaceForm


def page_of_person(person_id: UUID) -> str:
    """Return the address of a person's page."""
    return f"/people/{person_id}/"


@door(Duty.SEE_PEOPLE)
def card(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """The card: what not to do comes first."""
    person = queries.person_seen(request.viewer, person_id)
    shown = queries.card_of(person, request.viewer)
    record_read(what="card", people=[person.pk], by=request.viewer)
    context = {
        "card": shown,
        "names": [
            (NameKind.label_of(name.kind), name)
            for name in shown.names
            if name.text != person.called_name
        ],
        "places": [(PlaceKind.label_of(place.kind), place) for place in shown.places],
        "alerts": [(CautionKind.label_of(one.kind), one) for one in shown.alerts],
        "sex": Sex.label_of(person.sex) if person.sex else "",
    }
    return render(request, "people/_partials/card.html", context)


def _texts(person: Any) -> list[tuple[Any, Any]]:
    return [
        (gettext_lazy("Called name"), person.called_name),
        (gettext_lazy("In the person’s own words"), person.own_words),
        (gettext_lazy("How to recognise the person"), person.looks),
    ]


@door(Duty.KEEP_LEDGERS)
def edit(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Change what the card says."""
    person = queries.person_seen(request.viewer, person_id)
    initial = {
        name: getattr(person, name)
        for name in ("called_name", "own_words", "birth", "sex", "looks", "restricted", "version")
    }

    def act(form: BansoForm, token: UUID | None) -> str:
        actions.edit_person(
            person_id=person.pk,
            version=form.cleaned_data["version"],
            by=request.viewer,
            **form.typed(),
        )
        return page_of_person(person.pk)

    page = FormPage(
        _("Change the card of %(name)s") % {"name": person.called_name},
        context={"back_url": page_of_person(person.pk)},
        draft_key=f"person:{person.pk}",
        initial=initial,
        theirs=_texts,
    )
    return answer_form(request, PersonForm, page, act)


def _adding(
    request: WorkerRequest, person_id: UUID, form_class: type[BansoForm], heading: str, add: Any
) -> HttpResponse:
    person = queries.person_seen(request.viewer, person_id)

    def act(form: BansoForm, token: UUID | None) -> str:
        add(person_id=person.pk, by=request.viewer, **form.typed())
        return page_of_person(person.pk)

    page = FormPage(
        f"{heading}: {person.called_name}", context={"back_url": page_of_person(person.pk)}
    )
    return answer_form(request, form_class, page, act)


@door(Duty.KEEP_LEDGERS)
def add_name(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Add a name."""
    return _adding(request, person_id, NameForm, _("Add a name"), actions.add_name)


@door(Duty.KEEP_LEDGERS, Duty.SEE_PLACES)
def add_place(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Add a place where the person can be met."""
    return _adding(request, person_id, PlaceForm, _("Add a place"), actions.add_place)


@door(Duty.KEEP_LEDGERS)
def add_contact(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Add how the person can be reached."""
    return _adding(request, person_id, ContactForm, _("Add a contact"), actions.add_contact)


@door(Duty.WRITE_MEMORY)
def add_caution(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Add what one must know first."""
    return _adding(
        request, person_id, CautionForm, _("Add what one must know first"), actions.add_caution
    )


@require_POST
@door(Duty.WRITE_MEMORY)
def lift_caution(request: WorkerRequest, person_id: UUID, caution_id: UUID) -> HttpResponse:
    """Take a caution off the card."""
    actions.lift_caution(person_id=person_id, caution_id=caution_id, by=request.viewer)
    return redirect(page_of_person(person_id))


@require_POST
@door(Duty.KEEP_LEDGERS)
def leave_place(request: WorkerRequest, person_id: UUID, place_id: UUID) -> HttpResponse:
    """Note that the person is no longer met at a place."""
    actions.leave_place(person_id=person_id, place_id=place_id, by=request.viewer)
    return redirect(page_of_person(person_id))


ACTION_WORDS = {
    "read": gettext_lazy("Read"),
    "person_entered": gettext_lazy("Entered the person"),
    "person_edited": gettext_lazy("Changed the card"),
    "known_of_person": gettext_lazy("Added to what is known"),
    "memory_corrected": gettext_lazy("Corrected a memory"),
    "ledger_opened": gettext_lazy("Opened a ledger entry"),
    "ledger_edited": gettext_lazy("Changed a ledger entry"),
    "ledger_closed": gettext_lazy("Closed a ledger entry"),
    "people_merged": gettext_lazy("Brought two entries together"),
    "people_parted": gettext_lazy("Parted two entries"),
    "never_same": gettext_lazy("Said that two are not the same"),
    "walk_begun": gettext_lazy("Settled who walks along"),
    "walk_ended": gettext_lazy("Ended walking along"),
    "note_written": gettext_lazy("Wrote a note"),
    "promise_made": gettext_lazy("Made a promise"),
    "promise_settled": gettext_lazy("Settled a promise"),
    "handed_over": gettext_lazy("Wrote a handover"),
    "passed_on": gettext_lazy("Passed the person on"),
    "met_on_round": gettext_lazy("Met the person on a round"),
    "intake_taken": gettext_lazy("Took an intake"),
    "assessment_begun": gettext_lazy("Began an assessment"),
    "assessment_written": gettext_lazy("Wrote a part of an assessment"),
    "assessment_finished": gettext_lazy("Finished an assessment"),
    "plan_begun": gettext_lazy("Began a plan"),
    "plan_written": gettext_lazy("Wrote in a plan"),
    "own_plan_written": gettext_lazy("Wrote down the person’s own plan"),
    "replanned": gettext_lazy("Replanned"),
    "plan_answered": gettext_lazy("Kept what the person said to a plan"),
    "copy_handed": gettext_lazy("Handed over a copy"),
    "plan_evaluated": gettext_lazy("Looked at a plan"),
    "referral_begun": gettext_lazy("Began a referral"),
    "tie_kept": gettext_lazy("Kept a tie"),
    "tie_ended": gettext_lazy("Ended a tie"),
    "tie_resumed": gettext_lazy("Let a tie go on"),
    "tie_hidden": gettext_lazy("Hid a tie by the person’s word"),
    "tie_shown": gettext_lazy("Showed a tie by the person’s word"),
    "tie_placed": gettext_lazy("Placed a tie in the picture"),
    "tie_visited": gettext_lazy("Kept a going and coming"),
    "tie_rooted": gettext_lazy("Noted a base by the person’s word"),
    "tie_unrooted": gettext_lazy("Took a base back by the person’s word"),
    "tie_hand_over_planned": gettext_lazy("Planned a hand-over between ties"),
    "tie_hand_over_agreed": gettext_lazy("Noted a hand-over between ties"),
    "consent_kept": gettext_lazy("Kept the person’s word on who may know what"),
    "consent_withdrawn": gettext_lazy("Took a word back for the person"),
    "conference_item_added": gettext_lazy("Put the person on the agenda of a conference"),
    "conference_item_edited": gettext_lazy("Changed an item of an agenda"),
    "conference_closed": gettext_lazy("Closed a conference"),
    "minute_written": gettext_lazy("Wrote in the minutes"),
    "minute_struck": gettext_lazy("Struck a line of the minutes"),
    "survey_kept": gettext_lazy("Kept what the person answered"),
    "survey_shown": gettext_lazy("Showed the person what they answered"),
    "tablet_handed": gettext_lazy("Handed over a tablet"),
    "decision_asked": gettext_lazy("Asked for a decision"),
    "decision_stopped": gettext_lazy("Stopped a request by the person’s word"),
    "decision_received": gettext_lazy("Took up a decision"),
    "decision_made": gettext_lazy("Decided"),
    "opened_in_danger": gettext_lazy("Opened in danger to life"),
    "opening_seen": gettext_lazy("Took note of an opening in danger"),
    "opening_explained": gettext_lazy("Explained an opening to the person"),
    "provision_noted": gettext_lazy("Noted what was given on"),
    "giving_kept": gettext_lazy("Kept what the person gives"),
    "referral_step": gettext_lazy("Went a step on with a referral"),
    "referral_looked": gettext_lazy("Looked at a referral"),
    "referral_returned": gettext_lazy("Welcomed the person back"),
    "slip_made": gettext_lazy("Made a slip"),
    "slip_mailed": gettext_lazy("Mailed a slip’s link to the receiver"),
    "receiver_answered": gettext_lazy("A receiver answered"),
    "imported": gettext_lazy("Brought in from elsewhere"),
}
READ_WORDS = {
    "card": gettext_lazy("the card"),
    "page": gettext_lazy("the person’s page"),
    "memory": gettext_lazy("the memory"),
    "ledger": gettext_lazy("a ledger entry"),
    "ledger_list": gettext_lazy("a ledger’s list"),
    "export": gettext_lazy("a list that left as a file"),
    "search": gettext_lazy("search results"),
    "similar": gettext_lazy("who may be the same"),
    "desk": gettext_lazy("the desk"),
    "round": gettext_lazy("a round"),
    "handover": gettext_lazy("the handover feed"),
    "intakes": gettext_lazy("the list of intakes"),
    "merge": gettext_lazy("the preview of a merge"),
    "assessment": gettext_lazy("an assessment"),
    "plan": gettext_lazy("a plan"),
    "referral": gettext_lazy("a referral"),
    "ties": gettext_lazy("the ties"),
    "consents": gettext_lazy("the consents"),
    "conference": gettext_lazy("a conference"),
    "surveys": gettext_lazy("the surveys"),
    "decision": gettext_lazy("a request for a decision"),
    "journey": gettext_lazy("the journey"),
    "print": gettext_lazy("a sheet to print"),
    "trace": gettext_lazy("this trace"),
}


def in_words(action: str) -> str:
    """Return an event's action in words."""
    verb, _sep, what = action.partition(":")
    words = str(ACTION_WORDS.get(verb, verb))
    return f"{words}: {READ_WORDS.get(what, what)}" if what else words


@door(Duty.SEE_TRACE)
def readers(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Who has seen this person?"""
    person = queries.person_seen(request.viewer, person_id)
    events = events_about(request.viewer, queries.ids_ever_of(person))
    page = page_of(events, order=("-seq", "-pk"), cursor=request.GET.get("after", ""), size=50)
    names = names_of_members([event.actor_id for event in page.rows])
    rows = [
        (
            event.at,
            names.get(event.actor_id, event.detail.get("who", "—")) if event.actor_id else "—",
            in_words(event.action),
        )
        for event in page.rows
    ]
    record_read(what="trace", people=[person.pk], by=request.viewer)
    return render(
        request,
        "people/readers.html",
        {
            "person": person,
            "rows": rows,
            "next_cursor": page.next_cursor,
            "back_url": page_of_person(person.pk),
        },
    )
