"""Addresses of training."""

from django.urls import path

from banso.training.web import carried, courses, handing_over, hours, mine, passing

app_name = "training"

urlpatterns = [
    path("training/", mine.mine, name="mine"),
    path("training/courses/", courses.courses, name="courses"),
    path("training/courses/new/", courses.keep, name="new_course"),
    path("training/courses/<uuid:course_id>/", courses.keep, name="course"),
    path("training/courses/<uuid:course_id>/hold/", courses.hold, name="hold"),
    path("training/sessions/<uuid:session_id>/", courses.session, name="session"),
    path("training/sessions/<uuid:session_id>/join/", courses.join, name="join"),
    path("training/sessions/<uuid:session_id>/mark/", courses.mark, name="mark"),
    path("training/members/", courses.members, name="members"),
    path("training/members/<uuid:member_id>/certify/", courses.certify, name="certify"),
    path(
        "training/certificates/<uuid:certificate_id>/sheet.<slug:kind>",
        courses.certificate,
        name="certificate",
    ),
    path(
        "training/certificates/<uuid:certificate_id>/withdraw/", courses.withdraw, name="withdraw"
    ),
    path("training/gate/", courses.gate, name="gate"),
    path("training/gate/<uuid:requirement_id>/end/", courses.end_gate, name="end_gate"),
    path("training/supervision/", mine.supervision, name="supervision"),
    path("training/supervision/new/", mine.supervise, name="supervise"),
    path("training/hours/", hours.hours, name="hours"),
    path("training/hours/<uuid:hours_id>/strike/", hours.strike, name="strike"),
    path("training/hours/agency/", hours.worked, name="worked"),
    path("training/hours/agency/month.xlsx", hours.worked_file, name="worked_file"),
    path("training/carried/", carried.carried, name="carried"),
    path("training/heavy/<uuid:heavy_id>/", carried.lighter, name="lighter"),
    path("training/people/<uuid:person_id>/weighs/", carried.weighs, name="weighs"),
    path("training/people/<uuid:person_id>/words/", handing_over.words, name="words"),
    path("training/handing-over/<uuid:member_id>/", handing_over.handing_over, name="handing_over"),
    path(
        "training/handing-over/<uuid:member_id>/sheet.<slug:kind>",
        handing_over.handover,
        name="handover_sheet",
    ),
    path("members/<uuid:member_id>/let-go/", passing.let_go, name="let_go"),
    path("members/<uuid:member_id>/pass-on/", passing.pass_on, name="pass_on"),
    path("training/thanks/", mine.thank, name="thank"),
]
