"""A copy of the house, to which a test adds something as anybody would who works on it."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests import databases

ROOT = Path(__file__).parents[2]
WITHOUT = shutil.ignore_patterns("__pycache__", "*.mo", "screenshots")


def copied_to(target: Path) -> Path:
    """Copy the house, without its pictures, and return where it is."""
    for folder in ("src", "tests", "tools", "docs"):
        shutil.copytree(ROOT / folder, target / folder, ignore=WITHOUT)
    for path in ROOT.iterdir():
        if path.is_file():
            shutil.copyfile(path, target / path.name)
    return target


def put(path: Path, before: str, after: str) -> None:
    """Change the one place in a file that a pattern finds."""
    text, changes = re.subn(before, lambda found: found.expand(after), path.read_text(), count=1)
    assert changes == 1, f"{path}: {before}"
    path.write_text(text)


def put_before(path: Path, line: str, text: str) -> None:
    """Put text before the first line that begins so."""
    put(path, rf"(?m)^(?={re.escape(line)})", text.replace("\\", r"\\"))


def run_in(copy: Path, *arguments: str, **more: str) -> None:
    """Run Python in a copy; what it says is shown where it fails."""
    path = os.pathsep.join((str(copy / "src"), str(copy)))
    ours = {
        "PYTHONPATH": path,
        "BANSO_DATABASE_URL": "",
        databases.START: str(databases.migrated_file()),
    }
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=copy,
        env=os.environ | ours | more,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
