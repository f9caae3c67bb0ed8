"""The statutory services a plan may apply for, each under the name that was in force."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from banso.kit.declared_fields import Bilingual


@dataclass(frozen=True)
class StatutoryService:
    """A service by law, for as long as it has this name."""

    code: str
    label: Bilingual
    from_on: date
    until_on: date | None
    sensitivity: str


@lru_cache(maxsize=1)
def all_services() -> tuple[StatutoryService, ...]:
    """Return every service that ever was, in the order of the national table."""
    rows = tomllib.loads(Path(__file__).with_name("services.toml").read_text(encoding="utf-8"))[
        "services"
    ]
    return tuple(
        StatutoryService(
            row["code"],
            Bilingual(row["ja"], row["en"]),
            row["from_on"],
            row.get("until_on"),
            row.get("sensitivity", "plain"),
        )
        for row in rows
    )


def services_on(day: date, allowed: list[str]) -> list[StatutoryService]:
    """
    Return the services whose name was in force on a day, as far as these sensitivities may be read.
    """
    return [
        one
        for one in all_services()
        if one.from_on <= day
        and (one.until_on is None or day <= one.until_on)
        and one.sensitivity in allowed
    ]


def services_named(codes: list[str], allowed: list[str]) -> list[StatutoryService]:
    """
    Return the services of these codes, whenever they were in force, as far as these sensitivities
    may be read.
    """
    return [one for one in all_services() if one.code in codes and one.sensitivity in allowed]
