"""Courses, certificates, what duties ask for: on screen."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from banso.access.doors import door
from banso.access.queries import agency_of, member_choices, member_seen
from banso.access.rules import Duty
from banso.access.viewer import WorkerRequest
from banso.drafts.form_flow import answer_form
from banso.kit.form_flow import FormPage
from banso.kit.forms import BansoForm
from banso.kit.refusals import NotSeen
from banso.kit.sheets.answering import answer_sheet
from banso.training import actions, queries
from banso.training.rules import EXPIRES_SOON, Level, Presence, is_valid
from banso.training.sheets import certificate_sheet
from banso.training.web.forms import CertificateForm, CourseForm, RequirementForm, SessionForm


def held(request: WorkerRequest, certificates: list[Any]) -> list[tuple[Any, str, str]]:
    """Return certificates with their level and how they stand: valid, ending soon, over."""
    today, rows = request.viewer.today, list[tuple[Any, str, str]]()
    for one in certificates:
        valid = is_valid(expires_on=one.expires_on, withdrawn_on=one.withdrawn_on, today=today)
        soon = valid and one.expires_on is not None and one.expires_on <= today + EXPIRES_SOON
        rows.append(
            (
                one,
                str(Level.label_of(one.level)),
                _("ends soon") if soon else _("valid") if valid else _("over"),
            )
        )
    return rows


@door()
def courses(request: WorkerRequest) -> HttpResponse:
    """The agency's courses and the sessions to come."""
    mine = queries.my_sessions(request.viewer)
    sessions = [
        (one, Presence.label_of(mine.get(one.pk, "")))
        for one in queries.sessions_to_come(request.viewer)
    ]
    rows = [(one, Level.label_of(one.level)) for one in queries.courses(request.viewer)[:200]]
    return render(request, "training/courses.html", {"rows": rows, "sessions": sessions})


@door(Duty.MANAGE_AGENCY)
def keep(request: WorkerRequest, course_id: UUID | None = None) -> HttpResponse:
    """Keep a course, or change one."""
    kept = queries.course_seen(request.viewer, course_id) if course_id else None

    def act(form: BansoForm, token: UUID | None) -> str:
        actions.keep_course(
            course_id=course_id,
            course=actions.NewCourse(**form.typed()),
            by=request.viewer,
            version=form.cleaned_data["version"],
            new=token,
        )
        return reverse("training:courses")

    initial = (
        {
            name: getattr(kept, name)
            for name in ("title", "level", "hours", "valid_months", "about", "version")
        }
        if kept
        else {}
    )
    page = FormPage(
        _("Course (training)"),
        initial=initial,
        context={"back_url": reverse("training:courses")},
        theirs=lambda row: [(_("Title"), row.title), (_("What it teaches"), row.about)],  # type: ignore[attr-defined]
    )
    return answer_form(request, CourseForm, page, act)


@door(Duty.MANAGE_AGENCY)
def hold(request: WorkerRequest, course_id: UUID) -> HttpResponse:
    """Set a day on which a course is held."""
    course = queries.course_seen(request.viewer, course_id)

    def act(form: BansoForm, token: UUID | None) -> str:
        return reverse(
            "training:session",
            args=[
                actions.keep_session(
                    course_id=course.pk, new=token, by=request.viewer, **form.typed()
                ).pk
            ],
        )

    return answer_form(
        request,
        SessionForm,
        FormPage(course.title, context={"back_url": reverse("training:courses")}),
        act,
    )


@door()
def session(request: WorkerRequest, session_id: UUID) -> HttpResponse:
    """One session; who was there is noted by whoever manages the agency."""
    one = queries.session_seen(request.viewer, session_id)
    attending = [(row, Presence.label_of(row.presence)) for row in one.attendances.all()]
    mine = any(row.member_id == request.viewer.member_id for row, _label in attending)
    context = {
        "one": one,
        "attending": attending,
        "signed_up": mine,
        "presences": Presence.choices,
        "members": member_choices(request.viewer),
    }
    return render(request, "training/session.html", context)


@require_POST
@door()
def join(request: WorkerRequest, session_id: UUID) -> HttpResponse:
    """Sign oneself up."""
    actions.sign_up(session_id=session_id, by=request.viewer)
    messages.success(request, _("You are signed up."))
    return redirect("training:session", session_id)


