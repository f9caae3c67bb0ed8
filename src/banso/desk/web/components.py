"""Every component once, for developers: in a demo home only."""

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe

from banso.access.doors import door
from banso.access.viewer import WorkerRequest
from banso.kit.forms import BansoForm
from banso.kit.refusals import NotSeen
from banso.kit.svg import picture, text


class _Sample(BansoForm):
    """A form that is always wrong."""

    field = forms.CharField(label="A field")


@door()
def components(request: WorkerRequest) -> HttpResponse:
    """
    The components, each as a page would use it, by day and by night.

    :raises NotSeen: outside a demo home
    """
    if not settings.BANSO_DEMO:
        raise NotSeen
    drawn = picture([text(10, 30, "例")], width=200, height=50, role="img", title="A drawing")
    context = {
        "after_dark": "night" in request.GET,
        "wrong": _Sample({}, auto_id="sample-%s"),
        "choices": [("1", "one"), ("2", "two")],
        "boxes": [("1", "one", True), ("2", "two", False)],
        "picture": mark_safe(drawn),  # noqa: S308 — our own drawing
    }
    return render(request, "desk/kit.html", context)
