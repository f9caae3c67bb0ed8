"""
Deciding on screen: what was asked, the package, who takes no part, what each thinks, the decision.
"""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from banso.access.doors import guest_door
from banso.access.queries import agency_of
from banso.access.rules import GuestKind
from banso.access.viewer import GuestRequest
from banso.audit.actions import record_read
from banso.decisions import actions, queries, sheets
from banso.decisions.rules import RecusalReason, Stance, State
from banso.decisions.web.forms import DecisionForm, OpinionForm, RecuseForm
from banso.decisions.web.requests import row_of
from banso.kit.form_flow import FormPage, answer_without_draft
from banso.kit.forms import BansoForm
from banso.kit.sheets.answering import answer_sheet


def _url(request_id: UUID) -> str:
    return reverse("decisions:decide", args=[request_id])


@guest_door
def listed(request: GuestRequest) -> HttpResponse:
    """Fragment: what was asked of the body, for its members."""
    if request.guest.kind != GuestKind.DECIDER:
        return HttpResponse(status=204)
    page = queries.requests_to_decide(request.guest, cursor=request.GET.get("after", ""))
    rows = [row_of(one, request.guest.today) for one in page.rows]
    return render(
        request,
        "decisions/_partials/to_decide.html",
        {"rows": rows, "next_cursor": page.next_cursor},
    )


def _trace(request: GuestRequest, one: Any) -> None:
    """Trace a reading with the agency whose person it is, so that the person can read it."""
    guest = request.guest
    record_read(
        what="decision",
        people=[one.person_id],
        by=guest,
        agency_id=one.asker_id,
        detail={"who": f"{guest.name}（{guest.organisation}）"},
    )


@guest_door
def show(request: GuestRequest, request_id: UUID) -> HttpResponse:
    """One request; whoever takes no part reads why, and nothing of the person."""
    one, seat, standing = queries.request_to_decide(request.guest, request_id)
    why = standing.recused.get(seat.pk, "")
    row = row_of(one, request.guest.today)
    names = {
        member.pk: member.guest.name
        for member in queries.members_of_body(one.agency_id, today=request.guest.today)
    }
    context = {
        **row,
        "why": RecusalReason.label_of(why),
        "recused": [
            f"{names.get(member, '')}（{RecusalReason.label_of(reason)}）"
            for member, reason in standing.recused.items()
        ],
        "standing": standing,
        "leads": standing.chair_id == seat.pk,
        "waiting": one.state == State.ASKED,
        "counts_from": queries.counts_again(seat),
        "own": next((each for each in standing.opinions if each.member_id == seat.pk), None),
    }
    if not why:
        _trace(request, one)
        context |= {
            "package": one.package,
            "opinions": _spoken(one, standing.counted),
        }
    return render(request, "decisions/decide.html", context)


def _spoken(one: Any, opinions: list[Any]) -> list[tuple[str, Any, str]]:
    """
    Return who thinks what. While they talk it over they know each other; once it is decided names
    stand where the body's rules give them.
    """
    if one.state == State.DECIDED and not queries.names_are_given(one):
        said = sorted((each.stance, each.words) for each in opinions)
        return [("", Stance.label_of(stance), words) for stance, words in said]
    return [(each.member.guest.name, Stance.label_of(each.stance), each.words) for each in opinions]


@guest_door
def recuse(request: GuestRequest, request_id: UUID) -> HttpResponse:
    """Step back by one's own word."""
    one, _seat, _standing = queries.request_to_decide(request.guest, request_id)

    def act(form: BansoForm, _token: UUID | None) -> str:
        actions.recuse(request_id=one.pk, words=form.cleaned_data["words"], guest=request.guest)
        return _url(one.pk)

    return answer_without_draft(
        request,
        RecuseForm,
        FormPage(
            _("I take no part"),
            context={"submit_label": _("I take no part"), "back_url": _url(one.pk)},
        ),
        act,
    )


def _texts(row: Any) -> list[tuple[Any, Any]]:
    return [
        (gettext_lazy("What I think"), Stance.label_of(row.stance)),
        (gettext_lazy("Why"), row.words),
    ]


@guest_door
def opinion(request: GuestRequest, request_id: UUID) -> HttpResponse:
    """Say what one thinks."""
    one, seat, standing = queries.request_to_decide(request.guest, request_id)
    mine = next((each for each in standing.opinions if each.member_id == seat.pk), None)

    def act(form: BansoForm, _token: UUID | None) -> str:
        actions.give_opinion(
            request_id=one.pk,
            guest=request.guest,
            version=form.cleaned_data["version"],
            **form.typed(),
        )
        return _url(one.pk)

    initial = {"stance": mine.stance, "words": mine.words, "version": mine.version} if mine else {}
    return answer_without_draft(
        request,
        OpinionForm,
        FormPage(
            _("What I think"), initial=initial, theirs=_texts, context={"back_url": _url(one.pk)}
        ),
        act,
    )


@guest_door
def decision(request: GuestRequest, request_id: UUID) -> HttpResponse:
    """Put down what the body decides."""
    one, _seat, _standing = queries.request_to_decide(request.guest, request_id)

    def act(form: BansoForm, _token: UUID | None) -> str:
        actions.decide(request_id=one.pk, guest=request.guest, **form.typed())
        return _url(one.pk)

    lead = _("It follows what most members think. It is put down once, and never changed.")
    page = FormPage(
        _("The decision"),
        initial={"from_on": request.guest.today, "months": 6},
        context={"submit_label": _("Decide so"), "back_url": _url(one.pk), "lead": lead},
    )
    return answer_without_draft(request, DecisionForm, page, act)


@guest_door
def sheet(request: GuestRequest, request_id: UUID, kind: str) -> HttpResponse:
    """The sheet with boxes to approve in."""
    one, seat, standing = queries.request_to_decide(request.guest, request_id)
    if seat.pk in standing.recused:
        raise Http404
    agency = agency_of(request.guest)
    found = one.decision if one.state == State.DECIDED else None
    made = sheets.ruling(
        one,
        found,
        standing.counted,
        body=agency.name,
        stamps=queries.stamps_of(agency),
        author=request.guest.name,
        day=request.guest.today,
        named=queries.names_are_given(one),
    )
    _trace(request, one)

    def address(to: str) -> str:
        return reverse("decisions:sheet", args=[one.pk, to])

    return answer_sheet(
        request,
        made,
        kind=kind,
        name="decision",
        address=address,
        context={"back_url": _url(one.pk)},
    )
