"""Pages and fragments of what is kept: the list, one keeping, its beginning and its end."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from banso.access.doors import door
from banso.access.inside import saying
from banso.access.proposals import Weighing, seconds_of
from banso.access.rules import Duty
from banso.access.viewer import WorkerRequest
from banso.audit.actions import record_read
from banso.drafts.form_flow import answer_form
from banso.keeping import actions, queries
from banso.keeping.rules import GivenTo, Signed, Together, Wish
from banso.keeping.sheets import said_of
from banso.keeping.web.forms import BeginForm, EndForm, HandOverForm, SignForm
from banso.kit.form_flow import FormPage
from banso.kit.forms import BansoForm
from banso.kit.pages import page_of
from banso.people.queries import person_seen
from banso.people.web.person import page_of_person

WRITING = (Duty.WRITE_MEMORY, Duty.SEE_MONEY)


def address_of(keeping_id: UUID) -> str:
    """Return the address of a keeping."""
    return reverse("keeping:show", args=[keeping_id])


def _said(rows: list[queries.Standing]) -> list[tuple[queries.Standing, list[str]]]:
    return [(one, said_of(one)) for one in rows]


@door(Duty.SEE_MONEY)
def listed(request: WorkerRequest) -> HttpResponse:
    """Everything that is in keeping, for whoever answers for the office."""
    rows = queries.open_keepings(request.viewer)
    page = page_of(rows, order=("begun_on", "pk"), cursor=request.GET.get("after", ""))
    found = queries.standings(page.rows, request.viewer)
    record_read(what="keeping", people={one.person_id for one in page.rows}, by=request.viewer)
    return render(
        request, "keeping/list.html", {"rows": _said(found), "next_cursor": page.next_cursor}
    )


@door(Duty.SEE_MONEY, Duty.WRITE_MEMORY)
def on_desk(request: WorkerRequest) -> HttpResponse:
    """Fragment: what is to be counted, given back, taken over or seconded; else nothing."""
    rows = queries.what_waits(request.viewer)
    people = {one.keeping.person_id for one in rows}
    record_read(what="keeping", people=people, by=request.viewer)
    answer = render(request, "keeping/_partials/on_desk.html", {"rows": _said(rows)})
    if not rows:
        return answer
    said = ngettext(
        "%(n)d keeping waits to be looked at", "%(n)d keepings wait to be looked at", len(rows)
    )
    return saying(answer, said % {"n": len(rows)})


@door(Duty.SEE_MONEY)
def of_person(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Fragment: what is and was kept for a person."""
    person = person_seen(request.viewer, person_id)
    rows = queries.keepings_seen_by(request.viewer).filter(person=person)
    found = queries.standings(rows.order_by("ended_on", "-begun_on", "-pk")[:20], request.viewer)
    record_read(what="keeping", people=[person.pk], by=request.viewer)
    context = {
        "person": person,
        "rows": _said(found),
        "may_write": all(request.viewer.may(duty) for duty in WRITING),
    }
    return render(request, "keeping/_partials/of_person.html", context)


@door(Duty.SEE_MONEY)
def show(request: WorkerRequest, keeping_id: UUID) -> HttpResponse:
    """One keeping: what is there, its book, what was counted, the ways on."""
    viewer = request.viewer
    keeping = queries.keeping_seen(viewer, keeping_id)
    book = queries.book_of(keeping, viewer)
    record_read(what="keeping", people=[keeping.person_id], by=viewer)
    weighing = Weighing(viewer)
    mine = [one.about for one in book.waiting.values() if weighing.may_confirm(one)]
    context: dict[str, Any] = {
        "keeping": keeping,
        "book": book,
        "standing": book.standing,
        "wish": Wish.label_of(keeping.wish),
        "signed": Signed.label_of(keeping.signed) if keeping.signed else "",
        "given_to": GivenTo.label_of(keeping.given_to) if keeping.given_to else "",
        "counts": [
            (one, Together.label_of(one.together), book.waiting.get(one.pk)) for one in book.counts
        ],
        "said": said_of(book.standing),
        "seconds": seconds_of(viewer, queries.SECOND_ACT) if book.waiting else [],
        "mine": mine,
        "may_write": all(viewer.may(duty) for duty in WRITING) and keeping.ended_on is None,
        "may_ask": all(viewer.may(duty) for duty in WRITING),
    }
    return render(request, "keeping/show.html", context)


