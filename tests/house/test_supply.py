"""What Banso is made of: locked by hashes, under licences that were looked at, made the same."""

import hashlib
import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from tools import supply

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.once


def test_every_package_is_locked_by_hashes_and_by_no_address() -> None:
    for lock in (supply.IN_USE, supply.TO_WORK):
        rows = list(supply.locked(lock))
        assert len(rows) > 40
        assert [name for name, _version, _where, hashes in rows if not hashes] == []
        assert not re.search(
            r"https?:|file:|git\+|--(?:index|extra|find|trusted)", lock.read_text()
        )
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    in_use = {name for name, *_more in supply.locked(supply.IN_USE)}
    asked = {re.split(r"[\s<>=\[]", one)[0].lower() for one in project["dependencies"]}
    assert asked - in_use == set()
    rest = {(name, version) for name, version, *_more in supply.locked(supply.TO_WORK)}
    assert {(name, version) for name, version, *_more in supply.locked(supply.IN_USE)} <= rest


def test_a_lock_with_anything_else_in_it_is_none(tmp_path: Path) -> None:
    for line in ("--index-url https://elsewhere.example/", "django", "django==5 @ https://x"):
        (tmp_path / "lock").write_text(f"{line}\n")
        with pytest.raises(ValueError, match="lock: "):
            list(supply.locked(tmp_path / "lock"))


def test_every_licence_is_one_that_was_looked_at() -> None:
    names = {part.name for part in supply.parts()}

    assert {name: supply.licence_of(name) for name in names if not supply.is_accepted(name)} == {}
    assert set(supply.LOOKED_AT) - names == set(), "nothing is left in the list that is not locked"
    asks = {name for name, (licence, _why) in supply.LOOKED_AT.items() if "GPL" in licence}
    notice = (ROOT / "NOTICE").read_text()
    assert all(name.removesuffix("-pool").removesuffix("-binary") in notice for name in asks)


def test_the_list_of_parts_names_every_locked_package_and_is_valid(tmp_path: Path) -> None:
    file = tmp_path / "banso.cdx.json"
    assert supply.main(["--sbom", str(file)]) == 0
    made = json.loads(file.read_text())
    assert (made["bomFormat"], made["specVersion"], made["version"]) == ("CycloneDX", "1.6", 1)
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", made["serialNumber"])
    assert made == supply.list_of_parts(), "the same for the same locks"
    refs = [one["bom-ref"] for one in made["components"]]
    assert sorted(refs) == sorted({part.purl for part in supply.parts()})
    for one in made["components"]:
        assert one["hashes"]
        assert all(re.fullmatch(r"[0-9a-f]{64}", each["content"]) for each in one["hashes"])
        (said,) = one["licenses"]
        assert set(said) in ({"expression"}, {"license"})
    assert {one["scope"] for one in made["components"]} == {"required", "excluded"}
    known = {*refs, made["metadata"]["component"]["bom-ref"]}
    assert {edge["ref"] for edge in made["dependencies"]} == known
    django = next(ref for ref in refs if ref.startswith("pkg:pypi/django@"))
    needs = next(one["dependsOn"] for one in made["dependencies"] if one["ref"] == django)
    assert any(ref.startswith("pkg:pypi/sqlparse@") for ref in needs)
    assert all(ref in known for one in made["dependencies"] for ref in one["dependsOn"])


def test_what_could_not_be_asked_is_never_silently_well(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def away(_question: bytes) -> bytes:
        raise OSError("no way there")

    def answering(name: str) -> Callable[[bytes], bytes]:
        """Return somebody who knows of one fault, of this package."""

        def answer(question: bytes) -> bytes:
            names = [one["package"]["name"] for one in json.loads(question)["queries"]]
            known = {"vulns": [{"id": "PYSEC-0000-1"}]}
            return json.dumps({"results": [known if one == name else {} for one in names]}).encode()

        return answer

    assert supply.faults(away) == supply.NOT_ASKED != 0
    assert "NOT ASKED" in capsys.readouterr().out
    for nonsense in (b"", b"{}", b'{"results": []}', b"<html>", b'{"results": null}'):
        assert supply.faults(lambda _question, said=nonsense: said) == supply.NOT_ASKED
    assert supply.faults(answering("django")) == supply.KNOWN != 0
    assert "PYSEC-0000-1" in capsys.readouterr().out
    assert supply.faults(answering("nothing")) == supply.NOTHING_KNOWN == 0


@pytest.mark.slow
def test_a_wheel_is_the_same_byte_for_byte_when_it_is_made_again(tmp_path: Path) -> None:
    made = []
    for name, more in (("one", {}), ("two", {"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "7"})):
        build = (
            sys.executable,
            "-m",
            "hatchling",
            "build",
            "-t",
            "wheel",
            "-d",
            str(tmp_path / name),
        )
        said = {"SOURCE_DATE_EPOCH": "1795000000", **more}
        subprocess.run(build, cwd=ROOT, env={**os.environ, **said}, check=True, capture_output=True)
        (wheel,) = (tmp_path / name).glob("*.whl")
        made.append((wheel.name, hashlib.sha256(wheel.read_bytes()).hexdigest()))
    assert made[0] == made[1]
