"""Pages of what other houses hold of somebody, of handing over, and the letters to carry."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from banso.access.doors import door
from banso.access.inside import saying
from banso.access.rules import Duty
from banso.access.viewer import WorkerRequest
from banso.audit.actions import record_read
from banso.consent.rules import Part
from banso.drafts.form_flow import answer_form
from banso.kit.form_flow import FormPage
from banso.kit.forms import BansoForm
from banso.people.queries import person_seen
from banso.people.web.living import open_with_the_living
from banso.sharing import actions, queries
from banso.sharing.rules import Outcome
from banso.sharing.web.forms import HandOverForm
from banso.sharing.web.houses import carried


def page_of(person_id: UUID) -> str:
    """Return the address of what stands with other houses of a person."""
    return reverse("sharing:person", args=[person_id])


def parts_said(codes: tuple[str, ...]) -> str:
    """Return parts of a life in words."""
    return "、".join(str(Part.label_of(one)) for one in codes)


def _elsewhere(one: Any) -> dict[str, Any]:
    left = tuple(part for part in one.parts if part not in one.closed)
    return {
        "one": one.letter,
        "parts": parts_said(left),
        "closed": parts_said(one.closed),
        "outcome": Outcome.label_of(one.letter.outcome) if one.letter.outcome else "",
        "withdrawals": one.withdrawals,
        "unheard": any(it.heard_on is None for it in one.withdrawals),
    }


@door(Duty.KEEP_LEDGERS, Duty.SEE_MEMORY)
def of_person(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Fragment: how many houses hold something of the person, for their page."""
    viewer = request.viewer
    person = person_seen(viewer, person_id)
    given = [_elsewhere(one) for one in queries.handed_over(person, viewer)]
    came = queries.copies_about(person, viewer)
    if given or came:
        record_read(what="houses", people=[person.pk], by=viewer)
    context = {"person": person, "given": given[:5], "came": came[:5]}
    answer = render(request, "sharing/_partials/of_person.html", context)
    if not given and not came:
        return saying(answer, _("No other house holds or gave anything."))
    said = "、".join(dict.fromkeys(one["one"].house.name for one in given)) or _("Given here")
    return saying(answer, said, page_of(person.pk))


@door(Duty.KEEP_LEDGERS, Duty.SEE_MEMORY)
def about_person(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """What other houses hold of the person, what they gave, and handing over."""
    viewer = request.viewer
    person = person_seen(viewer, person_id)
    record_read(what="houses", people=[person.pk], by=viewer)
    context = {
        "person": person,
        "given": [_elsewhere(one) for one in queries.handed_over(person, viewer)],
        "came": [
            (one, [(copy, Part.label_of(copy.part)) for copy in copies])
            for one, copies in queries.copies_about(person, viewer)
        ],
        "houses": [one for one in queries.houses(viewer) if one.ended_on is None],
        "own": queries.own_card(viewer.agency_id),
        "back_url": f"/people/{person.pk}/",
    }
    return render(request, "sharing/person.html", context)


@door(Duty.KEEP_LEDGERS, Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
def hand_over(request: WorkerRequest, person_id: UUID, house_id: UUID) -> HttpResponse:
    """Hand parts of the person's life over to another house, with them."""
    viewer = request.viewer
    person = person_seen(viewer, person_id)
    house = queries.house_seen(viewer, house_id)
    open_with_the_living(person)
    parts = queries.givable(person, house, viewer)
    record_read(what="houses", people=[person.pk], by=viewer)

    def act(form: BansoForm, token: UUID | None) -> str:
        assert isinstance(form, HandOverForm)  # noqa: S101 — the form of this page
        actions.hand_over(
            person_id=person.pk,
            house_id=house.pk,
            texts=form.texts(),
            obtained=form.cleaned_data["obtained"],
            by=viewer,
            new_id=token,
        )
        return page_of(person.pk)

    page = FormPage(
        _("Hand over to %(house)s") % {"house": house.name},
        template="sharing/hand_over.html",
        initial={f"part_{one.part}": one.draft for one in parts}
        | {"obtained": _("From the person, and from walking with them")},
        form_kwargs={"parts": parts},
        draft_key=f"hand-over:{person.pk}:{house.pk}",
        context={
            "back_url": page_of(person.pk),
            "submit_label": _("Seal the letter"),
            "parts": parts,
            "person": person,
            "house": house,
        },
    )
    return answer_form(request, HandOverForm, page, act)


@door(Duty.KEEP_LEDGERS, Duty.SEE_MEMORY)
def letter_file(request: WorkerRequest, letter_id: UUID) -> HttpResponse:
    """A sealed letter as a file to carry; nobody can read it here."""
    one = queries.letter_to_carry(request.viewer, letter_id)
    return carried(bytes(one.sealed), f"banso-letter-{one.sha256[:8]}.age")


@door(Duty.KEEP_LEDGERS, Duty.SEE_MEMORY)
def on_desk(request: WorkerRequest) -> HttpResponse:
    """Fragment: what came and waits, and withdrawals of which nobody said that they arrived."""
    unheard = queries.unheard(request.viewer)
    record_read(
        what="desk", people=[one.person_id for one in unheard if one.person_id], by=request.viewer
    )
    context = {"waiting": queries.waiting(request.viewer), "unheard": unheard}
    return render(request, "sharing/_partials/on_desk.html", context)
