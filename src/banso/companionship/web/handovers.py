"""The handover feed of an office."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from banso.access.doors import door
from banso.access.queries import office_choices
from banso.access.rules import Duty
from banso.access.viewer import Viewer, WorkerRequest
from banso.audit.actions import record_read
from banso.companionship import actions, queries
from banso.companionship.web.forms import HandoverForm
from banso.drafts.form_flow import answer_form
from banso.kit.form_flow import FormPage
from banso.kit.forms import BansoForm
from banso.people.queries import person_seen
from banso.people.web.person import page_of_person


@door(Duty.HAND_OVER)
def handovers(request: WorkerRequest) -> HttpResponse:
    """The handover feed, and a new post."""
    offices = [
        one for one in office_choices(request.viewer) if UUID(one[0]) in request.viewer.office_ids
    ] or office_choices(request.viewer)
    page = queries.handovers(request.viewer, cursor=request.GET.get("after", ""))
    posts = [_post_row(post, request.viewer) for post in page.rows]
    record_read(
        what="handover",
        people=[post.person_id for post in page.rows if post.person_id],
        by=request.viewer,
    )

    def act(form: BansoForm, token: UUID | None) -> str:
        typed = form.typed()
        actions.hand_over(
            office_id=UUID(typed["office"]),
            text=typed["text"],
            person_id=None,
            at=timezone.now(),
            by=request.viewer,
        )
        return "/handover/"

    shown = FormPage(
        _("Handover"),
        template="companionship/handovers.html",
        draft_key="handover",
        form_kwargs={"offices": offices},
        context={"posts": posts, "next_cursor": page.next_cursor, "submit_label": _("Hand over")},
    )
    return answer_form(request, HandoverForm, shown, act)


@door(Duty.HAND_OVER)
def hand_over_about(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Hand something over about one person."""
    person = person_seen(request.viewer, person_id)
    offices = office_choices(request.viewer)

    def act(form: BansoForm, token: UUID | None) -> str:
        typed = form.typed()
        actions.hand_over(
            office_id=UUID(typed["office"]),
            text=typed["text"],
            person_id=person.pk,
            at=timezone.now(),
            by=request.viewer,
        )
        return page_of_person(person.pk)

    page = FormPage(
        _("Hand over about %(name)s") % {"name": person.called_name},
        draft_key=f"handover:{person.pk}",
        form_kwargs={"offices": offices},
        initial={"office": str(next(iter(request.viewer.office_ids), ""))},
        context={"back_url": page_of_person(person.pk), "submit_label": _("Hand over")},
    )
    return answer_form(request, HandoverForm, page, act)


def _post_row(post: Any, viewer: Viewer) -> dict[str, Any]:
    marks = list(post.marks.all())
    return {
        "post": post,
        "read_by": [mark.member.name for mark in marks if mark.kind == "read"],
        "thanks": [mark.member.name for mark in marks if mark.kind == "thanks"],
        "i_read": any(mark.kind == "read" and mark.member_id == viewer.member_id for mark in marks),
        "i_thanked": any(
            mark.kind == "thanks" and mark.member_id == viewer.member_id for mark in marks
        ),
    }


@require_POST
@door(Duty.HAND_OVER)
def mark(request: WorkerRequest, post_id: UUID) -> HttpResponse:
    """Say 「読みました」 or thank."""
    actions.mark_handover(
        post_id=post_id, kind=request.POST.get("kind", ""), at=timezone.now(), by=request.viewer
    )
    return redirect("companionship:handovers")
