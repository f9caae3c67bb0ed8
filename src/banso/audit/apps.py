"""Audit as a Django app."""

from typing import Any

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The trace."""

    name = "banso.audit"
    label = "audit"

    def ready(self) -> None:
        """Trace what happens on the floor below and inside the sign-in package."""
        from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed

        from banso.access.events import guest_changed, member_changed, proposal_changed
        from banso.audit.actions import record_event, record_sign_in

        def came_in(sender: Any, user: Any, **kwargs: Any) -> None:
            record_sign_in(account_id=user.pk, action="signed_in")

        def went_out(sender: Any, user: Any, **kwargs: Any) -> None:
            if user is not None:
                record_sign_in(account_id=user.pk, action="signed_out")

        def failed(sender: Any, credentials: dict[str, Any], **kwargs: Any) -> None:
            record_sign_in(username=str(credentials.get("username", "")), action="sign_in_failed")

        def member(
            sender: Any, member_id: Any, agency_id: Any, action: str, by: Any, **kwargs: Any
        ) -> None:
            record_event(
                action=action,
                by=by,
                agency_id=agency_id,
                object_kind="access.Member",
                object_id=member_id,
            )

        def guest(
            sender: Any, guest_id: Any, agency_id: Any, action: str, by: Any, **kwargs: Any
        ) -> None:
            record_event(
                action=action,
                by=by,
                agency_id=agency_id,
                object_kind="access.Guest",
                object_id=guest_id,
                detail=kwargs.get("detail"),
            )

        def proposal(
            sender: Any, proposal_id: Any, agency_id: Any, action: str, by: Any, **kwargs: Any
        ) -> None:
            record_event(
                action=action,
                by=by,
                agency_id=agency_id,
                object_kind="access.Proposal",
                object_id=proposal_id,
                detail=kwargs.get("detail"),
            )

        guest_changed.connect(guest, weak=False, dispatch_uid="audit-guest")
        proposal_changed.connect(proposal, weak=False, dispatch_uid="audit-proposal")
        member_changed.connect(member, weak=False, dispatch_uid="audit-member")
        user_logged_in.connect(came_in, weak=False, dispatch_uid="audit-in")
        user_logged_out.connect(went_out, weak=False, dispatch_uid="audit-out")
        user_login_failed.connect(failed, weak=False, dispatch_uid="audit-failed")
