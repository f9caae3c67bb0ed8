"""What stays Japanese on a page in English: what people typed, and forms that are data."""

from pathlib import Path

from django.apps import apps
from django.db.models import CharField, JSONField, TextField

import banso


def typed_and_declared() -> str:
    """Return all that stands in a home, and all that forms, laws and services say of themselves."""
    typed = [
        str(value)
        for model in apps.get_models()
        for one in model._meta.concrete_fields
        if isinstance(one, CharField | TextField | JSONField)
        for value in model._default_manager.values_list(one.attname, flat=True).distinct()
    ]
    source = Path(banso.__file__).parent
    declared = [path.read_text() for path in source.rglob("*.toml")]
    declared.append((source / "desk/templates/desk/kit.html").read_text())  # its sample people
    return "\n".join([*typed, *declared])
