"""
`./banso jobs`: the fifteen jobs of a day in Debian's Chromium at 360 and 1280 px, from a demo home
that is fresh for each width.
"""

import platform
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import click
from playwright.sync_api import Browser, Error, sync_playwright

from tools.jobs.day import DAY, Job
from tools.jobs.hand import Counted, Hand
from tools.private_postgres import free_port
from tools.screenshots import wait_for

WIDTHS = {360: 780, 1280: 900}
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
# A busy machine draws a page in a minute; what never comes is no job's fault before that.
PATIENCE = 60_000
HEADS = ("taps", "keys", "scrolls", "requests", "KB", "height", "first useful line", "shift")


@click.command()
@click.option("--only", default="", help="jobs whose name holds these words")
@click.option(
    "--home", default="", help="a demo home that stands already; a copy of it is worked on"
)
@click.option(
    "--pictures",
    type=click.Path(file_okay=False, path_type=Path),
    help="where a job that could not be done leaves what it saw",
)
def jobs(only: str, home: str, pictures: Path | None) -> None:
    """Do the jobs of a day, and print what each takes."""
    chromium = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    if chromium is None:
        raise click.ClickException(
            "Chromium is not on this machine (Debian: apt-get install chromium)"
        )
    chosen = [one for one in DAY if only in one.name]
    failed, folder = 0, Path(tempfile.mkdtemp(prefix="banso-jobs-"))
    try:
        if not home:
            home = str(folder / "filled")
            _demo(home, "--fill-only").wait()
        for width in WIDTHS:
            click.echo(f"\n### {width} px\n\n| job | {' | '.join(HEADS)} |")
            click.echo(f"| --- {'| --: ' * len(HEADS)}|")
            own = shutil.copytree(home, folder / str(width))
            failed += _day(chromium, width, chosen, str(own), pictures)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    click.echo(f"\n{platform.machine()}, Python {platform.python_version()}, a demo home")
    if failed:
        raise click.ClickException(f"{failed} jobs could not be done as they are written down")


def _demo(home: str, *more: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "banso", "demo", "--home", home, *more],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _day(chromium: str, width: int, chosen: list[Job], home: str, pictures: Path | None) -> int:
    """Do the jobs at a width; return how many could not be done."""
    port, failed = free_port(), 0
    server = _demo(home, "--port", str(port), "--no-open", "--no-schedule")
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{address}/account/login/", server)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
            for one in chosen:
                try:
                    click.echo(_row(one.name, _done(browser, address, width, one, pictures)))
                except (Error, AssertionError) as error:
                    failed += 1
                    click.echo(f"| {one.name} | could not be done: {str(error).splitlines()[0]} |")
            browser.close()
    finally:
        server.terminate()
        server.wait(60)
    return failed


def _done(browser: Browser, address: str, width: int, one: Job, pictures: Path | None) -> Counted:
    context = browser.new_context(
        viewport={"width": width, "height": WIDTHS[width]},
        locale="ja-JP",
        base_url=address,
        has_touch=width < 500,
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    try:
        page.goto("/account/login/")
        page.fill("[name=login]", one.who)
        page.fill("[name=password]", "banso-demo")
        page.locator("main button").first.click()
        page.wait_for_load_state("load")
        hand = Hand(page)
        hand.begin()
        one.do(hand)
        return hand.done()
    except (Error, AssertionError):
        if pictures:
            pictures.mkdir(parents=True, exist_ok=True)
            name = f"{one.do.__name__}-{width}"
            page.screenshot(path=pictures / f"{name}.png", full_page=True)
            (pictures / f"{name}.html").write_text(page.content())
        raise
    finally:
        context.close()


def _row(name: str, took: Counted) -> str:
    line = "—" if took.useful is None else str(took.useful)
    numbers = (took.taps, took.keys, took.scrolls, took.requests, took.kilobytes, took.height)
    return f"| {name} | {' | '.join(map(str, numbers))} | {line} | {took.shift:.2f} |"


if __name__ == "__main__":
    jobs(prog_name="banso jobs")
