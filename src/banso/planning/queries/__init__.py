"""Every read of planning; each starts from whom this viewer may see."""

from banso.planning.queries.comparison import PlanComparison, compared, tried_before
from banso.planning.queries.grids import CellView, Grid, GridRow, cell_seen, grid_of, place_of
from banso.planning.queries.plans import (
    agreements_of,
    can_replan,
    copies_of,
    current_of,
    evaluation_seen,
    evaluations_of,
    goal_of,
    personal_of,
    plan_seen,
    plans_of,
    plans_seen_by,
    reviews_due,
    who_explains,
)

__all__ = [
    "CellView",
    "Grid",
    "GridRow",
    "PlanComparison",
    "agreements_of",
    "can_replan",
    "cell_seen",
    "compared",
    "copies_of",
    "current_of",
    "evaluation_seen",
    "evaluations_of",
    "goal_of",
    "grid_of",
    "personal_of",
    "place_of",
    "plan_seen",
    "plans_of",
    "plans_seen_by",
    "reviews_due",
    "who_explains",
    "tried_before",
]