@door(*WRITING)
def begin(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Begin to keep something for a person."""
    viewer = request.viewer
    person = person_seen(viewer, person_id)
    keepers = queries.who_may_keep(viewer, person.pk)

    def act(form: BansoForm, token: UUID | None) -> str:
        typed = form.typed()
        keeping = actions.NewKeeping(keeper_id=UUID(typed.pop("keeper")), **typed)
        made = actions.begin_keeping(person_id=person.pk, keeping=keeping, by=viewer, new_id=token)
        return address_of(made.pk)

    page = FormPage(
        _("Keep something for %(name)s") % {"name": person.called_name},
        draft_key=f"keeping:{person.pk}",
        initial={"on": viewer.today, "keeper": str(viewer.member_id)},
        form_kwargs={"keepers": keepers},
        context={
            "submit_label": _("Begin the book"),
            "back_url": page_of_person(person.pk),
            "lead": _(
                "Only what the person wants kept, and only as long as they want it. What it is, "
                "is written into the book on the next page."
            ),
        },
    )
    return answer_form(request, BeginForm, page, act)


@door(*WRITING)
def sign(request: WorkerRequest, keeping_id: UUID) -> HttpResponse:
    """Note how the person gave their word for it."""
    keeping = queries.keeping_seen(request.viewer, keeping_id)

    def act(form: BansoForm, token: UUID | None) -> str:
        actions.sign_keeping(keeping_id=keeping.pk, by=request.viewer, **form.typed())
        return address_of(keeping.pk)

    page = FormPage(
        _("The person’s word for it"),
        initial={"on": request.viewer.today},
        about=keeping.person_id,
        context={"back_url": address_of(keeping.pk)},
    )
    return answer_form(request, SignForm, page, act)


@door(*WRITING)
def hand_over(request: WorkerRequest, keeping_id: UUID) -> HttpResponse:
    """Let somebody else keep it."""
    viewer = request.viewer
    keeping = queries.keeping_seen(viewer, keeping_id)

    def act(form: BansoForm, token: UUID | None) -> str:
        typed = form.cleaned_data
        actions.hand_keeping_over(
            keeping_id=keeping.pk, keeper_id=UUID(typed["keeper"]), on=typed["on"], by=viewer
        )
        return address_of(keeping.pk)

    page = FormPage(
        _("Who keeps it from now on?"),
        initial={"on": viewer.today, "keeper": str(keeping.keeper_id)},
        form_kwargs={"keepers": queries.who_may_keep(viewer, keeping.person_id)},
        about=keeping.person_id,
        context={
            "submit_label": _("Pass it into these hands"),
            "back_url": address_of(keeping.pk),
            "lead": _(
                "Count together when it changes hands; it stands on the new desk until then."
            ),
        },
    )
    return answer_form(request, HandOverForm, page, act)


@door(*WRITING)
def end(request: WorkerRequest, keeping_id: UUID) -> HttpResponse:
    """Give everything back."""
    viewer = request.viewer
    keeping = queries.keeping_seen(viewer, keeping_id)

    def act(form: BansoForm, token: UUID | None) -> str:
        end = actions.TheEnd(**form.typed())
        actions.give_everything_back(keeping_id=keeping.pk, end=end, by=viewer)
        return address_of(keeping.pk)

    dead = keeping.person.has_died
    page = FormPage(
        _("Give everything back"),
        initial={
            "on": viewer.today,
            "given_to": GivenTo.FAMILY if dead else GivenTo.SELF,
        },
        about=keeping.person_id,
        context={
            "submit_label": _("Give everything back"),
            "back_url": address_of(keeping.pk),
            "lead": _("A row goes out for everything that is left, and the book is closed."),
        },
    )
    return answer_form(request, EndForm, page, act)
