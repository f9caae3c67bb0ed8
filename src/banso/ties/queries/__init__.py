"""Every read of ties."""

from banso.ties.queries.figures import Figure, figures_of_agency, people_behind
from banso.ties.queries.ties import (
    Around,
    around,
    giving_seen,
    givings_of,
    hand_over_exists,
    hand_over_seen,
    hidden_of,
    hidden_tie,
    other_key_persons,
    tie_seen,
    ties_from_others,
    ties_seen_by,
    visits_of,
)

__all__ = [
    "Around",
    "Figure",
    "around",
    "figures_of_agency",
    "giving_seen",
    "givings_of",
    "hand_over_exists",
    "hand_over_seen",
    "hidden_of",
    "hidden_tie",
    "other_key_persons",
    "people_behind",
    "tie_seen",
    "ties_from_others",
    "ties_seen_by",
    "visits_of",
]
