"""What templates ask of training."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from banso.access.rules import Duty
from banso.access.viewer import Viewer

register = template.Library()

# What each page is called, and the duties without which it isn't offered.
TABS = (
    ("mine", _("My page"), ()),
    ("courses", _("Courses"), ()),
    ("supervision", _("Talks (supervision)"), ()),
    ("hours", _("Hours worked"), ()),
    ("handing_over", _("Handing over (引継書)"), (Duty.SEE_MEMORY,)),
    ("carried", _("Who carries what"), (Duty.ASSIGN_COMPANIONS, Duty.SEE_MEMORY)),
    ("members", _("Certificates"), (Duty.MANAGE_AGENCY,)),
)


@register.inclusion_tag("training/_partials/tabs.html", takes_context=True)
def training_tabs(context: dict[str, Any], here: str) -> dict[str, Any]:
    """Show the room's other pages."""
    viewer: Viewer = context["viewer"]
    arguments = {"handing_over": [viewer.member_id]}
    return {
        "tabs": [
            (reverse(f"training:{name}", args=arguments.get(name)), label, name == here)
            for name, label, duties in TABS
            if all(viewer.may(duty) for duty in duties)
        ]
    }
