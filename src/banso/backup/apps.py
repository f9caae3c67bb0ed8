"""Backup as a Django app."""

from django.apps import AppConfig


class BackupConfig(AppConfig):
    """The home kept a second time, and brought back."""

    name = "banso.backup"
    label = "backup"
