"""Addresses of household budgets; all of them begin with `budget/`."""

from django.urls import path

from banso.budget.web import budgets, sheets

app_name = "budget"

urlpatterns = [
    path("desk/", budgets.on_desk, name="on_desk"),
    path("of/<uuid:person_id>/", budgets.of_person, name="of_person"),
    path("of/<uuid:person_id>/keep/", budgets.keep, name="keep"),
    path("<uuid:budget_id>/", budgets.show, name="show"),
    path("<uuid:budget_id>/month-sheet.<slug:kind>", sheets.month, name="month"),
    path("<uuid:budget_id>/years-sheet.<slug:kind>", sheets.years, name="years"),
    path("<uuid:budget_id>/days-sheet.<slug:kind>", sheets.days, name="days"),
]
