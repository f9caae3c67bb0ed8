"""
`./banso pages`: every page that a GET may open, in Debian's Chromium at 360 and 1280 px,
from a demo home that is filled for it. It prints a table, a line a page.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from playwright.sync_api import Error, Playwright, sync_playwright

from tools.jobs.__main__ import FLAGS
from tools.pages.looking import HEIGHTS, LOOK, Window, measured, window_of
from tools.private_postgres import free_port
from tools.screenshots import wait_for

TELL = "from tools.pages.addresses import tell; tell()"
SCREENS = 3
LARGE = 1281  # as a width: a wide window of somebody who has set letters to twice their size


@click.command()
@click.option("--only", default="", help="addresses that hold these words")
@click.option("--part", default="1/1", help="which part of them, as 2/4")
@click.option("--home", default="", help="a demo home that stands already; a copy is looked at")
@click.option(
    "--to", type=click.Path(path_type=Path), help="where to keep all that was seen (JSON)"
)
@click.option("--table-of", multiple=True, type=click.Path(path_type=Path), help="what was kept")
@click.option("--width", "widths", multiple=True, type=int, default=(360, 1280, LARGE))
def pages(
    only: str, part: str, home: str, to: Path | None, table_of: tuple[Path, ...], widths: tuple[int]
) -> None:
    """Look at every page, and print what was seen."""
    if table_of:
        kept = [one for path in table_of for one in json.loads(path.read_text())]
        click.echo("\n".join(table(kept)))
        return
    chromium = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    if chromium is None:
        raise click.ClickException("Chromium is not here (Debian: apt-get install chromium)")
    number, parts = map(int, part.split("/"))
    with served(home) as (address, every):
        chosen = [one for one in every if only in one["route"]][number - 1 :: parts]
        with sync_playwright() as playwright:
            found = [
                one
                for width in widths
                for one in walked(playwright, chromium, address, chosen, width)
            ]
    if to:
        to.write_text(json.dumps(found, ensure_ascii=False, indent=1))
    click.echo("\n".join(table(found)))


@contextmanager
def served(home: str) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Serve a copy of a demo home, or a fresh one, and tell its addresses."""
    folder, port = Path(tempfile.mkdtemp(prefix="banso-pages-")), free_port()
    own, here = str(folder / "home"), {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    banso = [sys.executable, "-m", "banso"]
    server = None
    try:
        if home:
            shutil.copytree(home, own)
        else:
            fill = [*banso, "demo", "--home", own, "--fill-only"]
            subprocess.run(fill, check=True, stdout=subprocess.DEVNULL)
        told = subprocess.run(
            [*banso, "manage", "--home", own, "shell", "-v", "0", "-c", TELL],
            check=True,
            capture_output=True,
            text=True,
            env=here,
        ).stdout
        quiet = ["--no-open", "--no-schedule"]
        server = subprocess.Popen(
            [*banso, "demo", "--home", own, "--port", str(port), *quiet],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        address = f"http://127.0.0.1:{port}"
        wait_for(f"{address}/account/login/", server)
        yield address, json.loads(told.strip().splitlines()[-1])
    finally:
        if server:
            server.terminate()
            server.wait(20)
        shutil.rmtree(folder, ignore_errors=True)


def walked(
    playwright: Playwright, chromium: str, address: str, chosen: list[dict[str, Any]], width: int
) -> Iterator[dict[str, Any]]:
    """Walk over addresses in one width; what is seen of each."""
    more = ["--blink-settings=defaultFontSize=32"] if width == LARGE else []
    browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS + more)
    windows: dict[str, Window] = {}
    for one in sorted(chosen, key=lambda each: bool(each["who"])):
        who = one["who"]
        if who not in windows:
            windows[who] = window_of(browser, address, who, width, 900 if width == LARGE else 0)
        window = windows[who]
        path, status, kind = window.open(one["paths"])
        seen: dict[str, Any] = {"route": one["route"], "who": who, "path": path, "width": width}
        seen |= {"status": status, "kind": kind}
        if kind == "text/html" and status == 200:
            try:
                seen |= window.page.evaluate(LOOK) if width == LARGE else measured(window, width)
            except Error as error:
                seen["broken"] = str(error).splitlines()[0]
        click.echo(f"{width} {status} {kind} {path}", err=True)
        yield seen
    browser.close()


def problems(seen: dict[str, Any]) -> list[str]:
    """Return what is wrong with a page, in words."""
    if "height" not in seen:
        lost = seen["status"] not in (200, 302) or "broken" in seen
        return [f"{seen['status']} {seen.get('broken', '')}"] if lost else []
    width, found = seen["width"], []
    if seen["wide"] > 0:
        found.append(f"wider by {seen['wide']}: {seen['outside']}")
    found += [f"cut: {seen['cut']}"] if seen["cut"] else []
    found += [f"over each other: {seen['over']}"] if seen["over"] else []
    if width == LARGE:
        return found
    if seen["height"] > SCREENS * HEIGHTS[width]:
        found.append(f"{seen['height']} high")
    found += [f"too small: {seen['under24']}"] if seen["under24"] else []
    found += [f"small: {seen['small']} of {seen['under44']}"] if seen["under44"] else []
    found += [f"shift {seen['shift']}"] if seen["shift"] > 0.1 else []
    found += [f"says: {seen['errors']}"] if seen["errors"] else []
    found += [f"axe: {one}" for one in seen["axe"]]
    found += ["h1"] if seen["heads"] != 1 else []
    if keys := seen.get("keys"):
        found += (
            [f"no key reaches {keys['missed_all']}: {keys['missed']}"] if keys["missed"] else []
        )
        found += [f"focus unseen: {keys['dim']}"] if keys["dim"] else []
        found += [f"focus goes back {keys['back']}×"] if keys["back"] else []
    if zoom := seen.get("zoom"):
        found += [
            f"zoom {name}: {what}"
            for name, what in zoom.items()
            if what and what != 0 and not (name == "wide" and what < 0)
        ]
    if paper := seen.get("paper"):
        found += [
            f"paper {name}: {what}" for name, what in paper.items() if what and name != "landscape"
        ]
    found += [f"dark: {one}" for one in seen.get("dark", ())]
    return found


def table(every: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Yield a table of all that was seen, a line a page and width, and what was wrong."""
    yield "| address | width | status | height | requests | KB | smallest | shift | what is wrong |"
    yield "| --- | --: | --: | --: | --: | --: | --: | --: | --- |"
    for seen in sorted(every, key=lambda one: (one["route"], one["width"])):
        numbers = ("width", "status", "height", "requests", "kb", "smallest", "shift")
        line = " | ".join(str(seen.get(name, "—")) for name in numbers)
        if "height" not in seen and not problems(seen):
            continue
        yield f"| `/{seen['route']}` | {line} | {'; '.join(problems(seen))} |"


if __name__ == "__main__":
    pages(prog_name="banso pages")
