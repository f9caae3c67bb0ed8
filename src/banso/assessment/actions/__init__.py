"""Every write of assessments."""

from banso.assessment.actions.parts import write_part
from banso.assessment.actions.snapshots import (
    AlreadyFinished,
    NoSuchForm,
    TakenLater,
    begin_assessment,
    finish_assessment,
)

__all__ = [
    "AlreadyFinished",
    "NoSuchForm",
    "TakenLater",
    "begin_assessment",
    "finish_assessment",
    "write_part",
]
