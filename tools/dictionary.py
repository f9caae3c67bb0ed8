"""
`./banso dictionary`: writes docs/data.md, the data dictionary, as the models and rooms declare it.

Of every model: what a row is, who may read its texts, how long it stays, and where its columns are
published. Nothing is written by hand there; a test compares it with the models.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

ROOT = Path(__file__).resolve().parents[1]
PLACE = ROOT / "docs/data.md"
HEAD = """# What is kept: every model and field

Made by `./banso dictionary` of the models and of what the rooms declare; not written by hand. A
test compares it.

- **who reads**: the duty that texts of a row ask for (`TextRule`), beyond having the person
  within reach; *by kind*: rows that speak of health, money or crime ask for a duty of their
  own; a field with one of its own says so.
- **how long**: *of the person*: as long as the agency keeps the record ([ADR
  50](decisions/0050-erasing.md)), and it goes when the record is erased; *N months*: it stays
  so long although the record is erased; *the body's*: an independent body keeps it; *of the
  house*: it is about nobody who is supported.
- **published**: the table of the copy without names in which the column stands ([ADR
  32](decisions/0032-published-by-name.md)). What has nothing there never leaves this way.
- **text** is what people type; a code has its words in a code list of the room's `rules`.
- The meaning of a field is its name, its kind and its codes; a sentence for each is not written
  yet.
"""


def dictionary() -> str:
    """Return the data dictionary as it stands."""
    from django.apps import apps
    from django.conf import settings

    lines = [HEAD]
    for room in settings.ROOMS:
        models = list(apps.get_app_config(room).get_models())
        if models:
            lines.append(f"## {room}\n")
        for model in sorted(models, key=lambda one: one.__name__):
            lines += _of_model(model)
    return "\n".join(lines).rstrip() + "\n"


def _of_model(model: Any) -> Iterator[str]:
    from banso.access.text_rules import TextRule
    from banso.kit.declarations import declared_by_code

    label = model._meta.label
    rule = declared_by_code(TextRule).get(label)
    yield f"### {model.__name__}\n"
    meaning = " ".join((model.__doc__ or "").split())
    yield f"{meaning}\n" if not meaning.startswith(f"{model.__name__}(") else ""
    yield f"- who reads: {_readers(rule)}"
    yield f"- how long: {_term(model)}\n"
    yield "| field | kind | reads | published |"
    yield "| --- | --- | --- | --- |"
    published = _published(label)
    for field in model._meta.concrete_fields:
        asks = rule.fields.get(field.name) if rule else None
        yield (
            f"| `{field.name}` | {_kind(field)} | {asks.value if asks else ''} | "
            f"{', '.join(published.get(field.attname, published.get(field.name, [])))} |"
        )
    yield ""


def _readers(rule: Any) -> str:
    if rule is None:
        return "no text that people type, or none of its own rule"
    said = [f"`{rule.duty.value}`" if rule.duty else "no duty beyond the door"]
    if rule.about:
        said.append("by kind")
    if rule.alone:
        said.append("who wrote it alone")
    if rule.shared:
        said.append("belongs to no agency")
    return ", ".join(said)


def _term(model: Any) -> str:
    from banso.kit.declarations import declared
    from banso.people.merge_rules import MergeRule
    from banso.privacy.rules.erasing import KEPT

    for kept in KEPT:
        if model._meta.label in {label for label, _path in kept.rows}:
            return f"{kept.months} months" if kept.months else "the body's"
    names = {field.name for field in model._meta.concrete_fields}
    about = model._meta.label in {one.model for one in declared(MergeRule)} or "person" in names
    return "of the person" if about or model._meta.label == "people.Person" else _led(model)


def _led(model: Any) -> str:
    """Return whether a row hangs on one that is about a person."""
    for field in model._meta.concrete_fields:
        to = field.remote_field.model if field.remote_field else None
        if to and any(one.name == "person" for one in to._meta.concrete_fields):
            return "of the person"
    return "of the house"


def _published(label: str) -> dict[str, list[str]]:
    from banso.kit.declarations import declared
    from banso.kit.publishing import PublishedTable

    found: dict[str, list[str]] = {}
    for table in declared(PublishedTable):
        if table.model == label:
            for column in table.all_columns:
                found.setdefault(column.read, []).append(f"`{table.code}.{column.name}`")
    return found


def _kind(field: Any) -> str:
    if field.remote_field:
        return f"→ {field.remote_field.model._meta.label}"
    kind = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", type(field).__name__).removesuffix(" Field").lower()
    said = {"prose": "text", "line": "text, one line", "char": "code", "big auto": "number"}
    kind = said.get(kind, kind).removesuffix("field")
    if field.choices:
        codes = [str(code) for code, _words in field.flatchoices]
        kind = "code: " + ", ".join(codes[:12]) + (" …" if len(codes) > 12 else "")
    return kind + (", may be empty" if field.null else "")


@click.command()
def write() -> None:
    """Write docs/data.md anew."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "banso.config.settings")
    django.setup()
    PLACE.write_text(dictionary(), encoding="utf-8")
    click.echo(f"{PLACE.relative_to(ROOT)} is as the models say")


if __name__ == "__main__":
    write(prog_name="banso dictionary")
