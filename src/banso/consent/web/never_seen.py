"""The person's own no on screen: kept with their word, taken back with their word."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from banso.access.doors import door
from banso.access.queries import member_choices
from banso.access.rules import Duty
from banso.access.viewer import WorkerRequest
from banso.consent import actions, queries
from banso.consent.web.forms import NoForm, WithdrawForm
from banso.drafts.form_flow import answer_form
from banso.kit.form_flow import FormPage
from banso.kit.forms import BansoForm
from banso.people.queries import person_seen


def _list(person_id: UUID) -> str:
    return reverse("consent:consents", args=[person_id])


@door(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
def say_no(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Keep the person's word that a member must never know of them."""
    viewer = request.viewer
    person = person_seen(viewer, person_id)

    def act(form: BansoForm, token: UUID | None) -> str:
        typed = form.typed()
        member = UUID(typed.pop("member"))
        no = actions.NewNo(member_id=member, **typed)
        actions.keep_no(person_id=person.pk, no=no, by=viewer, new_id=token)
        return "/" if member == viewer.member_id else _list(person.pk)

    page = FormPage(
        _("Who must never know of %(name)s") % {"name": person.called_name},
        initial={"said_on": viewer.today},
        form_kwargs={"members": member_choices(viewer)},
        context={
            "submit_label": _("They must never know"),
            "back_url": _list(person.pk),
            "lead": _(
                "Only the person’s own word counts here. Whoever is named finds them nowhere: not "
                "in lists, not by name, not on a round, not in danger. Where they walk with the "
                "person or sit with them at a table, please settle who does so instead."
            ),
        },
    )
    return answer_form(request, NoForm, page, act)


@door(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
def take_back(request: WorkerRequest, no_id: UUID) -> HttpResponse:
    """Take the no back for the person."""
    row = queries.no_seen(request.viewer, no_id)

    def act(form: BansoForm, _token: UUID | None) -> str:
        actions.take_no_back(no_id=row.pk, by=request.viewer, **form.typed())
        return _list(row.person_id)

    page = FormPage(
        _("%(name)s may know of %(person)s again")
        % {"name": row.member.name, "person": row.person.called_name},
        initial={"on": request.viewer.today},
        about=row.person_id,
        context={
            "submit_label": _("They may know again"),
            "back_url": _list(row.person_id),
            "lead": _("Only when the person has said so themselves."),
        },
    )
    return answer_form(request, WithdrawForm, page, act)
