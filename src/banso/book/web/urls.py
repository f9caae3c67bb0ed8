"""Addresses of the book."""

from django.urls import path

from banso.book.web import views

app_name = "book"

urlpatterns = [
    path("", views.contents, name="contents"),
    path("<slug:chapter>/", views.show, name="chapter"),
]
