"""What templates ask of insight."""

from typing import Any

from django import template
from django.utils.translation import gettext_lazy as _

from banso.kit.formatting import p_value, percent

register = template.Library()

TABS = (
    ("insight:year", _("This year")),
    ("insight:findings", _("Findings")),
    ("insight:trends", _("Trends")),
    ("insight:questions", _("Extraction")),
    ("insight:reports", _("Reports")),
)


@register.inclusion_tag("insight/_partials/tabs.html")
def tabs(here: str) -> dict[str, Any]:
    """Show where else figures are."""
    return {"tabs": TABS, "here": here}


register.filter("percent", percent)
register.filter("p_value", p_value)
