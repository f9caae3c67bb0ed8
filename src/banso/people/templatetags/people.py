"""What pages of other rooms say about a person."""

from typing import Any

from django import template

register = template.Library()


@register.inclusion_tag("people/_partials/died.html")
def died(person: Any) -> dict[str, Any]:
    """Say in one line, of somebody who has died, why nothing is begun here."""
    return {"person": person}
