"""Rounds on screen: the team, the night, one line for each meeting."""

import re
from typing import Any, cast
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from banso.access.doors import door
from banso.access.inside import saying
from banso.access.queries import agency_of, member_choices
from banso.access.rules import Duty
from banso.access.viewer import Viewer, WorkerRequest
from banso.audit.actions import record_read
from banso.drafts.form_flow import answer_form, with_draft
from banso.drafts.queries import drafts_under
from banso.intake import actions, queries
from banso.intake.rules import IN_ONE_TAP, Condition, Handed, Outcome, Weather
from banso.intake.sheets import night_journal
from banso.intake.web.forms import (
    HandoutForm,
    MeetForm,
    RoundForm,
    offices_of,
)
from banso.kit.form_flow import FormPage
from banso.kit.forms import BansoForm
from banso.kit.ids import new_id
from banso.kit.sheets.answering import answer_sheet
from banso.people.queries import people_seen_by

DAY_FROM, NIGHT_FROM = 6, 18  # a round at night is dark on the screen


def is_night() -> bool:
    """Return whether the screens of those who walk are dark now."""
    return not DAY_FROM <= timezone.localtime().hour < NIGHT_FROM


@door(Duty.RECORD_ROUNDS)
def rounds(request: WorkerRequest) -> HttpResponse:
    """The rounds, newest first."""
    page = queries.rounds(request.viewer, cursor=request.GET.get("after", ""))
    rows = [
        {
            "round": one,
            "team": [member.name for member in one.team.all()],
            "weather": Weather.label_of(one.weather),
        }
        for one in page.rows
    ]
    context = {"rows": rows, "next_cursor": page.next_cursor, "after_dark": is_night()}
    return render(request, "intake/rounds.html", context)


@door(Duty.RECORD_ROUNDS, Duty.KEEP_LEDGERS)
def begin_round(request: WorkerRequest) -> HttpResponse:
    """Begin a round."""
    viewer = request.viewer
    members = member_choices(viewer)
    courses = sorted(
        set(queries.rounds_seen_by(viewer).order_by("-on").values_list("course", flat=True)[:60])
    )

    def act(form: BansoForm, token: UUID | None) -> str:
        typed = form.typed()
        others = [name.strip() for name in re.split(r"[,、，]", typed["others"]) if name.strip()]
        begun = actions.begin_round(
            office_id=UUID(typed["office"]),
            on=typed["on"],
            course=typed["course"],
            weather=typed["weather"],
            member_ids=[UUID(one) for one in typed["team"]],
            others=others,
            by=viewer,
        )
        return reverse("intake:round", args=[begun.pk])

    page = FormPage(
        _("Begin a round"),
        template="intake/begin_round.html",
        initial={"on": viewer.today, "team": [str(viewer.member_id)]},
        draft_key="round",
        context={
            "back_url": reverse("intake:rounds"),
            "courses": courses,
            "submit_label": _("Begin"),
        },
        form_kwargs={"offices": offices_of(viewer), "members": members},
    )
    return answer_form(request, RoundForm, page, act)


def _with_half_typed(
    usual: list[queries.Usual], round_id: UUID, viewer: Viewer
) -> list[tuple[queries.Usual, dict[str, Any]]]:
    """Return a row for each, with what was typed into it and not sent when another was tapped."""
    drafts = drafts_under(viewer, f"meet:{round_id}")
    rows = []
    for one in usual:
        draft = drafts.get(str(one.person_id))
        data = draft.data if draft else {}
        handed = data.get("handed", [])
        typed: dict[str, Any] = {
            name: "".join(data.get(name, [])) for name in ("words", "promise_text", "promise_on")
        }
        typed["opened"] = bool(handed) or any(typed.values())
        typed["things"] = [(code, label, code in handed) for code, label in Handed.choices]
        rows.append((one, typed | {"key": f"meet:{round_id}:{one.person_id}"}))
    return rows


