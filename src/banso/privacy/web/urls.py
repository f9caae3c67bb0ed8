"""Addresses of what the law on personal information asks for."""

from django.urls import path

from banso.privacy.web import askings, copying, leaks, processing, receivers, retention

app_name = "privacy"

urlpatterns = [
    path("privacy/", processing.start, name="start"),
    path("privacy/leaks/", leaks.listed, name="leaks"),
    path("privacy/leaks/enter/", leaks.enter, name="enter_leak"),
    path("privacy/leaks/of/<uuid:mishap_id>/", leaks.enter_from, name="leak_from"),
    path(
        "privacy/leaks/telephone/<uuid:telephone_id>/",
        leaks.enter_telephone,
        name="leak_telephone",
    ),
    path("privacy/leaks/<uuid:leak_id>/", leaks.show, name="leak"),
    path("privacy/leaks/<uuid:leak_id>/sheet.<slug:kind>", leaks.sheet, name="leak_sheet"),
    path("privacy/leaks/<uuid:leak_id>/write/", leaks.go_on, name="leak_on"),
    path("privacy/leaks/<uuid:leak_id>/told/", leaks.told, name="leak_told"),
    path("privacy/leaks/<uuid:leak_id>/close/", leaks.close, name="leak_close"),
    path(
        "privacy/leaks/<uuid:leak_id>/people/<uuid:person_id>/",
        leaks.name_affected,
        name="leak_person",
    ),
    path("privacy/processing/", processing.listed, name="processing"),
    path("privacy/processing/begin/", processing.begin, name="processing_begin"),
    path("privacy/processing/enter/", processing.enter, name="processing_enter"),
    path("privacy/processing/sheet.<slug:kind>", processing.sheet, name="processing_sheet"),
    path("privacy/processing/<uuid:processing_id>/", processing.change, name="processing_change"),
    path("privacy/processing/<uuid:processing_id>/end/", processing.end, name="processing_end"),
    path("privacy/receivers/enter/", receivers.enter, name="receiver_enter"),
    path("privacy/receivers/<uuid:receiver_id>/", receivers.change, name="receiver_change"),
    path("privacy/receivers/<uuid:receiver_id>/end/", receivers.end, name="receiver_end"),
    path("privacy/retention/", retention.listed, name="retention"),
    path("privacy/retention/<slug:record_kind>/", retention.change, name="retention_change"),
    path("privacy/endings/<uuid:ending_id>/", retention.ending, name="ending"),
    path("privacy/askings/", askings.listed, name="askings"),
    path("privacy/askings/<uuid:asking_id>/", askings.show, name="asking"),
    path("privacy/askings/<uuid:asking_id>/decide/", askings.decide, name="asking_decide"),
    path("privacy/askings/<uuid:asking_id>/told/", askings.answered, name="asking_told"),
    path("privacy/askings/<uuid:asking_id>/lift/", askings.lift, name="asking_lift"),
    path(
        "privacy/askings/<uuid:asking_id>/letter.<slug:kind>",
        askings.letter,
        name="asking_letter",
    ),
    path("privacy/askings/<uuid:asking_id>/copy/", copying.look, name="copy"),
    path("privacy/askings/<uuid:asking_id>/copy/found/", copying.take_over, name="copy_found"),
    path(
        "privacy/askings/<uuid:asking_id>/copy/text/<slug:text_key>/",
        copying.blacken,
        name="copy_blacken",
    ),
    path(
        "privacy/askings/<uuid:asking_id>/copy/show/<uuid:black_id>/",
        copying.show_again,
        name="copy_show",
    ),
    path(
        "privacy/askings/<uuid:asking_id>/copy/sheet.<slug:kind>",
        copying.sheet,
        name="copy_sheet",
    ),
    path("privacy/askings/<uuid:asking_id>/copy/data.json", copying.data, name="copy_data"),
    path("people/<uuid:person_id>/privacy/ask/", askings.enter, name="ask"),
    path("desk/privacy/", leaks.on_desk, name="on_desk"),
    path("people/<uuid:person_id>/privacy/", leaks.of_person, name="of_person"),
]
