"""Every form of a page, filled in as a browser sends it: for sending it once, and once more."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin

from django.db import connection

Attributes = dict[str, str | None]
TYPED = {"time": "10:00", "number": "1", "email": "a@example.org", "tel": "0312345678"}
# What is written whenever anything is done, or kept so that nothing is done twice.
BESIDE = ("audit_", "django_session", "usersessions_", "drafts_")


@dataclass
class Form:
    """One form: where it goes, and what stands in its fields."""

    action: str
    fields: dict[str, Any] = field(default_factory=dict)
    chosen: set[str] = field(default_factory=set)


class Forms(HTMLParser):
    """Reads the forms of a page that are sent."""

    def __init__(self, address: str, today: date) -> None:
        super().__init__()
        self.address, self.today = address, today
        self.found: list[Form] = []
        self._form: Form | None = None
        self._choice = self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Read where a form begins, and each of its fields."""
        given = dict(attrs)
        if tag == "form" and (given.get("method") or "get").lower() == "post":
            self._form = Form(urljoin(self.address, given.get("action") or self.address))
            self.found.append(self._form)
        elif self._form is None:
            return
        elif tag == "option" and self._choice:
            self._option(self._form, given)
        elif name := given.get("name") or "":
            self._named(self._form, tag, name, given)

    def handle_data(self, data: str) -> None:
        """Read what stands in a long field."""
        if self._form and self._text and data.strip():
            self._form.fields[self._text] = data.strip()

    def handle_endtag(self, tag: str) -> None:
        """Read where something ends."""
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._choice = ""
        elif tag == "textarea":
            self._text = ""

    def _option(self, form: Form, given: Attributes) -> None:
        if not form.fields[self._choice] or "selected" in given:
            form.fields[self._choice] = given.get("value") or ""

    def _named(self, form: Form, tag: str, name: str, given: Attributes) -> None:
        kind, value = given.get("type") or "text", given.get("value") or ""
        if tag == "select":
            self._choice = name
            form.fields[name] = ""
        elif tag == "textarea":
            self._text = name
            form.fields[name] = "ことば"
        elif tag == "button":
            form.fields.setdefault(name, value)
        elif tag == "input" and kind in ("radio", "checkbox"):
            if name not in form.chosen or "checked" in given:
                form.fields[name] = value or "on"
            form.chosen.add(name)
        elif tag == "input" and kind not in ("submit", "reset", "file"):
            typed = self.today.isoformat() if name.endswith("on") else "見本"
            form.fields[name] = value or ("" if kind == "hidden" else TYPED.get(kind, typed))


def forms_of(page: str, address: str, today: date) -> list[Form]:
    """Return the forms of a page, filled in."""
    forms = Forms(address, today)
    forms.feed(page)
    return forms.found


@contextmanager
def rows_made() -> Iterator[list[str]]:
    """Yield the tables into which rows come meanwhile, but those written beside everything."""
    tables: list[str] = []

    def watch(execute: Any, sql: str, *rest: Any) -> Any:
        if sql.startswith("INSERT INTO"):
            table = sql.split()[2].strip('"')
            tables.extend([] if table.startswith(BESIDE) else [table])
        return execute(sql, *rest)

    with connection.execute_wrapper(watch):
        yield tables


def answers_itself(answer: Any) -> bool:
    """
    Return whether a form that was sent is answered by a whole page that says neither of a mistake
    nor which address leads to it again: Back finds nothing.
    """
    page = answer.status_code == 200 and "html" in answer.headers.get("Content-Type", "")
    said = (b'role="alert"', b'data-answers-post="/')
    return page and b"<html" in answer.content and not any(one in answer.content for one in said)
