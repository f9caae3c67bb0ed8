"""
Measuring the home this process stands in.

Which home that is stands in the environment; Django is set up by it before anything of Banso is
imported, and so the imports stand where they are used.
"""

from dataclasses import asdict
from typing import Any


def measure(people: int, entries: int, *, everyone: bool) -> dict[str, Any]:
    """Build what is missing, and return what was measured."""
    _set_up()
    return _everyone(people, entries) if everyone else _pages(people, entries)


def _set_up() -> None:
    import os

    import django
    from django.core.management import call_command

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "banso.config.settings")
    django.setup()
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("migrate", interactive=False, verbosity=0)


def _pages(people: int, entries: int) -> dict[str, Any]:
    from django.db import connection

    from banso.config.home_setup import say
    from tools.bench.building import build, who
    from tools.bench.journeys import JourneyBench, build_journeys, hsds_rates
    from tools.bench.measuring import Bench
    from tools.bench.plans import PlanBench, build_plans
    from tools.bench.recall import recall, recall_of_forms
    from tools.bench.tables import TableBench, build_tables
    from tools.bench.ties import TieBench, build_ties

    rates = build(people, entries, build_plans)
    for more in (build_journeys, build_ties, build_tables):
        more(who())
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    say("measuring")
    bench = Bench()
    figures = [
        *bench.everything(),
        *PlanBench(bench).everything(),
        *JourneyBench(bench).everything(),
        *TieBench(bench).everything(),
        *TableBench(bench).everything(),
    ]
    rates |= hsds_rates(who())
    say("recall")
    return {
        "figures": [asdict(one) for one in figures],
        "rates": rates,
        "recall": recall(people),
        "forms": recall_of_forms(people),
    }


def _everyone(people: int, entries: int) -> dict[str, Any]:
    from tools.bench.crowds import build_crowd
    from tools.bench.everyone import EveryoneBench

    return {"lines": EveryoneBench(build_crowd(people, entries)).everything()}
