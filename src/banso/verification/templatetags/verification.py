"""What templates ask of verification."""

from typing import Any

from django import template
from django.utils.translation import gettext_lazy as _

register = template.Library()

TABS = (
    ("verification:findings", _("Findings")),
    ("verification:trends", _("Trends")),
    ("verification:questions", _("Extraction")),
    ("verification:reports", _("Reports")),
)


@register.inclusion_tag("verification/_partials/tabs.html")
def tabs(here: str) -> dict[str, Any]:
    """Show where else figures are."""
    return {"tabs": TABS, "here": here}


@register.filter
def percent(value: float | None) -> str:
    """Show a share in percent."""
    return "—" if value is None else f"{100 * value:.0f}%"
