"""The person's word on screen: asked, kept, taken back; what was given on; who knows about me."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from banso.access.doors import door
from banso.access.inside import saying
from banso.access.queries import agency_of, member_choices
from banso.access.rules import Duty
from banso.access.viewer import WorkerRequest
from banso.audit.actions import record_read
from banso.consent import actions, queries
from banso.consent.rules import Answer, Basis, Part, ends_soon, is_weak
from banso.consent.sheets.who_knows import who_knows as who_knows_sheet
from banso.consent.web.forms import ConsentForm, ProvisionForm, WithdrawForm
from banso.drafts.form_flow import answer_form
from banso.kit.form_flow import FormPage
from banso.kit.formatting import brief_day
from banso.kit.forms import BansoForm
from banso.kit.sheets.answering import answer_sheet
from banso.people.queries import never_seen_by, person_seen
from banso.people.rules import Way


def _list(person_id: UUID) -> str:
    return reverse("consent:consents", args=[person_id])


def _row(one: Any, day: Any) -> dict[str, Any]:
    stands = one.stands_on(day)
    return {
        "one": one,
        "part": Part.label_of(one.part),
        "answer": Answer.label_of(one.answer),
        "way": Way.label_of(one.way),
        "stands": stands,
        "ended_on": one.withdrawn_on or one.until_on,
        "soon": stands and ends_soon(day, one.until_on),
        "weak": stands and is_weak(until_on=one.until_on),
    }


FEW = 8  # what is longer stays folded: the table above says what holds


def _matrix(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """
    Return the parts that anything was said about, and for each recipient what holds for each of
    them: the word that stands, else the newest; nothing where it was not asked.
    """
    said: dict[str, dict[str, dict[str, Any]]] = {}
    for row in rows:
        of_recipient = said.setdefault(row["one"].recipient, {})
        before = of_recipient.get(row["one"].part)
        if before is None or (row["stands"] and not before["stands"]):
            of_recipient[row["one"].part] = row
    parts = [one for one in Part if any(one in words for words in said.values())]
    return {
        "parts": [one.label for one in parts],
        "rows": [(name, [words.get(one) for one in parts]) for name, words in said.items()],
    }


@door(Duty.SEE_MEMORY)
def consents(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Who may know what of the person, who already holds what, and what was given on."""
    viewer = request.viewer
    person = person_seen(viewer, person_id)
    record_read(what="consents", people=[person.pk], by=viewer)
    rows = [_row(one, viewer.today) for one in queries.consents_of(person, viewer)]
    context = {
        "person": person,
        "rows": rows,
        "matrix": _matrix(rows),
        "few": FEW,
        "held": [(one, Part.label_of(one.part)) for one in queries.holders(person, viewer)],
        "given": [
            (one, Part.label_of(one.part), Basis.label_of(one.basis))
            for one in queries.provisions_of(person, viewer)
        ],
        "back_url": f"/people/{person.pk}/",
        "openings": queries.openings_of(person, viewer),
        "never": [(one, Way.label_of(one.way)) for one in never_seen_by(person)],
    }
    return render(request, "consent/consents.html", context)


