"""Audit as a Django app."""

from typing import Any

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The trace."""

    name = "banso.audit"
    label = "audit"

    def ready(self) -> None:
        """Trace signing in and out, which happens inside another package."""
        from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed

        from banso.audit.actions import trace_sign_in

        def came_in(sender: Any, user: Any, **kwargs: Any) -> None:
            trace_sign_in(account_id=user.pk, action="signed_in")

        def went_out(sender: Any, user: Any, **kwargs: Any) -> None:
            if user is not None:
                trace_sign_in(account_id=user.pk, action="signed_out")

        def failed(sender: Any, credentials: dict[str, Any], **kwargs: Any) -> None:
            trace_sign_in(username=str(credentials.get("username", "")), action="sign_in_failed")

        user_logged_in.connect(came_in, weak=False, dispatch_uid="audit-in")
        user_logged_out.connect(went_out, weak=False, dispatch_uid="audit-out")
        user_login_failed.connect(failed, weak=False, dispatch_uid="audit-failed")
