"""
`./banso supply`: what Banso is made of, under which licences, and whether faults of it are known.

It reads the hashed locks, and of each package what it says of itself where it is installed.
"""

import argparse
import http.client
import json
import re
import sys
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

ROOT = Path(__file__).resolve().parents[1]
IN_USE, TO_WORK = ROOT / "requirements.txt", ROOT / "requirements-dev.txt"
PACKAGE = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>[^\s;]+)(?: ; (?P<where>.+?))? \\$")
HASH = re.compile(r"^ {4}--hash=sha256:(?P<hash>[0-9a-f]{64})(?: \\)?$")
NOTHING_KNOWN, KNOWN, NOT_ASKED = 0, 1, 2

ACCEPTED = {
    *("MIT", "MIT-0", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "ISC", "PSF-2.0", "Zlib"),
    *("0BSD", "CC0-1.0"),
}
"""Licences under which anybody may use and pass on a package, as Banso's own asks."""

LOOKED_AT = {
    "altair": ("BSD-3-Clause", "the text of the licence stands in place of its name"),
    "axe-playwright-python": ("MIT", "its wheel carries the text, not the name; in tests only"),
    "certifi": ("MPL-2.0", "in tests only, unchanged, and no part of Banso"),
    "colorama": ("BSD-3-Clause", "on Windows only"),
    "fido2": (
        "BSD-2-Clause",
        "with parts under Apache-2.0 and a public list under MPL-2.0, as it is",
    ),
    "hypothesis": ("MPL-2.0", "in tests only, unchanged, and no part of Banso"),
    "libcst": ("MIT", "with parts of Python (PSF-2.0); for small changes in tests only"),
    "pathspec": ("MPL-2.0", "where a wheel is built only, unchanged, and no part of Banso"),
    "psycopg": ("LGPL-3.0-only", "a package of its own beside Banso, for PostgreSQL (NOTICE)"),
    "psycopg-binary": ("LGPL-3.0-only", "as psycopg"),
    "psycopg-pool": ("LGPL-3.0-only", "as psycopg"),
    "sqlcipher3": (
        "Zlib",
        "its wheel carries the text, not the name; SQLCipher in it is BSD-3-Clause",
    ),
    "pyrage": ("MIT", "its wheel carries the text, not the name"),
    "pytest-django": ("BSD-3-Clause", "in tests only"),
    "python-stdnum": ("LGPL-2.1-or-later", "a package of its own beside Banso, unchanged (NOTICE)"),
    "pyyaml-ft": ("MIT", "where Python has no lock of its own only"),
    "qrcode": ("BSD-3-Clause", "with a part under MIT, as it says itself"),
    "scipy": ("BSD-3-Clause", "the text of the licence stands in place of its name"),
    "tzdata": ("Apache-2.0", "on Windows only"),
}
"""Packages that say their licence otherwise, not at all, or have one that asks for something."""

_NAMES = {
    "MIT License": "MIT",
    "Apache Software License": "Apache-2.0",
    "Apache 2.0": "Apache-2.0",
    "BSD": "BSD-3-Clause",
    "BSD License": "BSD-3-Clause",
    "BSD 2-Clause License": "BSD-2-Clause",
}


@dataclass(frozen=True)
class Part:
    """A locked package."""

    name: str
    version: str
    hashes: tuple[str, ...]
    where: str = ""
    in_use: bool = False

    @property
    def purl(self) -> str:
        """Its name for every tool."""
        return f"pkg:pypi/{self.name}@{self.version}"


def locked(path: Path) -> Iterator[tuple[str, str, str, tuple[str, ...]]]:
    """
    Yield name, version, condition and hashes of each package of a lock.

    :raises ValueError: if a line is anything else, such as an address
    """
    found: tuple[str, str, str] | None = None
    hashes: list[str] = []
    for line in path.read_text().splitlines():
        if package := PACKAGE.match(line):
            if found:
                yield (*found, tuple(hashes))
            found, hashes = (package["name"], package["version"], package["where"] or ""), []
        elif (one := HASH.match(line)) and found:
            hashes.append(one["hash"])
        elif line.strip():
            raise ValueError(f"{path.name}: {line}")
    if found:
        yield (*found, tuple(hashes))


def parts() -> list[Part]:
    """Return every locked package; one under several conditions stands there once for each."""
    used = {(name, version) for name, version, *_more in locked(IN_USE)}
    return [
        Part(name, version, hashes, where, (name, version) in used)
        for name, version, where, hashes in locked(TO_WORK)
    ]


