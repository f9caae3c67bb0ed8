"""What the person gives to others."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from banso.access.doors import door
from banso.access.queries import member_choices
from banso.access.rules import Duty
from banso.access.viewer import WorkerRequest
from banso.drafts.form_flow import answer_form
from banso.kit.form_flow import FormPage
from banso.kit.forms import BansoForm
from banso.people.queries import person_seen
from banso.ties import actions, queries
from banso.ties.web.forms import GivingForm
from banso.ties.web.ties import sphere_of, typed_ids


def _giving(
    request: WorkerRequest,
    person_id: UUID,
    giving_id: UUID | None,
    initial: dict[str, Any],
    heading: str,
) -> HttpResponse:
    def act(form: BansoForm, token: UUID | None) -> str:
        version = form.cleaned_data["version"]
        actions.keep_giving(
            person_id=person_id,
            giving_id=giving_id,
            version=version,
            by=request.viewer,
            new_id=token,
            giving=actions.NewGiving(**typed_ids(form)),
        )
        return sphere_of(person_id)

    page = FormPage(
        heading,
        initial=initial,
        form_kwargs={"members": member_choices(request.viewer)},
        about=person_id,
        context={"back_url": sphere_of(person_id)},
    )
    return answer_form(request, GivingForm, page, act)


@door(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
def give(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """What the person gives."""
    person = person_seen(request.viewer, person_id)
    return _giving(
        request,
        person.pk,
        None,
        {"from_on": person.last_day(request.viewer.today)},
        _("What %(name)s gives") % {"name": person.called_name},
    )


@door(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
def edit_giving(request: WorkerRequest, giving_id: UUID) -> HttpResponse:
    """Change what the person gives."""
    row = queries.giving_seen(request.viewer, giving_id)
    initial = {
        name: getattr(row, name)
        for name in ("gift", "name", "words", "from_on", "until_on", "version")
    } | {"member_id": str(row.member_id or "")}
    return _giving(
        request,
        row.person_id,
        row.pk,
        initial,
        _("What %(name)s gives") % {"name": row.person.called_name},
    )
