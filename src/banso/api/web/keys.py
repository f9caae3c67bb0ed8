"""Keys at the desk: which there are, making one, ending one."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from banso.access.asking import known_lately
from banso.access.doors import door
from banso.access.leading import to_still_you
from banso.access.rules import Duty
from banso.access.viewer import WorkerRequest
from banso.api import actions, queries
from banso.api.rules import offered_to
from banso.api.web.forms import KeyForm
from banso.drafts.form_flow import answer_form
from banso.kit.form_flow import FormPage
from banso.kit.forms import BansoForm
from banso.kit.sealed_text import NotOpened, opened, sealed

_KEPT = "key of a program"
_LISTED = 200


def page_of(key_id: UUID) -> str:
    """Return the address at which a key is looked at."""
    return reverse("api:key", args=[key_id])


@door(Duty.EXPORT_LISTS)
def listed(request: WorkerRequest) -> HttpResponse:
    """The keys, the newest first."""
    rows = list(queries.keys_seen_by(request.viewer)[:_LISTED])
    context = {
        "rows": [(one, one.lasts(request.viewer.today)) for one in rows],
        "has_key": queries.has_own_second_key(request.viewer),
        "own": request.viewer.member_id,
    }
    return render(request, "api/keys.html", context)


@door(Duty.EXPORT_LISTS)
def make(request: WorkerRequest) -> HttpResponse:
    """Make a key, after saying once more who one is."""
    if not known_lately(request):
        return to_still_you(request)

    def act(form: BansoForm, token: UUID | None) -> str:
        made = actions.make_key(**form.typed(), by=request.viewer, new_id=token)
        if made.key:
            request.session[f"{_KEPT}:{made.row.pk}"] = sealed(made.key, _KEPT)
        return page_of(made.row.pk)

    page = FormPage(
        _("Make a key for a program"),
        form_kwargs={
            "duties": [(one.value, one.label) for one in offered_to(request.viewer.duties)]
        },
        context={
            "back_url": reverse("api:keys"),
            "lead": _(
                "A program that holds this key reads and writes in your name. Next you see the "
                "key, once."
            ),
            "submit_label": _("Make the key"),
        },
    )
    return answer_form(request, KeyForm, page, act)


@door(Duty.EXPORT_LISTS)
def show(request: WorkerRequest, key_id: UUID) -> HttpResponse:
    """One key: what it may and until when; the key itself on the first look, and never again."""
    one = queries.key_seen(request.viewer, key_id)
    kept = request.session.pop(f"{_KEPT}:{one.pk}", "")
    try:
        key = opened(kept, _KEPT) if kept else ""
    except NotOpened:
        key = ""
    context = {
        "one": one,
        "key": key,
        "serves": one.lasts(request.viewer.today),
        "duties": [Duty.label_of(duty) for duty in one.duties],
        "back_url": reverse("api:keys"),
    }
    return render(request, "api/key.html", context)


@require_POST
@door(Duty.EXPORT_LISTS)
def end(request: WorkerRequest, key_id: UUID) -> HttpResponse:
    """End a key."""
    one = actions.end_key(key_id=key_id, by=request.viewer)
    messages.info(request, _("“%(name)s” opens nothing any more.") % {"name": one.name})
    return redirect(page_of(one.pk))