def licence_of(name: str) -> str:
    """Return a package's licence as SPDX names it, or what it says in its place."""
    if name in LOOKED_AT:
        return LOOKED_AT[name][0]
    try:
        said = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return "not installed here"
    if "License-Expression" in said:
        return said["License-Expression"]
    kinds = [
        one.rpartition(" :: ")[2] for one in said.get_all("Classifier", []) if "License" in one
    ]
    spoken = [*said.get_all("License", []), *(kinds if len(kinds) == 1 else [])]
    told = next((one for one in spoken if one), "")
    if len(told) > 60 and len(kinds) == 1:
        told = kinds[0]
    return _NAMES.get(str(told), str(told))


def is_accepted(name: str) -> bool:
    """Return whether somebody has looked at a package's licence."""
    return name in LOOKED_AT or set(re.split(r" (?:AND|OR) ", licence_of(name))) <= ACCEPTED


def _needs(name: str) -> set[str]:
    try:
        lines = metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        return set()
    plain = [line for line in lines if "extra ==" not in line]
    return {re.split(r"[\s;<>=!~\[(]", line)[0].lower().replace("_", "-") for line in plain}


def _component(part: Part) -> dict[str, Any]:
    licence = licence_of(part.name)
    kind = "expression" if re.search(r" (?:AND|OR) ", licence) else "license"
    return {
        "type": "library",
        "bom-ref": part.purl,
        "name": part.name,
        "version": part.version,
        "purl": part.purl,
        "scope": "required" if part.in_use else "excluded",
        "licenses": [
            {"expression": licence} if kind == "expression" else {"license": {"id": licence}}
        ],
        "hashes": [{"alg": "SHA-256", "content": one} for one in sorted(set(part.hashes))],
    }


def list_of_parts() -> dict[str, Any]:
    """Return the list of parts in the form of CycloneDX 1.6: the same for the same locks."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    known = {part.purl: part for part in parts()}
    refs: dict[str, list[str]] = {}
    for part in known.values():
        refs.setdefault(part.name, []).append(part.purl)
    own = f"pkg:pypi/banso@{project['version']}"
    first = [re.split(r"[\s<>=\[]", line)[0].lower() for line in project["dependencies"]]

    def edges(names: set[str]) -> list[str]:
        return sorted(ref for name in names for ref in refs.get(name, []))

    depends = [{"ref": own, "dependsOn": edges(set(first))}]
    depends += [{"ref": ref, "dependsOn": edges(_needs(one.name))} for ref, one in known.items()]
    components = [_component(part) for part in known.values()]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid5(NAMESPACE_URL, json.dumps([own, components]))}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": own,
                "name": "banso",
                "version": project["version"],
                "purl": own,
                "licenses": [{"license": {"id": project["license"]}}],
            }
        },
        "components": components,
        "dependencies": depends,
    }


def ask_osv(question: bytes) -> bytes:
    """
    Return what OSV answers.

    :raises OSError: if it cannot be asked
    """
    line = http.client.HTTPSConnection("api.osv.dev", timeout=30)
    try:
        line.request("POST", "/v1/querybatch", question, {"Content-Type": "application/json"})
        answer = line.getresponse()
        if answer.status != 200:
            raise OSError(f"it answered {answer.status}")
        return answer.read()
    except http.client.HTTPException as error:
        raise OSError(type(error).__name__) from error
    finally:
        line.close()


def faults(ask: Callable[[bytes], bytes] = ask_osv) -> int:
    """Say which faults are known of what is locked; return how it ended."""
    known = list({part.purl: part for part in parts()}.values())
    question = [
        {"package": {"name": one.name, "ecosystem": "PyPI"}, "version": one.version}
        for one in known
    ]
    try:
        results = json.loads(ask(json.dumps({"queries": question}).encode()))["results"]
        found = [
            (one, fault["id"])
            for one, result in zip(known, results, strict=True)
            for fault in (result or {}).get("vulns", [])
        ]
    except (OSError, ValueError, KeyError, TypeError) as error:
        _say(f"NOT ASKED: api.osv.dev could not be asked ({error}). Nothing is known about faults.")
        return NOT_ASKED
    for part, fault in found:
        _say(f"{part.name} {part.version}: {fault}{'' if part.in_use else ' (in tests only)'}")
    _say(f"{len(known)} packages asked about, {len(found)} known faults")
    return KNOWN if found else NOTHING_KNOWN


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what was asked for; without a word, say what it is made of."""
    parser = argparse.ArgumentParser("banso supply", description=__doc__)
    parser.add_argument("--sbom", type=Path, metavar="FILE", help="write the list of parts there")
    parser.add_argument("--faults", action="store_true", help="ask OSV whether faults are known")
    asked = parser.parse_args(arguments)
    if asked.sbom:
        asked.sbom.write_text(json.dumps(list_of_parts(), indent=1, ensure_ascii=False) + "\n")
    if asked.faults:
        return faults()
    if not asked.sbom:
        for part in parts():
            _say(f"{part.name} {part.version}  {licence_of(part.name)}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
