"""Addresses of planning."""

from django.urls import path

from banso.planning.web import agreements, cells, frames, plans, sheets

app_name = "planning"

urlpatterns = [
    path("people/<uuid:person_id>/plans/", plans.listed, name="list"),
    path("people/<uuid:person_id>/plans/current/", plans.current, name="current"),
    path("people/<uuid:person_id>/plans/begin/", frames.begin, name="begin"),
    path("desk/reviews/", plans.reviews, name="reviews"),
    path("plans/<uuid:plan_id>/", plans.show, name="show"),
    path("plans/<uuid:plan_id>/frame/", frames.frame, name="frame"),
    path("plans/<uuid:plan_id>/replan/", frames.replan, name="replan"),
    path("plans/<uuid:plan_id>/compare/", plans.compare_chosen, name="compare_chosen"),
    path("plans/<uuid:plan_id>/compare/<uuid:other_id>/", plans.compare, name="compare"),
    path(
        "plans/<uuid:plan_id>/cells/<slug:domain>/<slug:period>/<slug:sensitivity>/",
        cells.cell,
        name="cell",
    ),
    path("plans/<uuid:plan_id>/wish/", cells.wish, name="wish"),
    path("plans/<uuid:plan_id>/goals/add/", cells.add_goal, name="add_goal"),
    path("plans/<uuid:plan_id>/goals/<uuid:goal_id>/", cells.goal, name="goal"),
    path("plans/<uuid:plan_id>/goals/<uuid:goal_id>/drop/", cells.drop_goal, name="drop_goal"),
    path("plans/<uuid:plan_id>/agree/", agreements.agree, name="agree"),
    path("plans/<uuid:plan_id>/evaluate/", agreements.evaluate, name="evaluate"),
    path("plans/<uuid:plan_id>/copy/", agreements.copy, name="copy"),
    path("plans/<uuid:plan_id>/sheets/<slug:sheet>.<slug:kind>", sheets.sheet, name="sheet"),
    path(
        "evaluations/<uuid:evaluation_id>/sheet.<slug:kind>",
        sheets.evaluation_sheet,
        name="evaluation_sheet",
    ),
]
