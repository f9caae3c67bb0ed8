"""A meeting without consent whose last sworn member has gone: who goes on."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from banso.access.doors import door
from banso.access.queries import member_choices
from banso.access.rules import Duty
from banso.access.viewer import WorkerRequest
from banso.conferences import actions
from banso.conferences.queries import left_without_oath
from banso.kit.form_flow import FormPage, answer_without_draft
from banso.kit.forms import BansoForm, Choices, DayField
from banso.kit.refusals import NotSeen


class OathForm(BansoForm):
    """Naming who has sworn and goes on."""

    to = forms.ChoiceField(label=gettext_lazy("Who has sworn and goes on"))
    sworn_on = DayField(past=True, label=gettext_lazy("Day of the oath of secrecy"))

    def __init__(self, *args: Any, members: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("to", members)


@door(Duty.MANAGE_AGENCY)
def pass_oath(request: WorkerRequest, conference_id: UUID) -> HttpResponse:
    """Name somebody else who goes on; nothing of the meeting is shown."""
    viewer = request.viewer
    rows = left_without_oath(viewer.agency_id, viewer.today)
    if not rows.filter(pk=conference_id).exists():
        raise NotSeen

    def act(form: BansoForm, token: UUID | None) -> str:
        typed = form.typed()
        actions.pass_oath(
            conference_id=conference_id,
            to_id=UUID(typed["to"]),
            sworn_on=typed["sworn_on"],
            by=viewer,
        )
        return "/watch/"

    others = [one for one in member_choices(viewer) if one[0] != str(viewer.member_id)]
    page = FormPage(
        _("Who goes on with a meeting without consent"),
        context={"back_url": "/watch/"},
        form_kwargs={"members": others},
    )
    return answer_without_draft(request, OathForm, page, act)
