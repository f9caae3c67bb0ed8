"""
Snapshots: changes give what writing everything anew gives; nothing in them says who somebody is;
broken off, they go on.
"""

import fcntl
from pathlib import Path
from typing import Any

import duckdb
import pytest

from banso.access.models import Agency
from banso.insight.actions import UnderWay, publish_agency
from banso.insight.queries.published import OfAgency, declaration
from banso.insight.queries.snapshots import NothingPublished, asking, folder_of, seen_of
from banso.people.queries import people_kept_back, people_seen_by
from banso_analysis.engines import InProcess, Seen, snapshot_in
from banso_analysis.publishing import current, publish
from banso_demo.agency import DemoAgency
from banso_demo.filling import live_on
from banso_demo.stories import STORIES, tell
from tests.commands import banso, ran

EVERYTHING = Seen(readable=("plain", "health", "money", "crime"))


def all_rows(folder: Path) -> dict[str, list[Any]]:
    """Return every table of a snapshot in one order."""
    engine = InProcess(snapshot_in(folder), EVERYTHING)
    try:
        return {
            name: sorted(engine.rows(f"SELECT * FROM {name}"), key=str)
            for name in declaration().tables
        }
    finally:
        engine.close()


@pytest.fixture
def snapshots(tmp_path: Path) -> Path:
    """A folder of this test only."""
    return tmp_path


@pytest.mark.django_db
@pytest.mark.slow
@pytest.mark.either
def test_what_has_changed_gives_what_writing_everything_anew_gives(
    snapshots: Path, today: Any
) -> None:
    """
    Half of the demo is lived through, published, then the other half; every room's actions are in
    it.
    """
    begun = DemoAgency()
    agency = Agency.objects.get()
    for story in STORIES[: len(STORIES) // 2]:
        tell(begun, story)
    first = publish_agency(agency_id=agency.pk)
    for story in STORIES[len(STORIES) // 2 :]:
        tell(begun, story)
    live_on(begun)
    second = publish_agency(agency_id=agency.pk)
    changes = all_rows(folder_of(agency.pk))
    publish(snapshots / "anew", OfAgency(agency.pk), at="2026-01-01T00:00:00+00:00")

    assert first.whole
    assert first.touched == 0
    assert second.touched or second.whole
    assert changes == all_rows(snapshots / "anew")
    assert [name for name, rows in changes.items() if not rows] == []


@pytest.mark.django_db
def test_a_publication_that_broke_off_goes_on_and_is_of_one_moment(
    snapshots: Path, cast: Any, today: Any
) -> None:
    from banso.people.actions import NewPerson, enter_person

    one = enter_person(
        office_id=cast.outreach_office.pk, person=NewPerson(called_name="例一"), by=cast.outreach
    )
    source, broken = OfAgency(cast.agency.pk), []

    class Breaking(OfAgency):
        def piece(self, table: str, after: str, size: int) -> Any:
            if table == "timeline" and not broken:
                broken.append(table)
                raise RuntimeError("the power went")
            return super().piece(table, after, size)

    with pytest.raises(RuntimeError):
        publish(snapshots / "there", Breaking(cast.agency.pk), at="2026-01-01T00:00:00+00:00")
    assert current(snapshots / "there") is None
    other = enter_person(
        office_id=cast.outreach_office.pk, person=NewPerson(called_name="例二"), by=cast.outreach
    )
    report = publish(snapshots / "there", source, at="2026-01-01T00:00:00+00:00")
    publish(snapshots / "anew", source, at="2026-01-01T00:00:00+00:00")

    assert report.went_on
    assert report.touched == 1
    assert all_rows(snapshots / "there") == all_rows(snapshots / "anew")
    assert {row[0] for row in all_rows(snapshots / "there")["people"]} == {one.pk.hex, other.pk.hex}


@pytest.mark.django_db
def test_the_few_kept_back_are_exactly_those_out_of_reach(cast: Any) -> None:
    from banso.people.actions import NewPerson, edit_person, enter_person
    from banso.people.models import Person

    for number in range(4):
        one = enter_person(
            office_id=cast.outreach_office.pk,
            person=NewPerson(called_name=f"例{number}"),
            by=cast.outreach,
        )
        if number % 2:
            edit_person(person_id=one.pk, version=None, restricted=True, by=cast.outreach)
    everyone = set(Person.objects.values_list("pk", flat=True))
    for viewer in (cast.coordinator, cast.manager, cast.observer):
        assert set(people_kept_back(viewer)) == everyone - set(
            people_seen_by(viewer).values_list("pk", flat=True)
        )
    assert len(people_kept_back(cast.coordinator)) == 2
    assert seen_of(cast.observer).readable == ()
    assert seen_of(cast.outreach).only is not None


@pytest.mark.django_db
def test_another_agency_s_snapshot_is_another_folder(snapshots: Path, cast: Any) -> None:
    publish_agency(agency_id=cast.agency.pk)
    with pytest.raises(NothingPublished), asking(cast.neighbour):
        pass


@pytest.mark.django_db
def test_the_commands_publish_and_report_without_names(snapshots: Path, cast: Any) -> None:
    from banso.intake.actions import NewIntake, take_intake
    from banso.people.actions import NewPerson

    taken = take_intake(
        person=NewPerson(called_name="例の方"),
        intake=NewIntake(
            office_id=cast.outreach_office.pk,
            on=cast.today,
            channel="phone",
            matters=["housing"],
            worst="",
            words="",
        ),
        by=cast.outreach,
    )
    told = banso("publish")
    out = banso("report", "support")
    banso("report", "support", "--xlsx", str(snapshots))

    assert taken.person.called_name not in told + out
    assert "whole" in told
    row = next(line for line in out.splitlines() if line.startswith("新しい相談"))
    assert row.split("\t")[-1] == "1"
    assert list(snapshots.glob("support-*.xlsx"))
    assert ran("report", "support", "--fiscal-year", "2999").exit_code == 1


@pytest.mark.django_db
def test_two_do_not_publish_at_once(snapshots: Path, cast: Any) -> None:
    folder = folder_of(cast.agency.pk)
    folder.mkdir(parents=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(UnderWay):
            publish_agency(agency_id=cast.agency.pk)
    assert publish_agency(agency_id=cast.agency.pk).whole


@pytest.mark.django_db
def test_an_engine_opens_nothing_but_its_snapshot(snapshots: Path, cast: Any) -> None:
    publish_agency(agency_id=cast.agency.pk)
    (snapshots / "other.csv").write_text("a\n1\n")
    with asking(cast.manager) as asked:
        for question in (
            f"SELECT * FROM read_csv('{snapshots}/other.csv')",
            "SET enable_external_access = true",
            "INSTALL httpfs",
        ):
            with pytest.raises(duckdb.Error):
                asked.engine.rows(question)
