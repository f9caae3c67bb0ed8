"""Pages of one's own card and of other houses."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from banso.access.doors import door
from banso.access.queries import agency_of
from banso.access.rules import Duty
from banso.access.viewer import WorkerRequest
from banso.drafts.form_flow import answer_form
from banso.kit.form_flow import FormPage
from banso.kit.forms import BansoForm
from banso.kit.refusals import NotSeen
from banso.sharing import actions, queries
from banso.sharing.rules import Sort
from banso.sharing.web.forms import OwnCardForm, TakeCardForm


@door(Duty.KEEP_LEDGERS)
def listed(request: WorkerRequest) -> HttpResponse:
    """One's own card, and the other houses."""
    context = {
        "own": queries.own_card(request.viewer.agency_id),
        "houses": queries.houses(request.viewer),
        "outbox": [
            {"one": one, "sort": Sort.label_of(one.kind)} for one in queries.outbox(request.viewer)
        ],
        "waiting": queries.waiting(request.viewer),
        "asked": [(one, actions.says_house(one)) for one in queries.cards_asked(request.viewer)],
    }
    return render(request, "sharing/houses.html", context)


@door(Duty.MANAGE_AGENCY)
def own_card(request: WorkerRequest) -> HttpResponse:
    """Write the card of one's own house."""

    def act(form: BansoForm, _token: UUID | None) -> str:
        actions.make_card(details=actions.Details(**form.typed()), by=request.viewer)
        return reverse("sharing:houses")

    own = queries.own_card(request.viewer.agency_id)
    kept = {name: getattr(own.card, name) for name in actions.CARD_SAYS} if own else {}
    page = FormPage(
        _("The card of this house"),
        initial=kept or {"name": agency_of(request.viewer).name},
        draft_key="sharing:card",
        context={"back_url": reverse("sharing:houses")},
    )
    return answer_form(request, OwnCardForm, page, act)


@door(Duty.KEEP_LEDGERS)
def card_file(request: WorkerRequest) -> HttpResponse:
    """The card of one's own house as a file."""
    own = queries.own_card(request.viewer.agency_id)
    if own is None:
        raise NotSeen
    return carried(own.row.card.encode(), "banso-card.txt")


def carried(content: bytes, name: str) -> HttpResponse:
    """Return a file to carry; the name says nothing of whom it is about."""
    answer = HttpResponse(content, content_type="application/octet-stream")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_POST
@door(Duty.MANAGE_AGENCY)
def renew(request: WorkerRequest) -> HttpResponse:
    """Give one's own house new keys, once for the card that was looked at."""
    own = queries.own_card(request.viewer.agency_id)
    looked_at = request.POST.get("card", "")
    if own is not None and looked_at == str(own.row.pk):  # else it was renewed meanwhile
        actions.renew_keys(card_id=own.row.pk, by=request.viewer)
    messages.info(request, _("New keys. Give every house the new card, and read them its digits."))
    return redirect("sharing:houses")


@door(Duty.MANAGE_AGENCY)
def take_card(request: WorkerRequest) -> HttpResponse:
    """Ask for the second comparison of another house's card."""

    def act(form: BansoForm, token: UUID | None) -> str:
        actions.ask_to_trust(
            card=form.cleaned_data["card"].read(),
            digits=form.cleaned_data["digits"],
            by=request.viewer,
            new_id=token,
        )
        return reverse("sharing:houses")

    page = FormPage(
        _("Take another house’s card"),
        context={
            "back_url": reverse("sharing:houses"),
            "submit_label": _("Ask for the second word"),
            "multipart": True,
        },
    )
    return answer_form(request, TakeCardForm, page, act)


@door(Duty.KEEP_LEDGERS)
def show(request: WorkerRequest, house_id: UUID) -> HttpResponse:
    """One other house."""
    one = queries.house_seen(request.viewer, house_id)
    context = {"one": one, "back_url": reverse("sharing:houses")}
    return render(request, "sharing/house.html", context)


@require_POST
@door(Duty.MANAGE_AGENCY)
def end(request: WorkerRequest, house_id: UUID) -> HttpResponse:
    """Trust another house no more."""
    one = actions.end_house(house_id=house_id, by=request.viewer)
    messages.info(request, _("“%(name)s” is trusted no more.") % {"name": one.name})
    return redirect("sharing:house", one.pk)
