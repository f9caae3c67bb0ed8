"""Questionnaires of an agency's own, in versions."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.kit.data_forms import BadForm
from banso.kit.db import one_transaction
from banso.kit.refusals import NotSeen, Refusal
from banso.numbering.actions import next_number
from banso.surveys.instrument import read, seal
from banso.surveys.models import Instrument


class NoQuestionnaire(Refusal):
    """The text is no questionnaire; why is said."""

    field = "text"
    sentence = _("This is no questionnaire that can be used.")


@asks(Duty.MANAGE_AGENCY)
@one_transaction
def keep_questionnaire(*, body: dict[str, Any], by: Viewer) -> Instrument:
    """
    Keep a questionnaire of the agency's own; the same code again is its next version, and what was
    asked with an earlier one keeps that.

    :raises NoQuestionnaire: if it can't be used
    """
    try:
        form = read(body)
    except BadForm as error:
        raise NoQuestionnaire(f"{NoQuestionnaire.sentence} ({error})") from error
    rows = Instrument.objects.filter(agency_id=by.agency_id, code=form.code)
    same = rows.filter(seal=seal(body), retired_on=None)
    if (known := same.first()) is not None:
        return known
    number = next_number(
        scheme="questionnaire", agency_id=by.agency_id, period=form.code, standing=rows.count
    )
    if (known := same.first()) is not None:  # kept a moment ago, while this waited for its number
        return known
    rows.filter(retired_on=None).update(retired_on=by.today)
    version = (
        form.version
        if not rows.filter(version=form.version).exists()
        else f"{form.version[:12]}-{number}"
    )
    made = Instrument.objects.create(
        agency_id=by.agency_id, seal=seal(body), code=form.code, version=version, body=body
    )
    record_event(
        action="questionnaire_kept", by=by, object_kind="surveys.Instrument", object_id=made.pk
    )
    return made


@asks(Duty.MANAGE_AGENCY)
@one_transaction
def retire_questionnaire(*, code: str, by: Viewer) -> None:
    """
    Ask a questionnaire of the agency's own no more; what was asked stays.

    :raises NotSeen: if the agency has none of this code
    """
    if not Instrument.objects.filter(agency_id=by.agency_id, code=code, retired_on=None).update(
        retired_on=by.today
    ):
        raise NotSeen
    record_event(
        action="questionnaire_retired",
        by=by,
        object_kind="surveys.Instrument",
        detail={"code": code},
    )
