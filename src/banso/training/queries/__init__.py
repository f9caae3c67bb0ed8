"""Every read of training."""

from banso.training.queries.care import (
    Carried,
    carried,
    handover_people,
    handover_words,
    heavy_seen,
    heavy_walks,
    hours_of,
    hours_of_agency,
    minutes_of_contacts,
)
from banso.training.queries.courses import (
    certificate_seen,
    certificates_of,
    course_choices,
    course_seen,
    courses,
    members_trained,
    my_sessions,
    requirements,
    session_seen,
    sessions_to_come,
    supervision_of,
    thanks_of,
)
from banso.training.queries.handovers import Told, told_of

__all__ = [
    "Carried",
    "Told",
    "told_of",
    "carried",
    "certificate_seen",
    "certificates_of",
    "course_choices",
    "course_seen",
    "courses",
    "handover_people",
    "handover_words",
    "heavy_seen",
    "heavy_walks",
    "hours_of",
    "hours_of_agency",
    "members_trained",
    "minutes_of_contacts",
    "my_sessions",
    "requirements",
    "session_seen",
    "sessions_to_come",
    "supervision_of",
    "thanks_of",
]
