"""Every write of training."""

from banso.training.actions.care import (
    add_hours,
    begin_heavy,
    end_heavy,
    keep_handover_words,
    keep_supervision,
    strike_hours,
    thank,
)
from banso.training.actions.certificates import (
    CertificateTaken,
    NewCertificate,
    give_certificate,
    withdraw_certificate,
)
from banso.training.actions.courses import (
    NewCourse,
    NotSupervisable,
    keep_course,
    keep_session,
    mark_presence,
    sign_up,
)
from banso.training.actions.duties import end_requirement, require
from banso.training.actions.passing import (
    CannotTakeOver,
    DayTooFar,
    Takers,
    ToWhom,
    let_go_handing_over,
    move_caseload,
)

__all__ = [
    "CannotTakeOver",
    "DayTooFar",
    "Takers",
    "ToWhom",
    "let_go_handing_over",
    "move_caseload",
    "CertificateTaken",
    "NewCertificate",
    "NewCourse",
    "NotSupervisable",
    "add_hours",
    "begin_heavy",
    "end_heavy",
    "end_requirement",
    "give_certificate",
    "keep_course",
    "keep_handover_words",
    "keep_session",
    "keep_supervision",
    "mark_presence",
    "require",
    "sign_up",
    "strike_hours",
    "thank",
    "withdraw_certificate",
]
