"""
How telephones that come home weigh on the desk: some send what they kept, all at once, while
somebody reads the desk.

    .venv/bin/python -m banso demo --home /tmp/load --port 8931 --no-open --no-schedule
    .venv/bin/python -m tools.field_load --home /tmp/load --port 8931

It writes into that home: a round, telephones, meetings. Times are those of this machine at this
moment; what counts is the ratio, measured in the same run.
"""

import http.cookiejar
import json
import random
import re
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import click

from banso.field.sealing import sealed_line
from banso.kit.ids import new_id

_AT_ONCE = 50
_USUAL = 20
BUSY = 503
HOME = ("kept", "both")  # what it was, at the first time
_MAKE = """
import json
from datetime import timedelta
from django.utils import timezone
from banso.access.models import Account, Member
from banso.access.queries import viewer_of
from banso.field.actions import offer_telephone, pair_telephone, take_along
from banso.intake.actions import NewMeeting, begin_round, meet, set_off
def who(name):
    member = Member.objects.get(account=Account.objects.get(username=name))
    return viewer_of(member, today=timezone.localdate())
outreach, manager = who("outreach"), who("manager")
course, today = "測る夜 " + str(timezone.now()), timezone.localdate()
def night(on):
    return begin_round(office_id=sorted(outreach.office_ids, key=str)[0], on=on, course=course,
        weather="", others=["例の学生"], member_ids=[outreach.member_id], by=outreach)
week = timedelta(days=7)
before = night(today - week)
for number in range(USUAL):
    met = meet(round_id=before.pk, by=outreach, meeting=NewMeeting(outcome="talked",
        at=timezone.now() - week, called_name="測る例 " + str(number), place="橋の下"))
    print("usual", met.person_id)
round = night(today)
set_off(round_id=round.pk, by=manager)
for number in range(NUMBER):
    row, key = pair_telephone(code=offer_telephone(name=str(number), by=outreach).code)
    taken = take_along(telephone_id=row.pk, round_id=round.pk, by=outreach)
    print("told", json.dumps([key, str(taken.pack.pk), taken.public]))
"""
_COUNT = """
from banso.intake.models import Encounter, OutreachRound
last = OutreachRound.objects.filter(course__startswith="測る夜").latest("on", "created_at")
print("met", Encounter.objects.filter(round=last).count())
"""
Told = tuple[str, str, str]


def _shell(home: str, code: str) -> str:
    command = [sys.executable, "-m", "banso", "manage", "shell", "-c", code, "--home", home]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def _signed_in(port: int) -> Callable[[], float]:
    """Sign somebody in at the desk, and return what reads it once and says how long that took."""
    jar = http.cookiejar.CookieJar()
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    page = opener.open(f"http://127.0.0.1:{port}/account/login/").read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    typed = {"login": "coordinator", "password": "banso-demo"}
    typed["csrfmiddlewaretoken"] = token.group(1) if token else ""
    form = urllib.parse.urlencode(typed).encode()
    sent = urllib.request.Request(
        f"http://127.0.0.1:{port}/account/login/",
        form,
        {"Referer": f"http://127.0.0.1:{port}/account/login/"},
    )
    opener.open(sent).read()

    def read() -> float:
        begun = time.perf_counter()
        opener.open(f"http://127.0.0.1:{port}/").read()
        return time.perf_counter() - begun

    return read


def _line(told: Told, seq: int, usual: str) -> dict[str, Any]:
    """Return a line of somebody usually met, or, where `usual` is empty, of somebody new."""
    _key, pack, public = told
    op = new_id()
    body = {
        "kind": "met",
        "at": datetime.now(UTC).isoformat(),
        "outcome": "talked",
        "place": f"橋{seq}",
        "handed": ["meal"],
        "words": "寒いなあ",
    } | ({"person": usual} if usual else {"new": str(uuid4())})
    sealed = sealed_line(body, public=public, op=op)
    return {"op": str(op), "seq": seq, "pack": pack, "v": 1, "sealed": sealed}


def _posted(port: int, told: Told, body: dict[str, Any]) -> list[dict[str, Any]]:
    """Send once, and again after a while where the home is busy, as a telephone does."""
    sent = urllib.request.Request(
        f"http://127.0.0.1:{port}/field/api/ops",
        json.dumps(body).encode(),
        {"Content-Type": "application/json", "Authorization": f"Bearer {told[0]}"},
    )
    while True:
        try:
            return list(json.load(urllib.request.build_opener().open(sent))["ops"])
        except urllib.error.HTTPError as error:
            if error.code != BUSY:
                raise
        time.sleep(random.uniform(1, 3))  # noqa: S311 — not a secret


def _send(port: int, told: Told, lines: list[dict[str, Any]], again: int) -> int:
    """Send lines as a telephone does, some of them more than once; return how many came home."""
    home = 0
    waiting = list(lines)
    while waiting:
        some = waiting[:_AT_ONCE]
        body = {"sent": datetime.now(UTC).isoformat(), "unsent": len(waiting), "ops": some}
        for _ in range(1 + again):
            answers = _posted(port, told, body)
        done = {one["op"] for one in answers if one["was"] in HOME}
        home += len(done)
        waiting = [one for one in waiting if one["op"] not in done]
    return home


def _p95(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]


@click.command()
@click.option("--home", required=True, help="the home of a running demo")
@click.option("--port", type=int, required=True, help="where it is served on this machine")
@click.option("--telephones", default=8, show_default=True)
@click.option("--lines", default=1000, show_default=True, help="how many wait, on all of them")
@click.option("--reads", default=60, show_default=True, help="how often the idle desk is read")
@click.option("--again", default=0, show_default=True, help="how often each answer is lost")
@click.option("--new", default=5, show_default=True, help="one in so many lines is of somebody new")
@click.option("--alone", is_flag=True, help="nobody reads the desk meanwhile")
def main(
    home: str,
    port: int,
    telephones: int,
    lines: int,
    reads: int,
    again: int,
    new: int,
    alone: bool,
) -> None:
    """Measure, and print."""
    made = _shell(home, _MAKE.replace("NUMBER", str(telephones)).replace("USUAL", str(_USUAL)))
    told: list[Told] = [tuple(json.loads(one)) for one in re.findall(r"^told (.+)$", made, re.M)]
    usual = re.findall(r"^usual (.+)$", made, re.M)
    each = lines // telephones
    waiting = [
        [_line(one, seq, usual[seq % _USUAL] if seq % new else "") for seq in range(1, each + 1)]
        for one in told
    ]
    read = _signed_in(port)
    read()
    idle = [read() for _ in range(reads)]
    home_again: list[int] = []
    threads = [
        threading.Thread(
            target=lambda one, kept: home_again.append(_send(port, one, kept, again)), args=two
        )
        for two in zip(told, waiting, strict=True)
    ]
    begun = time.perf_counter()
    for one in threads:
        one.start()
    busy: list[float] = []
    while not alone and any(one.is_alive() for one in threads):
        busy.append(read())
    for one in threads:
        one.join()
    took = time.perf_counter() - begun
    met = int(re.findall(r"^met (\d+)$", _shell(home, _COUNT), re.M)[0])
    click.echo(f"{telephones} telephones, {telephones * each} lines: {took:.1f} s")
    click.echo(f"came home {sum(home_again)}, meetings {met}")
    if alone:
        return
    click.echo(f"desk p95: idle {_p95(idle) * 1000:.0f} ms, meanwhile {_p95(busy) * 1000:.0f} ms")
    click.echo(f"ratio {_p95(busy) / _p95(idle):.2f} over {len(busy)} reads")


if __name__ == "__main__":
    main()
