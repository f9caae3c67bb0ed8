"""The card and what is added to it."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from banso.access.doors import door
from banso.access.queries import names_of_members
from banso.access.rules import Duty
from banso.access.viewer import Viewer, WorkerRequest
from banso.audit.actions import record_read
from banso.audit.labels import action_label
from banso.audit.queries import events_about
from banso.drafts.form_flow import answer_form
from banso.kit.form_flow import FormPage
from banso.kit.forms import BansoForm
from banso.kit.pages import page_of
from banso.people import actions, queries
from banso.people.queries import CardView
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
        "line": _in_one_line(shown),
        "may_be": _may_be(person, request.viewer),
    }
    return render(request, "people/_partials/card.html", context)


def _may_be(person: Any, viewer: Viewer) -> list[UUID]:
    """Return of which entries the person will be asked whether they are theirs too."""
    may = viewer.may(Duty.MERGE_PEOPLE) and viewer.may(Duty.SEE_NAMES) and not person.has_died
    return queries.doubles_to_ask_of(viewer, person.pk) if may else []


def _in_one_line(card: CardView) -> list[str]:
    """Return who it is: the name with its reading, age, sex, looks, where they sleep."""
    person = card.person
    said = []
    for name in card.names[:1]:
        reading = f"({name.kana})" if name.kana else ""
        said += [f"{name.text}{reading}"] if name.text != person.called_name else []
    if card.age is not None and not person.has_died:
        said.append(_("%(age)s years old") % {"age": card.age})
    said += [str(Sex.label_of(person.sex)) if person.sex else "", person.looks]
    said += [place.place for place in card.places if place.sleeps_here][:1]
    return [one for one in said if one]


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
    names = ("called_name", "own_words", "birth", "sex", "looks", "restricted")
    initial = {name: getattr(person, name) for name in (*names, "version")}

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
        now=lambda row, _form: {name: getattr(row, name) for name in names},
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


@door(Duty.SEE_TRACE)
def readers(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Who has seen this person?"""
    person = queries.person_seen(request.viewer, person_id)
    events = events_about(request.viewer, queries.ids_ever_of(person))
    page = page_of(events, order=("-seq", "-pk"), cursor=request.GET.get("after", ""), size=30)
    names = names_of_members([event.actor_id for event in page.rows])
    rows = [
        (
            event.at,
            names.get(event.actor_id, event.detail.get("who", "—")) if event.actor_id else "—",
            action_label(event.action, event.detail),
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
