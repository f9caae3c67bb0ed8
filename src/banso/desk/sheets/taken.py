"""What was answered at a first consultation, as far as somebody may read of it."""

from typing import Any

from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.intake.instrument import IntakeSheet
from banso.intake.models import Intake
from banso.intake.rules import sensitivity_of
from banso.people.rules import readable


def items_closed(form: IntakeSheet, viewer: Viewer) -> set[str]:
    """Return the items whose answers ask for a duty that somebody has not."""
    allowed = readable(viewer.duties)
    return {
        one.code
        for one in form.more
        if one.sensitivity not in allowed or (one.duty and not viewer.may(Duty(one.duty)))
    }


def answers_read(taken: Intake, viewer: Viewer) -> dict[str, Any]:
    """Return what was answered, by item, as far as this viewer may read of it."""
    allowed = readable(viewer.duties)
    closed = items_closed(taken.instrument.form, viewer) if taken.instrument else set()
    matters = [one for one in taken.matters if sensitivity_of(one) in allowed]
    return {
        **{code: said for code, said in taken.answers.items() if code not in closed},
        "channel": taken.channel,
        "came_with": taken.came_with,
        "words": taken.words,
        "matters": matters,
        "worst": taken.worst if taken.worst in matters else "",
        "urgency": taken.urgency,
        "consent": taken.consent,
        "consent_way": taken.consent_way,
    }
