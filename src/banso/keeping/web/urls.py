"""Addresses of what is kept for people; all of them begin with `keeping/`."""

from django.urls import path

from banso.keeping.web import books, keepings, sheets

app_name = "keeping"

urlpatterns = [
    path("", keepings.listed, name="list"),
    path("list-sheet.<slug:kind>", sheets.listed, name="list_sheet"),
    path("desk/", keepings.on_desk, name="on_desk"),
    path("of/<uuid:person_id>/", keepings.of_person, name="of_person"),
    path("of/<uuid:person_id>/begin/", keepings.begin, name="begin"),
    path("<uuid:keeping_id>/", keepings.show, name="show"),
    path("<uuid:keeping_id>/sign/", keepings.sign, name="sign"),
    path("<uuid:keeping_id>/keeper/", keepings.hand_over, name="hand_over"),
    path("<uuid:keeping_id>/end/", keepings.end, name="end"),
    path("<uuid:keeping_id>/in/", books.take_in, name="take_in"),
    path("<uuid:keeping_id>/out/", books.give_out, name="give_out"),
    path("<uuid:keeping_id>/count/", books.count, name="count"),
    path("rows/<uuid:book_row_id>/reverse/", books.reverse_row, name="reverse"),
    path("rows/<uuid:book_row_id>/second/", books.ask_row, name="ask_row"),
    path("counts/<uuid:count_id>/second/", books.ask_count, name="ask_count"),
    path("<uuid:keeping_id>/receipt-sheet.<slug:kind>", sheets.receipt, name="receipt"),
    path("<uuid:keeping_id>/book-sheet.<slug:kind>", sheets.book, name="book"),
    path("<uuid:keeping_id>/book.xlsx", sheets.book_file, name="book_file"),
]
