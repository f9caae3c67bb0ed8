"""`./banso bench`: speed as ratios to a floor in the same run, on SQLite and on PostgreSQL."""

import json
import os
import platform
import subprocess
import sys
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from tools.bench import here
from tools.bench.recognition import measure as again
from tools.private_postgres import NoPostgres, private_postgres

TABLE = "| what | queries | p50 ms | p95 ms | {work} | floor ms | ratio |"


@dataclass(frozen=True)
class Size:
    """How much is built, and whether everyone is asked instead of the pages."""

    people: int
    entries: int
    everyone: bool

    @property
    def arguments(self) -> list[str]:
        """The same on a command line."""
        sizes = ["--people", str(self.people), "--entries", str(self.entries)]
        return [*sizes, "--everyone"] if self.everyone else sizes


@click.command()
@click.option("--people", default=100_000, show_default=True, help="how many people there are")
@click.option("--entries", default=1_000_000, show_default=True, help="how many memories")
@click.option(
    "--database-url",
    default="",
    help="a PostgreSQL database for this alone; without it a cluster is made and thrown away",
)
@click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("bench-data"),
    show_default=True,
    help="where the data set is kept",
)
@click.option("--only", type=click.Choice(["sqlite", "postgresql"]), help="one engine only")
@click.option(
    "--everyone",
    is_flag=True,
    help="publish and ask everyone instead (1,000,000 people and 20,000,000 memories are what it "
    "is for)",
)
@click.option(
    "--recognition",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="find people again instead, in two files of invented people (Parquet)",
)
@click.option(
    "--run-here",
    is_flag=True,
    hidden=True,
    help="measure the home this process stands in, and print JSON",
)
def bench(
    people: int,
    entries: int,
    database_url: str,
    data: Path,
    only: str | None,
    everyone: bool,
    recognition: Path | None,
    run_here: bool,
) -> None:
    """
    Build the data set once, measure, print the table.

    Each figure stands beside a floor measured in the same run, on the same data.
    """
    if recognition is not None:
        click.echo("\n| what | found |\n| --- | --- |")
        click.echo("\n".join(f"| {what} | {found} |" for what, found in again(recognition)))
        return
    size = Size(people, entries, everyone)
    if run_here:
        click.echo(json.dumps(here.measure(people, entries, everyone=everyone)))
        return
    results: dict[str, Any] = {}
    if only != "postgresql":
        results["SQLite"] = _run(size, data, "sqlite", "")
    if only != "sqlite":
        with ExitStack() as stack:
            try:
                url = database_url or stack.enter_context(private_postgres(durable=True))
            except NoPostgres:
                click.echo("PostgreSQL is not on this machine; its half is left out", err=True)
            else:
                results["PostgreSQL"] = _run(size, data, "postgresql", url)
    _tell(size, results)


def _run(size: Size, data: Path, engine: str, url: str) -> Any:
    """Measure one engine in a process of its own, which knows no other home."""
    click.echo(f"{engine}: {size.people} people and {size.entries} memories", err=True)
    kind = "everyone-" if size.everyone else ""
    home = data / f"{kind}{engine}-{size.people}-{size.entries}"
    home.mkdir(parents=True, exist_ok=True)
    environment = {
        **os.environ,
        "BANSO_HOME": str(home.resolve()),
        "BANSO_DATABASE_URL": url,
        "BANSO_DEBUG": "",
    }
    command = [sys.executable, "-m", "tools.bench", "--run-here", *size.arguments]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def _tell(size: Size, results: dict[str, Any]) -> None:
    click.echo(
        f"\n{size.people} people, {size.entries} memories; {os.cpu_count()} cores, "
        f"{platform.machine()}, Python {platform.python_version()}\n"
    )
    for engine, result in results.items():
        if "lines" in result:
            click.echo(f"\n### Everyone, {engine}\n\n| what | found |\n| --- | --- |")
            click.echo("\n".join(f"| {what} | {found} |" for what, found in result["lines"]))
            continue
        head = TABLE.format(work="rows" if engine == "PostgreSQL" else "k steps")
        click.echo(f"\n### {engine}\n\n{head}\n| --- | --: | --: | --: | --: | --: | --: |")
        for one in result["figures"]:
            click.echo(
                f"| {one['name']} | {one['queries']} | {one['p50']:.1f} | {one['p95']:.1f} | "
                f"{one['work']:.0f} | {one['floor']:.1f} | {one['ratio']:.2f} |"
            )
        for name, rate in result["rates"].items():
            click.echo(f"| {name} | | | | | | {rate:.0f} rows/s |")
        click.echo(f"| right person among the first ten | | | | | | {result['recall']:.3f} |")
        click.echo(f"| right person found by another form | | | | | | {result['forms']:.3f} |")


if __name__ == "__main__":
    bench(prog_name="banso bench")
