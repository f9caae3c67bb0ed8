"""Addresses of the backup room."""

from django.urls import path

from banso.backup.web import views

app_name = "backup"

urlpatterns = [path("backups/", views.on_desk, name="on_desk")]