@require_POST
@door(Duty.MANAGE_AGENCY)
def mark(request: WorkerRequest, session_id: UUID) -> HttpResponse:
    """Note whether somebody was there."""
    try:
        member = UUID(request.POST.get("member", ""))
    except ValueError as error:
        raise NotSeen from error
    actions.mark_presence(
        session_id=session_id,
        member_id=member,
        presence=request.POST.get("presence", ""),
        by=request.viewer,
    )
    return redirect("training:session", session_id)


@door(Duty.MANAGE_AGENCY)
def members(request: WorkerRequest) -> HttpResponse:
    """Every member with their certificates, by name."""
    rows = [
        (one, held(request, list(certificates)))
        for one, certificates in queries.members_trained(request.viewer)
    ]
    return render(request, "training/members.html", {"rows": rows})


@door(Duty.MANAGE_AGENCY)
def certify(request: WorkerRequest, member_id: UUID) -> HttpResponse:
    """Enter a certificate."""
    member = member_seen(request.viewer, member_id)

    def act(form: BansoForm, token: UUID | None) -> str:
        typed = form.typed()
        whose, course = UUID(typed.pop("member")), typed.pop("course")
        actions.give_certificate(
            member_id=whose,
            certificate=actions.NewCertificate(course_id=UUID(course) if course else None, **typed),
            by=request.viewer,
            new=token,
        )
        return reverse("training:members")

    page = FormPage(
        _("Certificate"),
        initial={"member": str(member.pk)},
        form_kwargs={
            "members": member_choices(request.viewer),
            "courses": queries.course_choices(request.viewer),
        },
        context={"back_url": reverse("training:members")},
    )
    return answer_form(request, CertificateForm, page, act)


@door()
def certificate(request: WorkerRequest, certificate_id: UUID, kind: str) -> HttpResponse:
    """A certificate on A4: one's own, or anybody's for those who manage the agency."""
    viewer, one = request.viewer, queries.certificate_seen(request.viewer, certificate_id)
    if one.member_id != viewer.member_id and not viewer.may(Duty.MANAGE_AGENCY):
        raise NotSeen
    made = certificate_sheet(
        one, agency=agency_of(viewer).name, author=viewer.name, day=viewer.today
    )
    return answer_sheet(
        request,
        made,
        kind=kind,
        name="certificate",
        address=lambda other: reverse("training:certificate", args=[one.pk, other]),
        context={"back_url": reverse("training:mine")},
    )


@require_POST
@door(Duty.MANAGE_AGENCY)
def withdraw(request: WorkerRequest, certificate_id: UUID) -> HttpResponse:
    """Withdraw a certificate, with a reason."""
    actions.withdraw_certificate(
        certificate_id=certificate_id, why=request.POST.get("why", ""), by=request.viewer
    )
    messages.success(request, _("Withdrawn."))
    return redirect("training:members")


@door(Duty.MANAGE_AGENCY)
def gate(request: WorkerRequest) -> HttpResponse:
    """What duties ask for before data is opened."""

    def act(form: BansoForm, token: UUID | None) -> str:
        typed = form.typed()
        course = typed.pop("course")
        actions.require(
            course_id=UUID(course) if course else None, new=token, by=request.viewer, **typed
        )
        return reverse("training:gate")

    rows = [
        (
            one,
            Duty.label_of(one.duty),
            one.course.title if one.course else Level.label_of(one.level),
        )
        for one in queries.requirements(request.viewer)
    ]
    page = FormPage(
        _("What duties ask for"),
        template="training/gate.html",
        initial={"from_on": request.viewer.today},
        form_kwargs={"courses": queries.course_choices(request.viewer)},
        context={
            "rows": rows,
            "back_url": reverse("training:mine"),
            "lead": _(
                "Whoever lacks a valid certificate is without the duty at once, everywhere. "
                "Managing the agency is never held back."
            ),
        },
    )
    return answer_form(request, RequirementForm, page, act)


@require_POST
@door(Duty.MANAGE_AGENCY)
def end_gate(request: WorkerRequest, requirement_id: UUID) -> HttpResponse:
    """Let a duty ask for it no longer."""
    actions.end_requirement(requirement_id=requirement_id, by=request.viewer)
    messages.success(request, _("It is asked for no longer."))
    return redirect("training:gate")
