"""
`./banso screenshots`: the pictures in docs/screenshots, from a demo home in Debian's Chromium, at
360 and 1280 px.
"""

import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

import click

from tools.jobs.day import FIRST_PERSON
from tools.private_postgres import free_port

WIDTHS = {360: 780, 1280: 900}
PAGES = {
    "desk": "/",
    "find": "/find/",
    "round": "@round",
    "person": "@person",
    "ledger": "/ledgers/outreach/",
    "intake": "/intake/new/",
    "note": "@note",
    "assessment": "@assessment",
    "assessment-part": "@part",
    "assessment-compare": "@moved",
    "plan": "@plan",
    "plan-cell": "@cell",
    "plan-compare": "@versions",
    "plan-sheet": "@sheet",
    "my-plan": "@own",
    "sphere": "@sphere",
    "circles": "@circles",
    "ties-over-time": "@bonds",
    "ecomap": "@ecomap",
    "genogram": "@genogram",
    "tie": "@tie",
    "ties-figures": "/ties/figures/",
    "journey": "@journey",
    "referral": "@referral",
    "handover": "/handover/",
    "conference": "@table",
    "minutes": "@minutes",
    "decision": "@decision",
    "letter": "@letter",
    "in-danger": "/in-danger/",
    "receivers": "/receivers/",
    "bring-in": "/bring-in/",
    "year": "/year/",
    "findings": "/findings/",
    "groups": "/findings/groups/",
    "trend": "/trends/in_ledger/",
    "homes": "/trends/homes/",
    "question": "/questions/new/",
    "report": "/reports/accompanying/",
    "care": "/training/",
    "carried": "/training/carried/",
    "consents": "@consents",
    "members": "/members/",
    "watch": "/watch/",
}
GUESTS = {
    "guest-table": ("florist", "a[href^='/table/']"),
    "deciding": ("city", "a[href^='/decide/']"),
}
UNFOLD = (
    "one => { for (let up = one.closest('details'); up; up = up.parentElement.closest('details')) "
    "up.open = true }"
)
_PLAN, _ASSESSMENT, _SPHERE = (
    "#plan a[href^='/plans/']",
    "#assessment a[href^='/assessments/']",
    "#ties a[href$='/sphere/']",
)
STEPS = {
    "@person": (),
    "@note": ("text=記録を書く",),
    "@assessment": (_ASSESSMENT,),
    "@part": (_ASSESSMENT, ".parts a"),
    "@moved": ("#assessment a[href$='/assessments/']", "text=二つを比べる"),
    "@plan": (_PLAN,),
    "@cell": (_PLAN, "[data-cell]"),
    "@versions": (_PLAN, "main form.filters button"),
    "@sheet": (_PLAN, "a[href*='/sheets/support']"),
    "@own": (_PLAN, "a[href*='/sheets/personal']", "text=ふりがなつき"),
    "@sphere": (_SPHERE,),
    "@circles": (_SPHERE, "text=同心円"),
    "@bonds": (_SPHERE, "text=段階的支援"),
    "@ecomap": (_SPHERE, "text=エコマップ"),
    "@genogram": (_SPHERE, "text=ジェノグラム"),
    "@tie": (_SPHERE, ".ties a:has-text('ともしびのマスター')"),
    "@consents": ("a[href$='/consents/']",),
    "@table": ("#conferences li:has-text('開催中') a",),
    "@minutes": ("#conferences li:has-text('議事録確認済み') a", "text=議事録（A4）"),
    "@decision": ("#decisions li a",),
    "@letter": ("#decisions li a", "text=ご本人へのお手紙"),
    "@journey": ("#referrals a[href$='/journey/']",),
    "@referral": ("#referrals a[href^='/referrals/']",),
}


