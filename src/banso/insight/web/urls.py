"""Addresses of insight."""

from django.urls import path

from banso.insight.web import findings, groups, homes, questions, reports, research, trends, year

app_name = "insight"

urlpatterns = [
    path("year/", year.year, name="year"),
    path("findings/", findings.findings, name="findings"),
    path("findings/finding.xlsx", findings.taken_out, name="finding_file"),
    path("findings/groups/", groups.beside, name="groups"),
    path("findings/groups/<slug:code>/<slug:item>/add/", groups.add, name="add_group"),
    path("findings/groups/<uuid:group_id>/drop/", groups.drop, name="drop_group"),
    path("findings/behind/<slug:figure>/", findings.behind, name="behind"),
    path("trends/", trends.trends, name="trends"),
    path("trends/publish/", trends.publish, name="publish"),
    path("trends/homes/", homes.homes, name="homes"),
    path("trends/homes/choice/", homes.keep_choice, name="keep_choice"),
    path("trends/homes/<int:days>/<slug:group>/", homes.behind_homes, name="behind_homes"),
    path("trends/<slug:code>/", trends.one, name="trend"),
    path("trends/<slug:code>/behind/", trends.behind, name="behind_trend"),
    path("trends/<slug:code>/figure.<slug:kind>", trends.taken_out, name="trend_file"),
    path("questions/", questions.questions, name="questions"),
    path("questions/new/", questions.build, name="build"),
    path("questions/<uuid:question_id>/", questions.show, name="question"),
    path("questions/<uuid:question_id>/edit/", questions.build, name="rebuild"),
    path("questions/<uuid:question_id>/drop/", questions.drop, name="drop_question"),
    path(
        "questions/<uuid:question_id>/list.<slug:kind>", questions.taken_out, name="question_file"
    ),
    path("questions/<uuid:question_id>/research/", research.ask, name="ask_research"),
    path("research/", research.listed, name="researches"),
    path("research/<uuid:research_id>/", research.show, name="research"),
    path("research/<uuid:research_id>/decide/", research.decide, name="decide_research"),
    path("research/<uuid:research_id>/list.<slug:kind>", research.taken_out, name="research_file"),
    path("reports/", reports.reports, name="reports"),
    path("reports/setting/", reports.setting, name="report_setting"),
    path("reports/<slug:code>/", reports.one, name="report"),
    path("reports/<slug:code>/behind/", reports.behind, name="behind_report"),
    path("reports/<slug:code>/sheet.<slug:kind>", reports.page, name="report_page"),
    path("reports/<slug:code>/report.xlsx", reports.taken_out, name="report_file"),
]
