"""Every write of assessments."""

from banso.assessment.actions.parts import write_part
from banso.assessment.actions.snapshots import (
    AlreadyFinished,
    GoneOnFrom,
    NoSuchForm,
    TakenLater,
    begin_assessment,
    finish_assessment,
    reopen_assessment,
)

__all__ = [
    "AlreadyFinished",
    "GoneOnFrom",
    "NoSuchForm",
    "TakenLater",
    "begin_assessment",
    "finish_assessment",
    "reopen_assessment",
    "write_part",
]
