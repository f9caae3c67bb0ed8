"""
Asking: answers kept once and for ever, a tablet handed over, somebody the same day where a sum is
high.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.companionship.actions import make_promise
from banso.kit.clock import moment_of
from banso.kit.db import one_transaction
from banso.kit.declared_fields import LEFT_OUT
from banso.kit.ids import new_id as made_id
from banso.kit.refusals import Refusal
from banso.people.actions import Memory, remember, require_living
from banso.people.queries import person_seen
from banso.surveys.instrument import Questionnaire, read, said_of, seal
from banso.surveys.models import Instrument, Survey, TabletLink
from banso.surveys.queries import (
    form_of,
    instrument_offered,
    instrument_taken,
    offered,
    survey_seen,
)
from banso.surveys.queries.surveys import kept, may_still_ask, sealed
from banso.surveys.rules import Mode, Moment, asks_for_somebody, total_of

OPEN_FOR = timedelta(hours=2)


class AnswersUnknown(Refusal):
    """An answer is none of the steps."""

    sentence = _("An answer could not be read. Please choose again.")


class LinkOver(Refusal):
    """The link of a tablet was used, or its two hours are over."""

    sentence = _("This sheet is closed. Please give the tablet back.")


@dataclass(frozen=True, kw_only=True)
class NewSurvey:
    """
    One asking: with which questionnaire, when and how, and what was answered, item by item; `seal`
    where it was taken along, so that it is kept as it was asked also after a newer version.
    """

    code: str
    moment: str
    on: date
    mode: str
    answers: Mapping[str, str] = field(default_factory=dict)
    declined: bool = False
    seal: str = ""


@asks(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
@one_transaction
def keep_survey(
    *, person_id: UUID, survey: NewSurvey, by: Viewer, new_id: UUID | None = None
) -> Survey:
    """
    Keep what a person answered, or that they would rather not. What nobody touched stays empty;
    what was left out by choice is kept as that.

    :raises NotSeen: if the viewer may not see the person, or there is no such questionnaire for
      them
    :raises AnswersUnknown: if an answer is none of the steps
    """
    person = person_seen(by, person_id)
    require_living(person.pk, on=survey.on)
    if survey.seal:
        instrument = instrument_taken(by, survey.code, survey.seal)
    else:
        instrument = _instrument(instrument_offered(by, survey.code), by.agency_id)
    return _keep(person, instrument, survey, by, new_id)


@asks(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
@one_transaction
def take_forms_along(*, by: Viewer) -> list[Instrument]:
    """
    Keep the questionnaires that can be asked now as they are, and return them: what was answered
    to them without a network arrives later, perhaps after a newer version.
    """
    return [_instrument(body, by.agency_id) for _code, body in sorted(offered(by).items())]


def _instrument(body: dict[str, Any], agency_id: UUID) -> Instrument:
    found = kept(body, agency_id)
    if found is None:
        form = read(body)
        found = Instrument.objects.create(
            seal=seal(body), code=form.code, version=form.version, body=body
        )
    return found


def _keep(
    person: Any, instrument: Instrument, new: NewSurvey, by: Viewer, new_id: UUID | None = None
) -> Survey:
    form = form_of(instrument)
    steps = {one.code: {step for step, _label in one.options} for one in form.items}
    answers = {} if new.declined else new.answers
    given = {code: answers.get(code, "") for code in form.codes}
    if any(step not in ("", LEFT_OUT, *steps[code]) for code, step in given.items()):
        raise AnswersUnknown
    total = total_of(given, form.codes) if form.total and not new.declined else None
    survey = Survey(
        id=new_id or made_id(),
        agency_id=by.agency_id,
        person=person,
        instrument=instrument,
        code=form.code,
        moment=new.moment,
        on=new.on,
        mode=new.mode,
        asked_by_id=by.member_id,
        declined=new.declined,
        answers={} if new.declined else given,
        total=total,
        sensitivity=form.sensitivity,
    )
    survey.save(force_insert=True)
    _remember(survey, form, by)
    if asks_for_somebody(total, form.same_day_from):
        text = _g("%(title)s is high: be there today") % {"title": form.title}
        make_promise(
            person_id=person.pk,
            text=text[:200],
            due_on=by.today,
            answerable_id=by.member_id,
            by=by,
            to_them=True,
        )
    record_event(
        action="survey_kept",
        by=by,
        subjects=[person.pk],
        object_kind="surveys.Survey",
        object_id=survey.pk,
    )
    return survey


def _remember(survey: Survey, form: Questionnaire, by: Viewer) -> None:
    title = _g("Asked: %(title)s (%(moment)s)") % {
        "title": form.title,
        "moment": Moment.label_of(survey.moment),
    }
    lines = [f"{one.label}: {said_of(one, survey.answers)}" for one in form.items]
    fact = _g("Would rather not answer, and that is fine.") if survey.declined else "\n".join(lines)
    remember(
        person=survey.person,
        memory=Memory(
            at=moment_of(survey.on),
            kind="survey",
            title=title,
            fact=fact,
            sensitivity=form.sensitivity,
            source="surveys.Survey",
            source_id=survey.pk,
        ),
        by=by,
    )


@asks(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
@one_transaction
def hand_tablet(*, person_id: UUID, code: str, moment: str, by: Viewer) -> str:
    """
    Make a link for filling in alone, good for two hours and once, and return its token; only its
    seal is kept.

    :raises NotSeen: if the viewer may not see the person, or there is no such questionnaire for
      them
    """
    person = person_seen(by, person_id)
    require_living(person.pk)
    instrument, token = (
        _instrument(instrument_offered(by, code), by.agency_id),
        secrets.token_urlsafe(24),
    )
    TabletLink.objects.create(
        agency_id=by.agency_id,
        person=person,
        instrument=instrument,
        moment=moment,
        token_seal=sealed(token),
        made_by_id=by.member_id,
        expires_at=timezone.now() + OPEN_FOR,
    )
    record_event(
        action="tablet_handed", by=by, subjects=[person.pk], object_kind="surveys.TabletLink"
    )
    return token


@one_transaction
def answer_alone(*, link_id: UUID, answers: Mapping[str, str], declined: bool = False) -> Survey:
    """
    Keep what somebody filled in alone, on behalf of the member who handed them the tablet.

    :raises LinkOver: if it was used, its two hours are over, or that member has left or sees the
      person no more
    :raises AnswersUnknown: if an answer is none of the steps
    """
    now = timezone.now()
    if not TabletLink.objects.filter(pk=link_id, used_at=None, expires_at__gt=now).update(
        used_at=now
    ):
        raise LinkOver
    link = TabletLink.objects.select_related("instrument", "person").get(pk=link_id)
    by = may_still_ask(link)
    if by is None:
        raise LinkOver
    filled = NewSurvey(
        code=link.instrument.code,
        moment=link.moment,
        on=by.today,
        mode=Mode.ALONE,
        answers=answers,
        declined=declined,
    )
    return _keep(link.person, link.instrument, filled, by)


@asks(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
@one_transaction
def note_shown(*, survey_id: UUID, by: Viewer) -> None:
    """
    Note that the person was shown what they answered; the first day counts.

    :raises NotSeen: if the viewer may not read it
    """
    survey = survey_seen(by, survey_id)
    if Survey.objects.filter(pk=survey.pk, shown_on=None).update(shown_on=by.today):
        record_event(
            action="survey_shown",
            by=by,
            subjects=[survey.person_id],
            object_kind="surveys.Survey",
            object_id=survey.pk,
        )
