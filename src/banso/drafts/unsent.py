"""A form that met the sign-in page, kept until the same account has signed in again."""

from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from banso.access.queries import agency_of_account
from banso.drafts import actions
from banso.kit.my_number import MyNumberRefused
from banso.kit.row_level_security import speaking_for


def keep_unsent(request: HttpRequest, account_id: UUID) -> str:
    """Keep a form that met the sign-in page; return where it goes on, or nothing."""
    if request.FILES or request.path == reverse("drafts:save_draft"):
        return ""  # a file is chosen again; a draft goes on by itself
    skipped = ("csrfmiddlewaretoken",)
    data = {name: values for name, values in request.POST.lists() if name not in skipped}
    agency_id = agency_of_account(account_id)
    if agency_id is None:
        return ""
    try:
        with speaking_for(agency_id):
            kept = actions.keep_unsent_form(
                account_id=account_id, path=request.get_full_path(), data=data, at=timezone.now()
            )
    except MyNumberRefused:
        return ""
    return reverse("drafts:unsent", args=[kept]) if kept else ""
