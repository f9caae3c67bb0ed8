"""
`./banso sheets`: a filled set of every sheet in docs/sheets, as PDF and pictures, printed from a
demo home as a manager prints them there; with a list of them and what is missing.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

PERSON, MEMBER, SECRETARIAT = "ハルさん", "manager", "secretariat"
OF = {"person": PERSON}
COORDINATED = {"kind": "coordination", "items__person": PERSON}
HOST = "banso.example.jp"  # as it stands on what is given on
DOTS = 64  # an inch, of a picture to look at; the PDF is for reading
Found = Callable[["Desk"], str]


@dataclass(frozen=True)
class Wanted:
    """A sheet of the catalogue: its name, its file, and the address at which it is found."""

    name: str
    file: str
    address: Found | None = None
    by: str = MEMBER
    pressed: bool = False  # printed by a button, as it changes something


@dataclass(frozen=True)
class Desk:
    """Whose sheets are printed."""

    person: Any

    def browser(self, username: str) -> Any:
        """Return a browser in which somebody of the demo is signed in."""
        from django.test import Client

        from banso.access.models import Account

        browser = Client(headers={"accept-language": "ja"}, SERVER_NAME=HOST)
        account = Account.objects.get(username=username)
        browser.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
        return browser


def _paper(code: str) -> Found:
    def found(desk: Desk) -> str:
        return _to("desk:paper", desk.person.pk, code)

    return found


def _to(name: str, *arguments: Any, query: str = "") -> str:
    from django.urls import reverse

    return reverse(name, args=[*arguments, "html"]) + query


def _first(rows: Any) -> Any:
    found = rows.first()
    if found is None:
        raise LookupError("the demo has none")
    return found


def _of(model: str, **where: Any) -> Callable[["Desk"], Any]:
    """Return what finds the newest row of a model, of the person where it has one."""

    def found(desk: Desk) -> Any:
        from django.apps import apps

        filled = {name: desk.person if value == PERSON else value for name, value in where.items()}
        rows = apps.get_model(model)._default_manager.filter(**filled)
        return _first(rows.order_by("-pk"))

    return found


def _sheet(name: str, model: str, *more: Any, query: str = "", **where: Any) -> Found:
    find = _of(model, **where)
    return lambda desk: _to(name, find(desk).pk, *more, query=query)


def _plan(kind: str, query: str = "") -> Found:
    where = {"person": PERSON, "replaced_on": None}
    return _sheet("planning:sheet", "planning.SupportPlan", kind, query=query, **where)


def _picture(kind: str) -> Found:
    return lambda desk: _to("ties:sheet", desk.person.pk, query=f"?view={kind}")


CATALOGUE = (
    Wanted("相談受付・申込票（同意あり）", "01-consultation", _paper("consultation")),
    Wanted("相談受付・申込票（同意なし）", "02-consultation-open", _paper("consultation-open")),
    Wanted("個人情報の説明・同意書", "03-consent", _paper("consent")),
    Wanted("同意撤回届", "04-withdrawal", _paper("withdrawal")),
    Wanted(
        "だれが わたしの ことを しっていますか",
        "05-who-knows",
        lambda desk: _to("consent:who_knows", desk.person.pk),
    ),
    Wanted(
        "インテーク・アセスメントシート",
        "06-assessment",
        _sheet("assessment:sheet", "assessment.Assessment", person=PERSON),
    ),
    Wanted("巡回日誌", "07-night", lambda desk: _night(desk)),
    Wanted("フェイスシート", "08-face", _paper("face")),
    Wanted("緊急時カード", "09-emergency", _paper("emergency")),
    Wanted("サポートプラン（8領域）", "10-support-plan", _plan("support")),
    Wanted("パーソナルプラン（わたしのプラン）", "11-my-plan", _plan("personal", "?furigana=1")),
    Wanted("同意するプラン全体", "12-whole-plan", _plan("whole", "?furigana=1")),
    Wanted("プラン兼事業等利用申込書", "13-application", _plan("application")),
    Wanted(
        "支援調整会議 次第・案件一覧",
        "14-agenda",
        _sheet("conferences:agenda_sheet", "conferences.Conference", **COORDINATED),
    ),
    Wanted(
        "支援調整会議 議事録",
        "15-coordination-minutes",
        _sheet("conferences:sheet", "conferences.Conference", **COORDINATED),
    ),
    Wanted(
        "6者会議記録",
        "16-six-minutes",
        _sheet("conferences:sheet", "conferences.Conference", kind="six", state="confirmed"),
    ),
    Wanted(
        "決裁（支援決定判定）",
        "17-ruling",
        _sheet("decisions:body_sheet", "decisions.Request", person=PERSON, state="decided"),
        by=SECRETARIAT,
    ),
    Wanted(
        "支援決定のお知らせ（手紙）",
        "18-letter",
        _sheet("decisions:letter", "decisions.Request", person=PERSON, state="decided"),
    ),
    Wanted(
        "つなぎ票・もどし票",
        "19-slip",
        lambda desk: _to("referrals:slip", _open_referral(desk).pk),
        pressed=True,
    ),
    Wanted("道のり", "20-journey", lambda desk: _to("referrals:journey_sheet", desk.person.pk)),
    Wanted("支援経過一覧", "21-course", _paper("course")),
    Wanted("支援経過記録（書きこみ用）", "22-course-entry", _paper("course-entry")),
    Wanted(
        "評価シート",
        "23-evaluation",
        _sheet("planning:evaluation_sheet", "planning.Evaluation", plan__person=PERSON),
    ),
    Wanted(
        "受け皿チェック表",
        "24-receiver-check",
        _sheet("resources:check_sheet", "resources.ServiceCheck"),
    ),
    Wanted("エコマップ", "25-ecomap", _picture("ecomap")),
    Wanted("ジェノグラム", "26-genogram", _picture("genogram")),
    Wanted("同心円", "27-circles", _picture("rings")),
    Wanted("オリヅルラン", "28-sphere", _picture("plant")),
    Wanted("引継書", "29-handing-over", lambda desk: _handing_over(desk)),
    Wanted("修了証", "30-certificate", _sheet("training:certificate", "training.Certificate")),
    Wanted("月報（一枚）", "31-month", lambda desk: _month()),
    Wanted("月報：相談（経路・年代・住居・課題）", "53-month-came", lambda desk: _month("coming")),
    Wanted("年度の報告（一枚）", "32-year", lambda desk: _to("insight:report_page", "support")),
    Wanted("金品預かり証", "33-keeping", _sheet("keeping:receipt", "keeping.Keeping", **OF)),
    Wanted("出納簿", "34-book", _sheet("keeping:book", "keeping.Keeping", **OF)),
    Wanted(
        "手帳・受給者証・在留・契約の期限一覧",
        "35-documents",
        lambda desk: _to("documents:person_sheet", desk.person.pk),
    ),
    Wanted("家計表・家計計画表", "36-month", _sheet("budget:month", "budget.Budget", **OF)),
    Wanted("ライフイベント表", "37-years", _sheet("budget:years", "budget.Budget", **OF)),
    Wanted("キャッシュフロー表", "38-days", _sheet("budget:days", "budget.Budget", **OF)),
    Wanted("入所届", "39-moving-in", _paper("moving-in")),
    Wanted("退所届", "40-moving-out", _paper("moving-out")),
    Wanted("アフターケア訪問票", "41-visit", _paper("visit")),
    Wanted(
        "事故・苦情・ヒヤリハット報告",
        "42-mishap",
        _sheet("mishaps:sheet", "mishaps.Mishap", present__person=PERSON),
    ),
    Wanted("終結報告・フォローアップ予定", "43-ending", _paper("ending")),
    Wanted(
        "支援決定・確認通知（自治体）",
        "44-notice",
        _sheet("decisions:notice", "decisions.Request", person=PERSON, state="decided"),
    ),
    Wanted("漏えい等報告（9項目）", "45-breach", _sheet("privacy:leak_sheet", "privacy.Leak")),
    Wanted("開示決定通知", "46-answer", _sheet("privacy:asking_letter", "privacy.Asking", **OF)),
    Wanted("開示用写し（墨消し）", "47-copy", _sheet("privacy:copy_sheet", "privacy.Asking", **OF)),
    Wanted("相談受付・申込票（記入）", "49-consultation-taken", _paper("consultation-last")),
    Wanted("アフターケア訪問票（記入）", "50-visit-made", _paper("visit-last")),
    Wanted("支援経過記録（記入）", "51-course-taken", _paper("course-last")),
    Wanted("巡回個票", "52-street", _paper("street")),
    Wanted("個人情報取扱台帳", "48-register", lambda desk: _to("privacy:processing_sheet")),
)


def _open_referral(desk: Desk) -> Any:
    from banso.referrals.models import Referral

    return _first(Referral.objects.filter(person=desk.person, returned_on=None).order_by("-pk"))


def _night(desk: Desk) -> str:
    from banso.intake.models import Encounter

    met = Encounter.objects.filter(round__isnull=False).order_by("-at")
    return _to("intake:journal", _first(met).round_id)


def _month(report: str = "support") -> str:
    from django.utils import timezone

    return _to("insight:report_page", report, query=f"?month={timezone.localdate():%Y%m}")


def _handing_over(desk: Desk) -> str:
    from banso.companionship.models import Companionship

    walk = _first(Companionship.objects.filter(person=desk.person, until_on=None).order_by("pk"))
    return _to("training:handover_sheet", walk.member_id)


@click.command()
@click.option(
    "--to",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("docs/sheets"),
    show_default=True,
    help="where they go",
)
@click.option("--home", type=click.Path(path_type=Path), help="a demo home that is there already")
@click.option("--pages", is_flag=True, help="a picture of every page, not of the first alone")
@click.option("--dots", default=DOTS, show_default=True, help="dots an inch of the pictures")
def sheets(to: Path, home: Path | None, pages: bool, dots: int) -> None:
    """Fill a demo home, print every sheet of one person in it, and list what is there."""
    made = home or Path(tempfile.mkdtemp(prefix="banso-sheets-"))
    try:
        if home is None:
            fill = ["demo", "--home", str(made), "--fill-only"]
            command = [sys.executable, "-m", "banso", *fill]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        there = {"BANSO_HOME": str(made), "DJANGO_SETTINGS_MODULE": "banso.config.settings"}
        os.environ.update(there)
        to.mkdir(parents=True, exist_ok=True)
        for old in (*to.glob("*.pdf"), *to.glob("*.png")):
            old.unlink()
        desk = _desk()
        listed = [(one, _print(desk, one, to, dots, every=pages)) for one in CATALOGUE]
        (to / "README.md").write_text(_list(listed), encoding="utf-8")
    finally:
        if home is None:
            shutil.rmtree(made, ignore_errors=True)


def _desk() -> Desk:
    import django
    from django.conf import settings
    from django.test.utils import setup_test_environment
    from django.utils import translation

    django.setup()
    setup_test_environment()  # what a page was made of can be read
    settings.ALLOWED_HOSTS = [HOST]
    translation.activate("ja")
    from banso.people.models import Person

    return Desk(Person.objects.get(called_name=PERSON))


def _print(desk: Desk, wanted: Wanted, to: Path, dots: int, *, every: bool) -> int:
    """Print one sheet; return how many pages it has, nothing where the house has none."""
    from banso.kit.sheets.pdf import pdf_of, pictures_of

    if wanted.address is None:
        return 0
    try:
        address = wanted.address(desk)
    except LookupError as missing:
        raise click.ClickException(f"{wanted.name}: {missing}") from missing
    browser = desk.browser(wanted.by)
    answer = (browser.post if wanted.pressed else browser.get)(address)
    if answer.status_code != 200:
        raise click.ClickException(f"{wanted.name}: {address} answered {answer.status_code}")
    sheet = answer.context["sheet"]
    (to / f"{wanted.file}.pdf").write_bytes(pdf_of(sheet))
    drawn = pictures_of(sheet, dots=dots)
    for number, picture in enumerate(drawn if every else drawn[:1], start=1):
        (to / f"{wanted.file}{f'-{number}' if every else ''}.png").write_bytes(picture)
    click.echo(f"{wanted.file}: {len(drawn)}", err=True)
    return len(drawn)


def _list(listed: list[tuple[Wanted, int]]) -> str:
    rows = [
        f"| {one.name} | [PDF]({one.file}.pdf) | [picture]({one.file}.png) | {pages} |"
        if pages
        else f"| {one.name} | not made yet | | |"
        for one, pages in listed
    ]
    head = [
        "# Sheets, filled",
        "",
        f"Every sheet of one invented person ({PERSON} of `banso demo`), from the first "
        "consultation to the end; made by `./banso sheets`.",
        "",
        "| sheet | | first page | pages |",
        "| --- | --- | --- | --- |",
    ]
    return "\n".join([*head, *rows, ""])


if __name__ == "__main__":
    sheets(prog_name="banso sheets")