@door(Duty.SEE_MEMORY)
def of_person(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Fragment: how many words stand, and which end soon, for the person's page."""
    person = person_seen(request.viewer, person_id)
    rows = [_row(one, request.viewer.today) for one in queries.consents_of(person, request.viewer)]
    if rows:
        record_read(what="consents", people=[person.pk], by=request.viewer)
    context = {
        "person": person,
        "count": sum(row["stands"] for row in rows),
        "soon": [row for row in rows if row["soon"]][:10],
    }
    answer = render(request, "consent/_partials/of_person.html", context)
    if not context["count"]:
        return saying(answer, _("Nothing is given on to anybody."))
    said = [_("%(count)s words stand") % context]
    said += [
        _("until %(day)s") % {"day": brief_day(row["one"].until_on)} for row in context["soon"][:1]
    ]
    return saying(answer, "、".join(said), reverse("consent:consents", args=[person.pk]))


@door(Duty.SEE_MEMORY, Duty.WRITE_MEMORY)
def ending(request: WorkerRequest) -> HttpResponse:
    """Fragment: words that end soon, for the desk."""
    rows = queries.ending_soon(request.viewer)
    record_read(what="desk", people=[one.person_id for one in rows], by=request.viewer)
    return render(
        request,
        "consent/_partials/ending.html",
        {"rows": [(one, Part.label_of(one.part)) for one in rows]},
    )


@door(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
def ask(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Keep what the person said."""
    viewer = request.viewer
    person = person_seen(viewer, person_id)
    versions = queries.wordings(viewer)

    def act(form: BansoForm, _token: UUID | None) -> str:
        typed = form.typed()
        actions.keep_consents(
            person_id=person.pk,
            consent=actions.NewConsent(
                explained_by_id=UUID(typed.pop("explained_by")),
                wording_id=typed.pop("wording"),
                **typed,
            ),
            by=viewer,
        )
        return _list(person.pk)

    page = FormPage(
        _("What %(name)s said about being told on") % {"name": person.called_name},
        template="consent/ask.html",
        draft_key=f"consent:{person.pk}",
        initial={
            "from_on": person.last_day(viewer.today),
            "explained_by": str(viewer.member_id),
            "recipient": request.GET.get("recipient", "")[:200],
            "wording": versions[0].pk if versions else None,
        },
        form_kwargs={
            "members": member_choices(viewer),
            "wordings": {str(one.pk): one for one in versions},
        },
        context={
            "submit_label": _("Keep this answer"),
            "back_url": _list(person.pk),
            "lead": _(
                "Explain first: to whom, what, what for, until when; and that a no changes nothing."
            ),
        },
    )
    return answer_form(request, ConsentForm, page, act)


@door(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
def withdraw(request: WorkerRequest, consent_id: UUID) -> HttpResponse:
    """Take a word back; who already holds it is told."""
    row = queries.consent_to_show(request.viewer, consent_id)
    kept = queries.consent_seen(request.viewer, consent_id)
    held = [
        one
        for one in queries.holders(row.person, request.viewer, recipient=kept.recipient)
        if one.part == row.part
    ]

    def act(form: BansoForm, _token: UUID | None) -> str:
        actions.withdraw(
            consent_id=row.pk,
            version=form.cleaned_data["version"],
            by=request.viewer,
            **form.typed(),
        )
        return _list(row.person_id)

    page = FormPage(
        _("Take the word back: %(recipient)s, %(part)s")
        % {"recipient": row.recipient, "part": Part.label_of(row.part)},
        template="consent/withdraw.html",
        initial={"on": request.viewer.today, "version": row.version},
        about=row.person_id,
        context={
            "submit_label": _("Take the word back"),
            "back_url": _list(row.person_id),
            "held": held,
        },
    )
    return answer_form(request, WithdrawForm, page, act)


@door(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
def give_on(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Record that something was given on."""
    viewer = request.viewer
    person = person_seen(viewer, person_id)
    recipients = list(
        dict.fromkeys(
            one.recipient
            for one in queries.consents_of(person, viewer)
            if not getattr(one, "is_closed", False)
        )
    )

    def act(form: BansoForm, _token: UUID | None) -> str:
        typed = form.typed()
        typed.pop("other")
        actions.note_provision(person_id=person.pk, by=viewer, **typed)
        return _list(person.pk)

    page = FormPage(
        _("What was given on about %(name)s") % {"name": person.called_name},
        initial={"on": viewer.today, "basis": "consent"},
        form_kwargs={"recipients": recipients},
        context={"back_url": _list(person.pk)},
    )
    return answer_form(request, ProvisionForm, page, act)


@door(Duty.SEE_MEMORY)
def who_knows(request: WorkerRequest, person_id: UUID, kind: str) -> HttpResponse:
    """For the person: who knows about me?"""
    viewer = request.viewer
    person = person_seen(viewer, person_id)
    made = who_knows_sheet(
        name=person.called_name,
        agency=agency_of(viewer).name,
        consents=queries.consents_of(person, viewer),
        held=queries.holders(person, viewer),
        readers=queries.who_read(person, viewer),
        opened=queries.openings_of(person, viewer),
        author=viewer.name,
        day=viewer.today,
    )
    record_read(
        what="print", people=[person.pk], by=viewer, detail={"sheet": "who_knows", "kind": kind}
    )

    def address(one: str) -> str:
        return reverse("consent:who_knows", args=[person.pk, one])

    return answer_sheet(
        request,
        made,
        kind=kind,
        name="who-knows",
        address=address,
        context={"back_url": _list(person.pk)},
    )
