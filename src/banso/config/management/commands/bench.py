"""`banso bench`: speed as ratios to a floor in the same run, on SQLite and on PostgreSQL."""

import json
import os
import platform
import subprocess
import sys
from argparse import ArgumentParser
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection

from banso.config.home_setup import say
from banso.config.private_postgres import NoPostgres, private_postgres


class Command(BaseCommand):
    """Build the data set once, measure, print the table."""

    help = "speed as ratios to a floor in the same run, on SQLite and on PostgreSQL"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the sizes and where PostgreSQL is."""
        parser.add_argument("--people", type=int, default=100_000)
        parser.add_argument("--entries", type=int, default=1_000_000)
        parser.add_argument(
            "--database-url",
            default="",
            help=(
                "a PostgreSQL database for this alone; without it a cluster is made and thrown away"
            ),
        )
        parser.add_argument(
            "--data",
            type=Path,
            default=Path("bench-data"),
            help="where the data set on SQLite is kept",
        )
        parser.add_argument("--only", choices=["sqlite", "postgresql"])
        parser.add_argument(
            "--everyone",
            action="store_true",
            help=(
                "publish and ask everyone instead (1,000,000 people and 20,000,000 memories are "
                "what it is for)"
            ),
        )
        parser.add_argument(
            "--run-here",
            action="store_true",
            help="measure the home this process stands in, and print JSON",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Measure here, or measure both engines in processes of their own."""
        if options["run_here"]:
            measure = self._everyone if options["everyone"] else self._measure
            self.stdout.write(json.dumps(measure(options["people"], options["entries"])))
            return
        results: dict[str, Any] = {}
        if options["only"] != "postgresql":
            results["SQLite"] = self._run(options, "sqlite", "")
        if options["only"] != "sqlite":
            with ExitStack() as stack:
                try:
                    url = options["database_url"] or stack.enter_context(
                        private_postgres(durable=True)
                    )
                except NoPostgres:
                    say("PostgreSQL is not on this machine; its half of the table is left out")
                else:
                    results["PostgreSQL"] = self._run(options, "postgresql", url)
        self._table(results, options)

    def _measure(self, people: int, entries: int) -> dict[str, Any]:
        from banso.config.bench.building import build, who
        from banso.config.bench.journeys import JourneyBench, build_journeys, hsds_rates
        from banso.config.bench.measuring import Bench, recall
        from banso.config.bench.plans import PlanBench, build_plans
        from banso.config.bench.tables import TableBench, build_tables
        from banso.config.bench.ties import TieBench, build_ties

        call_command("collectstatic", interactive=False, verbosity=0)
        call_command("migrate", verbosity=0)
        rates = build(people, entries, build_plans)
        build_journeys(who())
        build_ties(who())
        build_tables(who())
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        say("measuring")
        bench = Bench()
        figures = [
            asdict(figure)
            for figure in (
                *bench.everything(),
                *PlanBench(bench).everything(),
                *JourneyBench(bench).everything(),
                *TieBench(bench).everything(),
                *TableBench(bench).everything(),
            )
        ]
        rates |= hsds_rates(who())
        say("recall")
        return {"figures": figures, "rates": rates, "recall": recall(people)}

    def _everyone(self, people: int, entries: int) -> dict[str, Any]:
        from banso.config.bench.crowds import build_crowd
        from banso.config.bench.everyone import EveryoneBench

        call_command("collectstatic", interactive=False, verbosity=0)
        call_command("migrate", verbosity=0)
        return {"lines": EveryoneBench(build_crowd(people, entries)).everything()}

    def _run(self, options: dict[str, Any], engine: str, url: str) -> Any:
        say(f"{engine}: data set of {options['people']} people and {options['entries']} memories")
        kind = "everyone-" if options["everyone"] else ""
        home = options["data"] / f"{kind}{engine}-{options['people']}-{options['entries']}"
        home.mkdir(parents=True, exist_ok=True)
        command = [
            sys.executable,
            "-m",
            "banso",
            "bench",
            "--run-here",
            "--people",
            str(options["people"]),
            "--entries",
            str(options["entries"]),
        ]
        command += ["--everyone"] if options["everyone"] else []
        environment = {
            **os.environ,
            "BANSO_HOME": str(home.resolve()),
            "BANSO_DATABASE_URL": url,
            "BANSO_DEBUG": "",
            "BANSO_BENCH": "1",
        }
        done = subprocess.run(
            command, env=environment, stdout=subprocess.PIPE, text=True, check=True
        )
        return json.loads(done.stdout.splitlines()[-1])

    def _table(self, results: dict[str, Any], options: dict[str, Any]) -> None:
        write = self.stdout.write
        write(
            f"\n{options['people']} people, {options['entries']} memories; {os.cpu_count()} "
            f"cores, {platform.machine()}, Python {platform.python_version()}\n"
        )
        for engine, result in results.items():
            if "lines" in result:
                write(f"\n### Everyone, {engine}\n\n| what | found |\n| --- | --- |")
                write("\n".join(f"| {what} | {found} |" for what, found in result["lines"]))
                continue
            work = "rows" if engine == "PostgreSQL" else "k steps"
            write(
                f"\n### {engine}\n\n| what | queries | p50 ms | p95 ms | {work} | floor ms | "
                "ratio |\n| --- | --: | --: | --: | --: | --: | --: |"
            )
            for one in result["figures"]:
                write(
                    f"| {one['name']} | {one['queries']} | {one['p50']:.1f} | "
                    f"{one['p95']:.1f} | {one['work']:.0f} | {one['floor']:.1f} | "
                    f"{one['ratio']:.2f} |"
                )
            for name, rate in result["rates"].items():
                write(f"| {name} | | | | | | {rate:.0f} rows/s |")
            write(f"| right person among the first ten | | | | | | {result['recall']:.3f} |")
