"""
`./banso mutants`: small changes to what decides and counts, each of which must make a test fail.

mutmut makes the changes and runs the tests (`[tool.mutmut]` in pyproject.toml); the same code gives
the same changes. Changes that no test can notice, because they change nothing, stand with their
reason in tests/rules/survivors.toml.
"""

import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SURVIVORS = ROOT / "tests/rules/survivors.toml"
AIM = 0.95
NOTICED = {"killed", "timeout", "suspicious", "segfault", "caught by type check"}


def _mutmut(*arguments: str, quietly: bool = True) -> str:
    command = [str(Path(sys.executable).with_name("mutmut")), *arguments]
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=quietly, text=True)
    return done.stdout if quietly else ""


def statuses() -> dict[str, str]:
    """Return what became of each change, by its name, after a run."""
    lines = _mutmut("results", "--all", "true").splitlines()
    pairs = (line.strip().rpartition(": ") for line in lines if ": " in line)
    return {name: status for name, _colon, status in pairs}


def change(name: str) -> str:
    """Return a change as it is named in the list of survivors: the function and its new lines."""
    shown = _mutmut("show", name).splitlines()
    lines = (line[1:].strip() for line in shown if line.startswith("+") and line[:3] != "+++")
    where = name.partition("__mutmut_")[0].replace(".x_", ".").replace(".xǁ", ".").replace("ǁ", ".")
    return f"{where}: {' '.join(lines)}"


def main() -> int:
    """Run every change, tell what was not noticed, and return the exit status."""
    _mutmut("run", *sys.argv[1:], quietly=False)
    found = statuses()
    reasons: dict[str, str] = tomllib.loads(SURVIVORS.read_text())["survivors"]
    unnoticed = [change(name) for name, status in sorted(found.items()) if status not in NOTICED]
    unexplained = [text for text in unnoticed if text not in reasons]
    for text in unexplained:
        sys.stdout.write(f"not noticed: {text}\n")
    for text in sorted(set(reasons) - set(unnoticed)):
        sys.stdout.write(f"no longer there, take it out of the list: {text}\n")
    share = 1 - len(unnoticed) / len(found) if found else 0.0
    counted = ", ".join(f"{number} {status}" for status, number in Counter(found.values()).items())
    sys.stdout.write(
        f"\n{len(found)} changes ({counted}): {share:.1%} noticed; "
        f"{len(unnoticed) - len(unexplained)} explained, {len(unexplained)} not\n"
    )
    return 0 if share >= AIM and not unexplained else 1


if __name__ == "__main__":
    raise SystemExit(main())
