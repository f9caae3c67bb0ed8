"""Everything that a home is told by its environment, with types: read here and nowhere else."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

PREFIX = "BANSO_"
NO = ("0", "false", "off", "no", "n", "f")


@dataclass(frozen=True)
class Environment:
    """What may be said, each as BANSO_ and the name in capitals; empty is as good as not said."""

    home: Path = field(default_factory=lambda: Path.home() / ".local/share/banso")
    home_key: Path | None = None
    backup_places: tuple[Path, ...] = ()
    backup_to: tuple[str, ...] = ()
    checkpoint_key: Path | None = None
    checkpoint_mail: tuple[str, ...] = ()
    checkpoint_places: tuple[Path, ...] = ()
    database_owner_url: str = ""
    database_url: str = ""
    database_pool_min: int = 1
    database_pool_max: int = 12
    debug: bool = False
    fonts: tuple[Path, ...] = ()
    hosts: tuple[str, ...] = ("localhost", "127.0.0.1", "[::1]")
    https: bool = False
    hsts_preload: bool = False
    proxies: int = 0
    mail_from: str = "banso@localhost"
    mail_url: str = ""
    watch_mail: tuple[str, ...] = ()


def _yes_or_no(text: str) -> bool:
    if text.lower() in environ.Env.BOOLEAN_TRUE_STRINGS:
        return True
    if text.lower() in NO:
        return False
    raise ValueError("it is 1 or 0")


def _number(text: str) -> int:
    if not text.isdecimal():
        raise ValueError("it is a whole number")
    return int(text)


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())


def _folders(text: str) -> tuple[Path, ...]:
    return tuple(Path(one) for one in text.split(os.pathsep) if one)


READERS: Mapping[Any, Callable[[str], Any]] = {
    bool: _yes_or_no,
    int: _number,
    str: str,
    Path: Path,
    Path | None: Path,
    tuple[str, ...]: _words,
    tuple[Path, ...]: _folders,
}


def variable(name: str) -> str:
    """Return how a setting of the environment is called outside."""
    return PREFIX + name.upper()


def read_environment(variables: Mapping[str, str] = os.environ) -> Environment:
    """
    Return what this process was told.

    :raises ImproperlyConfigured: if something that was said cannot be meant
    """
    env, said = environ.Env(), {}
    env.ENVIRON = variables
    for one in fields(Environment):
        name = variable(one.name)
        if not variables.get(name):
            continue
        try:
            said[one.name] = env(name, cast=READERS[one.type])
        except ValueError as error:
            raise ImproperlyConfigured(f"{name}={variables[name]}: {error}") from error
    return Environment(**said)