def round_context(request: WorkerRequest, round_id: UUID) -> dict[str, Any]:
    """Return what stands on the page of a night."""
    viewer = request.viewer
    outreach_round = queries.round_seen(viewer, round_id)
    encounters: list[dict[str, Any]] = [
        {
            "encounter": one,
            "outcome": Outcome.label_of(one.outcome),
            "tag": "" if one.outcome == Outcome.NOT_THERE else "being",
            "condition": Condition.label_of(one.condition),
            "handed": [Handed.label_of(code) for code in one.handed if code in Handed],
            "undo": one.member_id == viewer.member_id
            and timezone.localtime(one.created_at).date() == viewer.today,
        }
        for one in queries.encounters_of(outreach_round, viewer)
    ]
    reached = set(
        people_seen_by(viewer)
        .filter(pk__in=[row["encounter"].person_id for row in encounters])
        .values_list("pk", flat=True)
    )
    for row in encounters:
        row["reached"] = row["encounter"].person_id in reached
    on_round = any(one.member_id == viewer.member_id for one in outreach_round.team.all())
    counts = queries.tally(outreach_round)
    usual = queries.usually_met(outreach_round, viewer)
    return {
        "round": outreach_round,
        "encounters": encounters,
        "usual": usual,
        "usual_rows": _with_half_typed(usual, round_id, viewer),
        "team": list(outreach_round.team.all()),
        "weather": Weather.label_of(outreach_round.weather),
        "outcomes": Outcome.choices,
        "one_tap": IN_ONE_TAP,
        "token": new_id,
        "prints": viewer.may(Duty.SEE_MEMORY),
        "waits": outreach_round.set_off_at is None and queries.is_its_night(outreach_round),
        "after_dark": is_night(),
        "may_meet": queries.is_its_night(outreach_round),
        "last_place": next(
            (
                row["encounter"].place
                for row in reversed(encounters)
                if row["encounter"].member_id == viewer.member_id and row["encounter"].place
            ),
            outreach_round.course,
        ),
        "began_it": outreach_round.begun_by_id == viewer.member_id,
        "show_places": on_round or viewer.may(Duty.SEE_PLACES),
        "tally": "　".join(f"{label} {counts.get(code, 0)}" for code, label in Outcome.choices),
        "handouts": "　".join(
            f"{Handed.label_of(code)} {count}"
            for code, count in outreach_round.handed.items()
            if code in Handed
        ),
    }


def people_of_night(context: dict[str, Any]) -> list[UUID]:
    """Return of whom the page of a night speaks."""
    return [
        *(one.person_id for one in context["usual"]),
        *(row["encounter"].person_id for row in context["encounters"]),
    ]


@door(Duty.RECORD_ROUNDS)
def round_page(request: WorkerRequest, round_id: UUID) -> HttpResponse:
    """A night: whom this course usually meets, one line each, and who was met so far."""
    context = round_context(request, round_id)
    record_read(what="round", people=people_of_night(context), by=request.viewer)
    new = FormPage("", draft_key=f"meet:{round_id}", initial={"place": context["last_place"]})
    form, saved_at = with_draft(request, MeetForm, new)
    return render(
        request,
        "intake/round.html",
        {**context, "form": form, "draft_key": new.draft_key, "typed_at": saved_at},
    )


@door(Duty.RECORD_ROUNDS, Duty.SEE_MEMORY)
def journal(request: WorkerRequest, round_id: UUID, kind: str) -> HttpResponse:
    """The journal of the night on A4."""
    viewer = request.viewer
    context = round_context(request, round_id)
    made = night_journal(context, author=viewer.name, stamps=agency_of(viewer).stamps)
    record_read(
        what="print",
        people=people_of_night(context),
        by=viewer,
        detail={"sheet": "round", "kind": kind},
    )

    def address(one: str) -> str:
        return reverse("intake:journal", args=[round_id, one])

    back = {"back_url": reverse("intake:round", args=[round_id])}
    return answer_sheet(request, made, kind=kind, name="round", address=address, context=back)


@require_POST
@door(Duty.RECORD_ROUNDS)
def set_off(request: WorkerRequest, round_id: UUID) -> HttpResponse:
    """Confirm that the team goes out now."""
    actions.set_off(round_id=round_id, by=request.viewer)
    return redirect("intake:round", round_id=round_id)


@door(Duty.RECORD_ROUNDS)
def handouts(request: WorkerRequest, round_id: UUID) -> HttpResponse:
    """What was handed out, and how the night was."""
    outreach_round = queries.round_seen(request.viewer, round_id)

    def act(form: BansoForm, token: UUID | None) -> str:
        form = cast(HandoutForm, form)
        actions.note_handouts(
            round_id=round_id,
            handed=form.counts(),
            note=form.cleaned_data["note"],
            weather=form.cleaned_data["weather"],
            version=form.cleaned_data["version"],
            by=request.viewer,
        )
        return reverse("intake:round", args=[round_id])

    initial = {
        "note": outreach_round.note,
        "weather": outreach_round.weather,
        "version": outreach_round.version,
        **{f"n_{code}": count for code, count in outreach_round.handed.items()},
    }
    page = FormPage(
        _("How the night was"),
        initial=initial,
        theirs=lambda row: [(gettext_lazy("How the night was"), getattr(row, "note", ""))],
        draft_key=f"handouts:{round_id}",
        context={"back_url": reverse("intake:round", args=[round_id]), "after_dark": is_night()},
    )
    return answer_form(request, HandoutForm, page, act)


@door(Duty.RECORD_ROUNDS)
def tonight(request: WorkerRequest) -> HttpResponse:
    """Fragment: today's rounds."""
    rows = [
        (one, team, any(each.member_id == request.viewer.member_id for each in team))
        for one in queries.rounds_today(request.viewer)
        for team in [one.team.all()]
    ]
    answer = render(request, "intake/_partials/tonight.html", {"rows": rows})
    said = ngettext("%(n)d round today", "%(n)d rounds today", len(rows)) % {"n": len(rows)}
    return saying(answer, said if rows else "")
