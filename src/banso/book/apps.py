"""The book as a Django app."""

from django.apps import AppConfig


class BookConfig(AppConfig):
    """The book that is read beside the work."""

    name = "banso.book"
    label = "book"