@click.command()
@click.option(
    "--to",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("docs/screenshots"),
    show_default=True,
    help="where they go",
)
@click.option(
    "--home", default="", help="a demo home that stands already; a copy is walked through"
)
@click.option("--only", default="", help="names of pictures, with commas between")
def screenshots(to: Path, home: str, only: str) -> None:
    """Serve a fresh demo home, walk through it, and keep what it looks like."""
    chromium = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    if chromium is None:
        raise click.ClickException(
            "Chromium is not on this machine (Debian: apt-get install chromium)"
        )
    to.mkdir(parents=True, exist_ok=True)
    own, port = tempfile.mkdtemp(prefix="banso-pictures-"), free_port()
    if home:
        shutil.copytree(home, own, dirs_exist_ok=True)
    command = [sys.executable, "-m", "banso", "demo", "--home", own, "--port", str(port)]
    server = subprocess.Popen([*command, "--no-open", "--no-schedule"], stdout=subprocess.DEVNULL)
    try:
        wait_for(f"http://127.0.0.1:{port}/account/login/", server)
        _walk(chromium, f"http://127.0.0.1:{port}", to, only.split(",") if only else [])
    finally:
        server.terminate()
        server.wait(20)
        shutil.rmtree(own, ignore_errors=True)


def wait_for(address: str, server: "subprocess.Popen[bytes] | None" = None) -> None:
    """Wait until a server answers."""
    for _ in range(800):
        try:
            with urllib.request.urlopen(address):  # noqa: S310 — our own server on loopback
                return
        except OSError:
            if server and server.poll() is not None:
                break
            time.sleep(0.25)
    raise click.ClickException("the demo did not start")


def _walk(chromium: str, base: str, to: Path, only: list[str]) -> None:
    from playwright.sync_api import Page, sync_playwright

    def go(page: Page, path: str) -> None:
        if path == "@round":
            page.goto("/rounds/")
            page.locator("main ul a").first.click()
        elif path.startswith("@"):
            page.goto("/")
            page.fill("#find", "ハルさん")
            page.keyboard.press("Enter")
            page.wait_for_load_state("networkidle")
            page.locator(FIRST_PERSON).first.click()
            page.wait_for_load_state("networkidle")
            for step in STEPS[path]:
                page.locator(step).first.evaluate(UNFOLD)
                page.locator(step).first.click()
                page.wait_for_load_state("networkidle")
        else:
            page.goto(path)
        page.wait_for_load_state("networkidle")

    with sync_playwright() as playwright:
        flags = [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ]
        browser = playwright.chromium.launch(executable_path=chromium, args=flags)
        for width, height in WIDTHS.items():
            context = browser.new_context(
                viewport={"width": width, "height": height}, locale="ja-JP", base_url=base
            )
            page = context.new_page()
            page.goto("/account/login/")
            page.screenshot(path=to / f"sign-in-{width}.png")
            page.fill("[name=login]", "manager")
            page.fill("[name=password]", "banso-demo")
            page.locator("main button").click()
            for name, path in PAGES.items():
                if only and name not in only:
                    continue
                go(page, path)
                if (drawing := page.locator(".sphere")).count():
                    drawing.first.evaluate("one => one.scrollIntoView({block: 'end'})")
                page.wait_for_timeout(400)  # what was scrolled to is painted a moment later
                page.screenshot(path=to / f"{name}-{width}.png")
                click.echo(f"{name} at {width}", err=True)
        for name, (username, link) in GUESTS.items():
            if only and name not in only:
                continue
            page = browser.new_context(locale="ja-JP", base_url=base).new_page()
            page.goto("/account/login/")
            page.fill("[name=login]", username)
            page.fill("[name=password]", "banso-demo")
            page.locator("main button").click()
            page.fill("[name=code]", page.locator("[data-demo-number]").inner_text())
            page.locator("main button").click()
            page.wait_for_load_state("networkidle")
            page.locator(link).last.click()
            for width, height in WIDTHS.items():
                page.set_viewport_size({"width": width, "height": height})
                page.wait_for_load_state("networkidle")
                page.wait_for_timeout(400)
                page.screenshot(path=to / f"{name}-{width}.png")
                click.echo(f"{name} at {width}", err=True)
        browser.close()


if __name__ == "__main__":
    screenshots(prog_name="banso screenshots")
