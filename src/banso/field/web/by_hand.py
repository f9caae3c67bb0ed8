"""Writing by hand what a telephone brought home and could not be written by itself."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from banso.access.doors import door
from banso.access.rules import Duty
from banso.access.viewer import Viewer, WorkerRequest
from banso.audit.actions import record_read
from banso.drafts.form_flow import answer_form
from banso.field import actions
from banso.field.queries import morning
from banso.field.rules import CHANGES, Kind
from banso.field.web.forms import NEW, WriteLineForm
from banso.intake.actions import NewMeeting
from banso.intake.queries import usually_met
from banso.intake.rules import Condition, Handed, Outcome
from banso.kit.form_flow import FormPage
from banso.kit.formatting import brief_day
from banso.kit.forms import BansoForm, Choices
from banso.kit.refusals import NotSeen
from banso.people.queries import living, people_seen_by


def _who(row: Any, viewer: Viewer) -> Choices:
    """Return whom it may have been: whom the line names, if they live, whom one usually meets."""
    seen = people_seen_by(viewer).filter(living())
    named = seen.filter(pk=row.person_id).first() if row.person_id else None
    found = [(str(named.pk), named.called_name)] if named else []
    usual = usually_met(row.pack.round, viewer, also_met=True)
    return found + [
        (str(one.person_id), f"{one.called_name} {brief_day(one.last_at)}")
        for one in usual
        if one.person_id != row.person_id
    ]


def _text(body: dict[str, Any], name: str) -> str:
    return body[name] if isinstance(body.get(name), str) else ""


def _named(row: Any, who: Choices) -> UUID | None:
    """Return whom the line names, where they can be chosen."""
    return row.person_id if who and who[0][0] == str(row.person_id) else None


def _said(row: Any, viewer: Viewer, who: Choices) -> dict[str, Any]:
    """Return what the line says, as it stands in the form."""
    body = row.body if isinstance(row.body, dict) else {}
    named = _named(row, who)
    note = [_text(body, "note")]
    if body.get("kind") in CHANGES and (body["kind"] != Kind.PLACE or viewer.may(Duty.SEE_PLACES)):
        note.append(f"{Kind.label_of(body['kind'])}: {_text(body, 'text')}")
    handed = body.get("handed")
    return {
        "who": named and str(named),
        "called_name": _text(body, "called_name"),
        "place": _text(body, "place") if viewer.may(Duty.SEE_PLACES) else "",
        "looks": _text(body, "looks"),
        "outcome": body.get("outcome") if body.get("outcome") in Outcome.values else None,
        "condition": body.get("condition") if body.get("condition") in Condition.values else "",
        "handed": [one for one in handed if one in Handed.values]
        if isinstance(handed, list)
        else [],
        "words": _text(body, "words"),
        "note": "\n".join(one for one in note if one),
        "promise_text": _text(body, "promise_text"),
        "promise_on": _day(_text(body, "promise_on")),
    }


def _day(text: str) -> Any:
    try:
        return parse_date(text)
    except ValueError:
        return None


def _moment(row: Any) -> Any:
    """Return when it happened, as far as the telephone's word can be true."""
    try:
        said = parse_datetime(_text(row.body, "at")) if isinstance(row.body, dict) else None
    except ValueError:
        said = None
    if said is None or timezone.is_naive(said):
        return row.at
    return said if row.pack.created_at <= said <= row.at else row.at


@door(Duty.RECORD_ROUNDS, Duty.SEE_MEMORY)
def write(request: WorkerRequest, op_id: UUID) -> HttpResponse:
    """Write a line by hand, as a meeting of its night."""
    row = morning.aside_seen(request.viewer, op_id)
    if row.pack.round_id is None:  # of a visit: its page leads to where visits are written
        raise NotSeen
    back = reverse("field:morning", args=[row.pack.round_id])
    who = _who(row, request.viewer)
    record_read(what="round", people=[UUID(one) for one, _label in who], by=request.viewer)

    def act(form: BansoForm, token: UUID | None) -> str:
        typed = form.typed()
        person = typed.pop("who")
        actions.write_line(
            op_id=op_id,
            person_id=None if person == NEW else UUID(person),
            meeting=NewMeeting(at=_moment(row), **typed),
            by=request.viewer,
        )
        return back

    page = FormPage(
        _("Write this line by hand"),
        initial=_said(row, request.viewer, who),
        form_kwargs={"who": who},
        context={
            "back_url": back,
            "lead": _("What the telephone wrote stands in the form. Put right what is wrong."),
            "submit_label": _("Keep"),
        },
        about=_named(row, who),
    )
    return answer_form(request, WriteLineForm, page, act)
