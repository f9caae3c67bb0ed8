"""
`./banso mutants`: small changes to what decides and counts, each of which must make a test fail.

mutmut makes the changes and runs the tests (`[tool.mutmut]` in pyproject.toml); the same code gives
the same changes. Changes that no test can notice, because they change nothing, stand with their
reason in tests/rules/survivors.toml; kinds of such changes, with one reason for all, stand here.
"""

import ast
import difflib
import re
import subprocess
import sys
import tomllib
from collections import Counter
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SURVIVORS = ROOT / "tests/rules/survivors.toml"
CHANGED = ROOT / "mutants/src"
AIM = 0.95
NOTICED = {"killed", "timeout", "suspicious", "segfault", "caught by type check"}

_ERROR = re.compile(r"^raise (ValueError|LookupError|BadDeclaration)\(.*\)$")
_STRICT = re.compile(r", strict=(True|False|None)")
_FALSY = re.compile(r"\b(correction|ensure_ascii)=(False|None)")
Change = tuple[tuple[str, ...], tuple[str, ...]]  # the lines that went, the lines that came


def _mutmut(*arguments: str, quietly: bool = True) -> str:
    command = [str(Path(sys.executable).with_name("mutmut")), *arguments]
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=quietly, text=True)
    return done.stdout if quietly else ""


def statuses() -> dict[str, str]:
    """Return what became of each change, by its name, after a run."""
    lines = _mutmut("results", "--all", "true").splitlines()
    pairs = (line.strip().rpartition(": ") for line in lines if ": " in line)
    return {name: status for name, _colon, status in pairs}


@lru_cache
def _functions(path: Path) -> dict[str, list[str]]:
    """Return the lines of each function of a file, as they were before and after each change."""
    return {
        node.name: [line.strip() for line in ast.unparse(node).splitlines()]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    }


def change(name: str) -> Change:
    """Return which lines of its function a change took out, and which it put there."""
    module, _dot, function = name.rpartition(".")
    known = _functions(CHANGED / (module.replace(".", "/") + ".py"))
    original = function.partition("__mutmut_")[0]
    before, after = (
        [line.replace(one, original) for line in known[one]]
        for one in (f"{original}__mutmut_orig", function)
    )
    lines = [
        line
        for line in difflib.unified_diff(before, after, lineterm="", n=0)
        if not line.startswith(("---", "+++", "@@"))
    ]
    went, came = (tuple(line[1:] for line in lines if line[0] == sign) for sign in "-+")
    return went, came


def named(name: str) -> str:
    """Return a change as it is named in the list of survivors: the function and its new lines."""
    where = name.partition("__mutmut_")[0].replace(".x_", ".").replace(".xǁ", ".").replace("ǁ", ".")
    return f"{where}: {' '.join(change(name)[1])}"


def _without(pattern: re.Pattern[str], lines: tuple[str, ...]) -> list[str]:
    return [pattern.sub("", line) for line in lines]


def _is_letter_case_of_sql(went: str, came: str) -> bool:
    """
    Return whether only letters of a question differ, large or small: of keywords and columns, and
    of a table where it is named in small letters as well (by these it is found).
    """
    if went == came or went.lower() != came.lower():
        return False
    if not re.search(r"\b(SELECT|FROM|NULL|AND)\b", went + came):
        return False
    # Written with double quotes, a question holds codes in single ones, and these are not the same.
    if '"' in went and re.findall("'[^']*'", went) != re.findall("'[^']*'", came):
        return False
    named = re.findall(r"(?:from|join) ([a-z_]+_[a-z_]+)", came.lower())
    return all(one in re.findall(r"\w+", came) for one in named)


def equivalent(went: tuple[str, ...], came: tuple[str, ...]) -> str:
    """Return why a change is of a kind that changes nothing; empty where it may matter."""
    if len(went) != len(came):
        return ""
    pairs = list(zip(went, came, strict=True))
    if all(_ERROR.match(one) and _ERROR.match(other) for one, other in pairs):
        return "what an error says to a developer"
    if went != came and _without(_STRICT, went) == _without(_STRICT, came):
        return "a guard against lists of different lengths, which are never given"
    if went != came and _without(_FALSY, went) == _without(_FALSY, came):
        return "None is no"
    if all(_is_letter_case_of_sql(one, other) for one, other in pairs):
        return "keywords of a question may be written large or small"
    return ""


def plain(text: str) -> str:
    """Return a change without what one version of Python writes otherwise than the next."""
    return re.sub(r"[\s()'\"]", "", text)


def known_reasons() -> dict[str, str]:
    """Return why no test can notice a change, by the change; the list names reasons first."""
    kept: dict[str, list[str]] = tomllib.loads(SURVIVORS.read_text())["survivors"]
    return {plain(change): reason for reason, changes in kept.items() for change in changes}


def main() -> int:
    """Run every change, tell what was not noticed, and return the exit status."""
    _mutmut("run", *sys.argv[1:], quietly=False)
    found = statuses()
    if not any(status in NOTICED for status in found.values()):
        sys.stdout.write("no change was tried: the tests themselves fail\n")
        return 1
    reasons = known_reasons()
    unnoticed = [name for name, status in sorted(found.items()) if status not in NOTICED]
    by_kind = Counter(kind for name in unnoticed if (kind := equivalent(*change(name))))
    others = [named(name) for name in unnoticed if not equivalent(*change(name))]
    unexplained = [text for text in others if plain(text) not in reasons]
    for text in unexplained:
        sys.stdout.write(f"not noticed: {text}\n")
    for text in sorted(set(reasons) - set(map(plain, others))):
        sys.stdout.write(f"no longer there, take it out of the list: {text}\n")
    for kind, number in by_kind.most_common():
        sys.stdout.write(f"{number} of a kind: {kind}\n")
    share = 1 - len(unnoticed) / len(found)
    counted = ", ".join(f"{number} {status}" for status, number in Counter(found.values()).items())
    sys.stdout.write(
        f"\n{len(found)} changes ({counted}): {share:.1%} noticed; "
        f"{len(unnoticed) - len(unexplained)} explained, {len(unexplained)} not\n"
    )
    return 0 if share >= AIM and not unexplained else 1


if __name__ == "__main__":
    raise SystemExit(main())
