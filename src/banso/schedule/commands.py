"""`banso schedule`: what runs by itself, by hand."""

from datetime import datetime

import click

from banso.kit.home_commands import command


@command()
@click.option("--once", "name", metavar="NAME", help="run one job now, due or not, and stop")
@click.option(
    "--list", "listed", is_flag=True, help="show the jobs, their last runs and their next"
)
@click.option("--beside", type=int, hidden=True, help="end with the server of that process number")
def schedule(name: str | None, listed: bool, beside: int | None) -> None:
    """
    Run what runs by itself.

    `banso serve` keeps it running beside the server, in a process of its own: this is for a server
    without it (--no-schedule), or to run one job by hand.
    """

    from banso.schedule.process import keep_schedule, told_to_stop

    if listed:
        _list()
    elif name:
        _once(name)
    else:
        keep_schedule(told_to_stop(beside=beside))


def _list() -> None:
    from django.utils import timezone
    from django.utils.translation import gettext as _

    from banso.schedule.models import Outcome, ScheduledRun
    from banso.schedule.queries import standing_of_jobs

    def local(moment: datetime) -> str:
        return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}"

    def told(run: ScheduledRun | None) -> str:
        if run is None:
            return "—"
        ended = Outcome.label_of(run.outcome) if run.outcome else _("Begun, not ended")
        return f"{local(run.begun_at)} {ended} {run.sentence}".rstrip()

    for one in standing_of_jobs(timezone.now()):
        job = one.job
        click.echo(f"{job.code}\t{job.label}\t{told(one.last)}\t→ {local(one.next_at)}")


def _once(name: str) -> None:
    from django.utils import timezone

    from banso.kit.declarations import ScheduledJob, declared
    from banso.schedule.actions import NoSuchJob, run_now
    from banso.schedule.lock import AnotherRuns
    from banso.schedule.models import Outcome

    try:
        run = run_now(name, now=timezone.now())
    except NoSuchJob as error:
        known = ", ".join(job.code for job in declared(ScheduledJob))
        raise click.ClickException(f"there is no job {name}; there are: {known}") from error
    except AnotherRuns as error:
        raise click.ClickException(str(error.sentence)) from error
    click.echo(f"{name}: {run.sentence}")
    if not run.is_done:
        raise click.ClickException(str(Outcome.label_of(run.outcome)))


COMMANDS = (schedule,)
