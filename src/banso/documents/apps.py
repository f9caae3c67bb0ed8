"""Documents as a Django app."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """A person's papers that end on a day."""

    name = "banso.documents"
    label = "documents"
