"""
Files as people who do this work have them: each kind that was once read wrongly, with the values
that are right, brought in by command and by screen alike.
"""

import csv
import io
import json
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from html import unescape
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from banso.interop.models import ImportDifference
from banso.people.actions import (
    NewPerson,
    close_entry,
    edit_entry,
    edit_person,
    enter_person,
    merge_people,
    part_people,
)
from banso.people.models import ContactPoint, LedgerEntry, Merge, Person, TimelineEntry
from banso.people.queries import find_people
from banso.resources.models import Location, Service
from tests.commands import ran
from tests.conftest import Cast
from tests.workbooks import workbook

pytestmark = pytest.mark.django_db
Sheets = dict[str, list[list[object]]]


@dataclass
class Way:
    """One way in: the command, or the pages in a browser."""

    by_command: bool
    browser: Client
    folder: Path

    def ledger(
        self,
        name: str,
        content: str | bytes,
        answers: Mapping[int, str] | None = None,
        *,
        ledger: str = "outreach",
    ) -> str:
        """Bring a ledger in and return what was told, at the end or of why it was refused."""
        said = {"ledger": ledger}
        return self._in("ledger", "/bring-in/", name, content, answers or {}, said)

    def receivers(self, name: str, content: str) -> str:
        """Bring a list of receivers in."""
        said = {"source": "見本市"}
        return self._in("receivers", "/bring-in/receivers/", name, content, {}, said)

    def hsds(self, name: str, content: str | bytes) -> str:
        """Bring an HSDS file in."""
        said = {"source": "見本市"}
        return self._in("hsds", "/bring-in/receivers/", name, content, {}, said)

    def hmis(self, tables: Mapping[str, str]) -> str:
        """Bring an HMIS export in."""
        return self._in("hmis", "/bring-in/hmis/", "x.zip", zipped(tables), {}, {})

    def _in(
        self,
        kind: str,
        where: str,
        name: str,
        content: str | bytes,
        answers: Mapping[int, str],
        said: dict[str, str],
    ) -> str:
        content = content.encode() if isinstance(content, str) else content
        if self.by_command:
            (self.folder / name).write_bytes(content)
            options = [f"--{option}={text}" for option, text in said.items()]
            options += [f"--answer={row}={text}" for row, text in answers.items()]
            done = ran("import", kind, str(self.folder / name), "--json", *options)
            return str(done.output)
        chosen = {"file": SimpleUploadedFile(name, content), **said}
        asked = self.browser.post(where, chosen)
        if asked.status_code != 302:
            return unescape(asked.content.decode())
        rows = {f"who-{row}": text for row, text in answers.items()}
        done = self.browser.post(asked["Location"], {"take-in": "1", **rows}, follow=True)
        return unescape(done.content.decode())


@pytest.fixture(params=["command", "screen"])
def way(
    request: pytest.FixtureRequest,
    cast: Cast,
    signed_in: Callable[[str], Client],
    tmp_path: Path,
) -> Way:
    return Way(request.param == "command", signed_in("manager"), tmp_path)


def zipped(tables: Mapping[str, str]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as packed:
        for name, text in tables.items():
            packed.writestr(f"{name}.csv", text)
    return content.getvalue()


def people() -> dict[str, str]:
    """Everybody, with the birth as it is kept: the day, the words where it is none."""
    found = Person.objects.filter(merged_into=None)
    return {one.called_name: one.birth.words or said(one) for one in found}


def said(one: Person) -> str:
    parts = (one.birth.year, one.birth.month, one.birth.day)
    return "-".join(str(part) for part in parts if part)


def memories(**which: object) -> list[tuple[date, str]]:
    found = TimelineEntry.objects.filter(kind="note", **which).order_by("at", "pk")
    return [(one.at.date(), one.fact) for one in found]


def test_running_numbers_that_begin_anew_every_year_are_four_people(way: Way) -> None:
    heading = "No.,氏名,生年月日,性別,受付日\n"
    way.ledger("r7.csv", f"{heading}1,見本一郎,S30.4.1,男,R7.4.1\n2,見本花子,S40.5.5,女,R7.4.2\n")
    next_year = f"{heading}1,例 三郎,S50.1.1,男,R8.4.1\n2,例 四郎,S22.5.5,男,R8.4.2\n"
    told = way.ledger("r8.csv", next_year)
    assert len(people()) == 2
    assert "別の名前の方のもの" in told
    way.ledger("r8.csv", next_year, {2: "new", 3: "new"})

    assert people() == {
        "見本一郎": "1955-4-1",
        "見本花子": "1965-5-5",
        "例 三郎": "1975-1-1",
        "例 四郎": "1947-5-5",
    }


def test_somebody_merged_away_is_written_where_they_stand_and_goes_home_again(
    cast: Cast, way: Way
) -> None:
    born = Person(birth_year=1956, birth_precision="year").birth
    new = NewPerson(called_name="のこる人", names=[], birth=born)
    kept = enter_person(person=new, by=cast.manager)
    way.ledger("r.csv", "番号,氏名,生年月日,備考\n1,見本 一郎,S30.4.1,\n")
    gone = Person.objects.get(called_name="見本 一郎")
    merge_people(kept_id=kept.pk, gone_id=gone.pk, reason="同じ人", by=cast.manager)
    way.ledger("r.csv", "番号,氏名,生年月日,備考\n1,見本 一郎,S31.4.1,入院した\n")

    assert Person.objects.get(pk=kept.pk).birth_year == 1956
    assert [one.field for one in ImportDifference.objects.all()] == ["birth"]
    assert TimelineEntry.objects.get(fact="入院した").person_id == kept.pk
    part_people(merge_id=Merge.objects.get().pk, by=cast.manager)
    further = "番号,氏名,生年月日,備考,寝場所\n1,見本 一郎,S31.4.1,入院した,橋の下\n"
    way.ledger("r.csv", further)
    assert LedgerEntry.objects.get(values__sleeps_at="橋の下").person_id == gone.pk


def test_what_a_worker_wrote_after_the_file_stays_and_the_difference_is_told(
    cast: Cast, way: Way
) -> None:
    text = "番号,氏名,生年月日,寝場所\nX3,見本 三郎,S41.6.3,川沿い\n"
    way.ledger("r.csv", text)
    entry = LedgerEntry.objects.get()
    edit_entry(
        entry_id=entry.pk,
        version=entry.version,
        values=entry.values | {"sleeps_at": "駅の北"},
        worker_id=None,
        by=cast.manager,
    )
    told = way.ledger("r.csv", text)

    assert LedgerEntry.objects.get().values["sleeps_at"] == "駅の北"
    assert ImportDifference.objects.get().file == "川沿い"
    assert ('"differences": 1' if way.by_command else "ところが1か所あります") in told


def test_the_same_day_written_otherwise_changes_nobody(way: Way) -> None:
    heading = "番号,氏名,フリガナ,生年月日,電話\n"
    way.ledger("l1.csv", f"{heading}X1,見本 太郎,ミホン タロウ,S30.4.1,090-7777-0001\n")
    before = LedgerEntry.objects.get().version, Person.objects.get().version
    way.ledger("l2.csv", f"{heading}X1,見本 太郎,ミホン タロウ,1955/4/1,090-7777-0001\n")

    assert people() == {"見本 太郎": "1955-4-1"}
    assert (LedgerEntry.objects.get().version, Person.objects.get().version) == before


def test_somebody_who_stands_twice_without_a_number_is_one_with_two_dates(way: Way) -> None:
    way.ledger(
        "twice.csv",
        "氏名,生年月日,登録日,備考\n見本太郎,S30.4.1,R7.4.1,1回目\n見本太郎,S30.4.1,R7.6.1,2回目\n",
    )

    assert people() == {"見本太郎": "1955-4-1"}
    assert memories() == [(date(2025, 4, 1), "1回目"), (date(2025, 6, 1), "2回目")]
    assert LedgerEntry.objects.get().opened_on == date(2025, 4, 1)


def test_a_consultation_log_is_one_person_with_two_contacts_and_their_texts(way: Way) -> None:
    way.ledger(
        "相談記録.csv",
        "相談日,相談者氏名,本人との続柄,本人氏名,本人生年月日,相談内容,対応,担当者\n"
        "R7.4.1,見本花子,妻,見本太郎,S30.4.1,家賃滞納,面談,例\n"
        "R7.4.8,見本花子,妻,見本太郎,S30.4.1,督促が来た,電話,例\n",
    )

    assert people() == {"見本太郎": "1955-4-1"}
    first, second = memories()
    assert (first[0], second[0]) == (date(2025, 4, 1), date(2025, 4, 8))
    for words in ("家賃滞納", "面談", "見本花子（妻）", "例"):
        assert words in first[1]
    for words in ("督促が来た", "電話"):
        assert words in second[1]
    assert LedgerEntry.objects.get().opened_on == date(2025, 4, 1)


def test_a_date_is_read_where_it_can_be_and_a_bad_one_never_costs_the_person(way: Way) -> None:
    way.ledger(
        "dates.csv",
        "番号,氏名,生年月日,登録日\n"
        "D1,日付 一,S30.4.1生,2026/4/1 0:00\n"
        "D2,日付 二,1955/4/1 0:00:00,2026-04-01T00:00:00\n"
        "D3,日付 三,昭和30年4月1日(71歳),R8.4.1\n"
        "D4,日付 四,不詳,R8.4.1\n"
        "D5,日付 五,2055/4/1,R8.4.1\n",
    )

    born = people()
    assert {born[f"日付 {one}"] for one in "一二三"} == {"1955-4-1"}
    assert (born["日付 四"], born["日付 五"]) == ("", "2055/4/1(2026-04-01)")
    opened = set(LedgerEntry.objects.values_list("opened_on", flat=True))
    assert opened == {date(2026, 4, 1)}


@pytest.mark.parametrize(
    ("born", "came", "kept"),
    [
        ("1955-04-01 00:00:00", "2023/4/1 10:30", "1955-4-1"),
        ("昭和30年4月1日(68歳)", "令和5年4月1日（土）", "1955-4-1"),
        (datetime(1955, 4, 1), datetime(2023, 4, 1), "1955-4-1"),
    ],
)
def test_dates_in_a_workbook_with_a_time_an_era_or_an_age(
    way: Way, born: object, came: object, kept: str
) -> None:
    rows: list[list[object]] = [["番号", "氏名", "生年月日", "受付日"], [1, "見本太郎", born, came]]
    way.ledger("x.xlsx", workbook({"台帳": rows}))

    assert people() == {"見本太郎": kept}
    assert LedgerEntry.objects.get().opened_on == date(2023, 4, 1)


def test_an_age_is_kept_with_the_day_it_was_said(way: Way) -> None:
    rows: list[list[object]] = [["番号", "氏名", "年齢", "受付日"], [1, "見本太郎", 68, "R5.4.1"]]
    way.ledger("x.xlsx", workbook({"台帳": rows}))

    assert people() == {"見本太郎": "68歳(2023-04-01)"}
    assert Person.objects.get().birth_year == 1955


def test_an_unclosed_quote_is_refused_with_its_line(way: Way) -> None:
    told = way.ledger("q.csv", '氏名,備考\n見本太郎,"閉じない\n例 花子,x\n例 一郎,y\n')

    assert people() == {}
    assert "2行目" in told


@pytest.mark.parametrize("hidden", ["", "マスタ"])
def test_the_sheet_that_is_a_ledger_is_read_and_the_others_are_named(way: Way, hidden: str) -> None:
    master: list[list[object]] = [["番号", "名称"], [1, "男"]]
    rows: list[list[object]] = [["番号", "氏名", "電話番号"], [1, "見本太郎", 9012345678]]
    told = way.ledger("x.xlsx", workbook({"マスタ": master, "台帳": rows}, hidden))

    assert people() == {"見本太郎": ""}
    assert "マスタ(2行)" in told
    assert "09012345678" in told


def test_the_separator_is_that_of_the_headings_below_a_title(way: Way) -> None:
    way.ledger(
        "x.csv",
        "相談台帳 令和7年度\n氏名;フリガナ;生年月日;受付日\n見本太郎;ミホンタロウ;S30.4.1;R7.4.1\n",
    )

    assert people() == {"見本太郎": "1955-4-1"}
    assert LedgerEntry.objects.get().opened_on == date(2025, 4, 1)


def test_the_first_consultation_opens_the_entry(way: Way) -> None:
    way.ledger(
        "支援台帳.csv",
        "受付番号,初回相談日,氏名,性別,生年月日,主訴,支援プラン,支援開始日,支援終了日\n"
        "R5-001,R5.4.3,見本　太郎,1,S30.4.1,滞納,有,R5.5.1,R6.3.31\n",
    )

    entry = LedgerEntry.objects.get()
    assert (entry.opened_on, entry.closed_on) == (date(2023, 4, 3), date(2024, 3, 31))
    assert "滞納" in memories()[0][1]


@pytest.mark.parametrize("coding", ["euc_jp", "iso2022_jp", "cp932", "utf-16"])
def test_every_usual_coding_is_read(way: Way, coding: str) -> None:
    text = "氏名,フリガナ,生年月日,受付日,備考\n見本太郎,ミホンタロウ,S30.4.1,R7.4.1,高崎商店\n"
    way.ledger("x.csv", text.encode(coding))

    assert people() == {"見本太郎": "1955-4-1"}
    assert memories()[0][1] == "高崎商店"


def test_a_broken_workbook_is_one_clear_sentence(way: Way) -> None:
    whole = workbook({"台帳": [["氏名"], ["見本太郎"]]})
    broken = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(broken, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name)[: -20 if "sheet1" in name else None])
    told = [way.ledger("x.xlsx", content) for content in (broken.getvalue(), whole[:300])]

    assert all("表として読み取れません" in one for one in told)
    assert people() == {}


def test_a_phone_that_became_a_number_has_its_zero_again(way: Way) -> None:
    rows: list[list[object]] = [["番号", "氏名", "電話"], ["N1", "数値 電話", 9012345670]]
    told = way.ledger("num.xlsx", workbook({"台帳": rows}))

    assert "09012345670" in told
    assert ContactPoint.objects.get().value == "09012345670"


def test_somebody_who_died_is_closed_so(way: Way) -> None:
    way.ledger("x.csv", "番号,氏名,受付日,終結日,終結理由\n1,見本太郎,R5.4.1,R5.9.1,死亡\n")

    entry = LedgerEntry.objects.get()
    assert (entry.closing_reason, entry.closed_on) == ("died", date(2023, 9, 1))


def test_an_income_is_a_number_where_it_is_one_and_else_its_words(way: Way) -> None:
    way.ledger(
        "x.csv",
        "番号,氏名,収入\n1,見本太郎,15万円\n2,例 花子,約10〜15万円\n",
        ledger="aftercare",
    )

    found = {one.person.called_name: one.values["income"] for one in LedgerEntry.objects.all()}
    assert found == {"見本太郎": 150000, "例 花子": "約10〜15万円"}


HMIS = {
    "Client": "PersonalID,FirstName,LastName,DOB,DOBDataQuality\n"
    "m1,Ann,Sample,1980-01-02,1\nm2,Beth,Example,1981-01-02,1\n",
    "Project": "ProjectID,ProjectType\na,4\nb,1\n",
    "Enrollment": "EnrollmentID,PersonalID,ProjectID,EntryDate,DateDeleted\n"
    "e1,m1,a,2024-01-05,\ne2,m2,b,2024-02-05,\n",
}


def hmis(rows: str = "", **other: str) -> dict[str, str]:
    return HMIS | {"Enrollment": HMIS["Enrollment"] + rows} | other


def test_rows_for_somebody_merged_away_stand_with_who_stayed(cast: Cast, way: Way) -> None:
    way.hmis(hmis())
    ann, beth = (Person.objects.get(called_name__startswith=one) for one in ("Ann", "Beth"))
    merge_people(kept_id=ann.pk, gone_id=beth.pk, reason="同じ人", by=cast.manager)
    way.hmis(hmis("e3,m2,b,2024-06-05,\n"))

    assert set(LedgerEntry.objects.values_list("person_id", flat=True)) == {ann.pk}
    assert LedgerEntry.objects.filter(opened_on="2024-06-05").count() == 1


def test_what_was_closed_or_corrected_by_hand_stays_and_is_told(cast: Cast, way: Way) -> None:
    way.hmis(hmis())
    entry = LedgerEntry.objects.get(opened_on="2024-01-05")
    close_entry(entry_id=entry.pk, on=date(2024, 3, 1), reason="hospital", by=cast.manager)
    beth = Person.objects.get(called_name__startswith="Beth")
    born = Person(birth_year=1982, birth_precision="year").birth
    edit_person(person_id=beth.pk, version=None, by=cast.manager, birth=born)
    way.hmis(hmis())

    assert LedgerEntry.objects.get(pk=entry.pk).closing_reason == "hospital"
    assert Person.objects.get(pk=beth.pk).birth_year == 1982
    assert {"birth"} <= set(ImportDifference.objects.values_list("field", flat=True))


def test_a_correction_and_a_deletion_at_the_source_arrive(way: Way) -> None:
    way.hmis(hmis("e3,m1,b,2024-06-05,\n"))
    rows = (
        "EnrollmentID,PersonalID,ProjectID,EntryDate,DateDeleted\n"
        "e1,m1,a,2024-01-07,\ne2,m2,a,2024-02-05,\ne3,m1,b,2024-06-05,2024-07-01\n"
    )
    way.hmis(hmis(Enrollment=rows))

    ann = LedgerEntry.objects.get(opened_on="2024-01-07")
    beth = LedgerEntry.objects.get(opened_on="2024-02-05")
    assert (ann.ledger, beth.ledger) == ("outreach", "outreach")
    gone = LedgerEntry.objects.get(opened_on="2024-06-05")
    assert gone.closed_on is not None
    assert gone.closing_reason


def test_no_part_of_a_word_is_taken_for_a_number(way: Way) -> None:
    way.receivers(
        "note.csv",
        "name,address,telephoneNumber,note\n甲館,見本市1,087-000-0001,昼休みあり\n"
        "乙館,見本市2,087-000-0002,昼休みあり\n丙館,見本市3,087-000-0003,\n",
    )

    found = Service.objects.filter(source="見本市").order_by("phone")
    assert [one.name for one in found] == ["甲館", "乙館", "丙館"]
    assert "昼休みあり" not in {one.outside_id for one in found}


def test_the_national_list_tells_of_the_office_and_not_of_its_corporation(way: Way) -> None:
    told = way.receivers(
        "wam.csv",
        "市区町村コード,NO（※システム内の固有の番号、連番）,指定機関名,法人の名称,法人番号,"
        "法人住所（市区町村）,法人電話番号,法人URL,サービス種別,事業所の名称,事業所番号,"
        "事業所住所（市区町村）,事業所住所（番地以降）,事業所電話番号,事業所FAX番号,事業所URL,"
        "事業所緯度,事業所経度,利用可能な時間帯（平日）,定休日,定員\n"
        "011011,A0001,見本市,社会福祉法人見本会,,見本市北区,011-111-1111,https://houjin.example/,"
        "就労継続支援B型,見本作業所,0110100001,札幌市中央区,南2条2-2,011-222-2222,011-222-2223,"
        "https://jigyosho.example/,43.05,141.35,9:00～16:00,日,20\n",
    )

    one = Service.objects.select_related("location", "organization").get(source="見本市")
    assert (one.name, one.category) == ("見本作業所", "就労継続支援B型")
    assert (one.phone, one.fax) == ("011-222-2222", "011-222-2223")
    assert one.url == "https://jigyosho.example/"
    assert (one.organization.name, one.hours, one.closed_days) == (
        "社会福祉法人見本会",
        "平日 9:00～16:00",
        "日",
    )
    assert one.location is not None
    assert one.location.address.endswith("札幌市中央区南2条2-2")
    assert (one.location.latitude, one.location.longitude) == (43.05, 141.35)
    assert "法人電話番号 (1)" in told


def test_full_width_digits_are_digits(way: Way) -> None:
    way.receivers(
        "wide.csv",
        "施設名,電話番号,緯度,経度\nA館,０９３－０００－０１０１,３３．８８,１３０．８７\n",
    )

    one = Service.objects.select_related("location").get(source="見本市")
    assert one.phone == "093-000-0101"
    assert one.location is not None
    assert (one.location.latitude, one.location.longitude) == (33.88, 130.87)


def test_coordinates_off_the_earth_cost_only_themselves(way: Way) -> None:
    place = {"id": "l1", "name": "館", "location_type": "physical"}
    at = {"id": "a1", "location": place | {"latitude": 100, "longitude": 101}}
    one = {"id": "s1", "name": "窓口", "status": "active", "service_at_locations": [at]}
    one |= {"organization": {"id": "o1", "name": "見本", "description": "x"}}
    told = way.hsds("full.json", json.dumps(one))

    service = Service.objects.select_related("location").get(source="見本市")
    assert service.name == "窓口"
    assert service.location is None or service.location.latitude is None
    assert "100 101" in told


def test_tables_of_hsds_2_come_in_with_every_place_and_phone(way: Way) -> None:
    tables = {
        "organizations": "id,name,description\no1,見本,x\n",
        "services": "id,organization_id,name,status\ns1,o1,宿,active\ns2,o1,食,active\n",
        "locations": "id,organization_id,name,latitude,longitude\n"
        "l1,o1,北の館,33.8,130.8\nl2,o1,南の館,,\n",
        "services_at_location": "id,service_id,location_id\na1,s1,l1\na2,s2,l2\n",
        "phones": "id,location_id,service_id,organization_id,service_at_location_id,number,type\n"
        "1,l1,,,,093-000-0001,voice\n2,,,o1,,093-000-0002,voice\n3,,,o1,,093-000-0003,textphone\n"
        "4,,s2,,,093-000-0004,voice\n5,,,,a2,093-000-0005,cell\n",
        "metadata": "id,resource_id\nm1,s1\n",
    }
    told = way.hsds("older.zip", zipped(tables))

    found = Service.objects.filter(source="見本市")
    numbers = {one.name: {phone["number"][-1] for phone in one.lists["phones"]} for one in found}
    assert numbers == {"宿": set("123"), "食": set("2345")}
    assert set(
        Location.objects.filter(organization__source="見本市").values_list("name", flat=True)
    ) == {"北の館", "南の館"}
    assert "metadata.csv (1)" in told


# The very files, where they lie beside the project.
FILES = Path(__file__).parents[3] / "shared/cases"
beside_the_project = pytest.mark.skipif(not FILES.exists(), reason="the files are not beside it")
ONE = {"山田太郎": "1955-4-1"}


def content(name: str) -> bytes:
    return (FILES / name).read_bytes()


def plainly() -> dict[str, str]:
    return {"".join(name.split()): birth for name, birth in people().items()}


@beside_the_project
@pytest.mark.parametrize(
    ("name", "stands"),
    [
        *(
            (f"{one}.csv", ONE)
            for one in (
                "cp932_nec",
                "cr_only",
                "deceased",
                "eucjp",
                "iso2022jp",
                "newline_in_cell",
                "same_person_twice_no_number",
                "semicolon",
                "semicolon_title",
                "shien_daicho",
                "soudan_kiroku",
            )
        ),
        *(
            (f"{one}.xlsx", ONE)
            for one in (
                "cover_sheet_first",
                "date1904",
                "date_with_time",
                "hidden_master_first",
                "phone_number_cell",
                "seireki_paren",
            )
        ),
        ("utf16le_bom.tsv", ONE),
        ("age_column.xlsx", {"山田太郎": "68歳(2023-04-01)"}),
        ("num.xlsx", {"数値電話": "1955-4-1", "日付型": "1955-4-1"}),
        ("sjis.csv", {"髙﨑太郎": ""}),
        ("sjis_short.csv", {"渚": ""}),
        ("unclosed_quote.csv", {}),
        ("truncated.xlsx", {}),
        ("broken_sheet_xml.xlsx", {}),
        ("formulas_uncached.xlsx", {}),
    ],
)
def test_the_very_file_gives_the_people_who_stand_in_it(
    way: Way, name: str, stands: dict[str, str]
) -> None:
    way.ledger(name, content(f"ledger/{name}"))
    assert plainly() == stands


@beside_the_project
def test_the_very_files_of_two_years_are_four_people(way: Way) -> None:
    way.ledger("r5.csv", content("ledger/r5.csv"))
    told = way.ledger("r6.csv", content("ledger/r6.csv"))
    assert "別の名前の方のもの" in told
    way.ledger("r6.csv", content("ledger/r6.csv"), {2: "new", 3: "new"})
    assert set(plainly()) == {"山田太郎", "佐藤花子", "鈴木一郎", "高橋次郎"}


@beside_the_project
def test_the_very_files_of_one_person_are_one_and_unchanged(way: Way) -> None:
    for name in ("r1.csv", "r2.csv"):
        way.ledger(name, content(f"ledger/{name}"))
    assert plainly() == {"再取込太郎": "1955-4-1"}


@beside_the_project
def test_the_very_file_after_a_merge_writes_where_the_person_is(cast: Cast, way: Way) -> None:
    kept = enter_person(person=NewPerson(called_name="のこる人"), by=cast.manager)
    way.ledger("l1.csv", content("ledger/l1.csv"))
    gone = Person.objects.get(called_name="取込 太郎")
    born = Person(birth_year=1948, birth_precision="year").birth
    edit_person(person_id=kept.pk, version=None, by=cast.manager, birth=born)
    merge_people(kept_id=kept.pk, gone_id=gone.pk, reason="同じ人", by=cast.manager)
    way.ledger("l2.csv", content("ledger/l2.csv"))

    assert Person.objects.get(pk=kept.pk).birth_year == 1948
    assert [row.field for row in ImportDifference.objects.filter(person=kept)] == ["birth"]
    assert TimelineEntry.objects.get(fact__contains="入院した").person_id == kept.pk
    part_people(merge_id=Merge.objects.get().pk, by=cast.manager)
    assert {"のこる人", "取込 太郎"} <= set(people())
    moved = content("ledger/l2.csv").decode().replace("城北公園の東屋", "橋の下")
    way.ledger("l2.csv", moved)
    assert LedgerEntry.objects.get(values__sleeps_at="橋の下").person_id == gone.pk


@beside_the_project
def test_the_very_dates_cost_nobody(way: Way) -> None:
    way.ledger("dates.csv", content("ledger/dates.csv"))
    born = plainly()
    rows = content("ledger/dates.csv").decode("utf-8-sig").split()
    assert len(born) == sum(one.startswith("D") for one in rows)
    assert {born[f"日付{one}"] for one in "一二三"} == {"1955-4-1"}


@beside_the_project
def test_the_very_lists_of_receivers_come_in_whole(way: Way) -> None:
    way.receivers("0012.csv", content("receivers/0012.csv").decode("utf-8-sig"))
    assert Service.objects.filter(source="見本市").count() == 70  # and two marks of the format
    way.receivers("note_as_id.csv", content("receivers/note_as_id.csv").decode())
    assert Service.objects.filter(name__in=["甲センター", "乙センター", "丙センター"]).count() == 3
    way.receivers("fullwidth_digits.csv", content("receivers/fullwidth_digits.csv").decode())
    place = Service.objects.select_related("location").get(name="A館").location
    assert place is not None
    assert (place.latitude, place.longitude) == (33.88, 130.87)
    way.receivers("wam_shougai.csv", content("receivers/wam_shougai.csv").decode("utf-8-sig"))
    office = Service.objects.get(name="見本作業所")
    assert (office.phone, office.url) == ("011-222-2222", "https://jigyosho.example/")


@beside_the_project
def test_the_very_hmis_export_comes_in(cast: Cast, way: Way) -> None:
    tables = {one.stem: one.read_text() for one in (FILES / "hmis_merge").glob("*.csv")}
    way.hmis(tables)
    ann, anne = (
        LedgerEntry.objects.get(opened_on=day).person for day in ("2024-01-05", "2024-06-05")
    )
    merge_people(kept_id=ann.pk, gone_id=anne.pk, reason="同じ人", by=cast.manager)
    more = tables["Enrollment"] + "me4,m2,b,2024-09-05,\n"
    way.hmis(tables | {"Enrollment": more})
    assert LedgerEntry.objects.get(opened_on="2024-09-05").person_id == ann.pk


@beside_the_project
def test_the_very_examples_of_hsds_come_in(way: Way) -> None:
    folder = FILES / "hsds/hsds2_simple"
    told = way.hsds(
        "older.zip", zipped({one.stem: one.read_text() for one in folder.glob("*.csv")})
    )
    with (folder / "locations.csv").open() as table:
        places = {row["name"] for row in csv.DictReader(table)}
    found = Location.objects.filter(organization__source="見本市")
    assert set(found.values_list("name", flat=True)) == places
    assert "metadata.csv" in told
    told = way.hsds("service_full.json", content("hsds/service_full.json"))
    service = Service.objects.select_related("location").get(name="Community Counselling")
    assert service.location is None or service.location.latitude is None


def rows_of_receivers(name: str) -> list[list[str]]:
    """Return the rows of a list of linked open data: those that begin with a number."""
    with (FILES / "receivers" / name).open(encoding="utf-8-sig", newline="") as table:
        return [row for row in csv.reader(table) if row and row[0].isdecimal()]


@beside_the_project
def test_the_very_list_whose_every_word_holds_an_id_comes_in_whole(way: Way) -> None:
    way.receivers("0002.csv", content("receivers/0002.csv").decode("utf-8-sig"))
    rows = rows_of_receivers("0002.csv")
    found = Service.objects.filter(source="見本市").select_related("location")

    assert found.count() == len(rows)
    assert {one.name for one in found} == {row[1].strip() for row in rows}
    remarks = {row[9] for row in rows if row[9]}
    assert not remarks & {one.outside_id for one in found}
    one = found.get(name="高松ワシントンホテルプラザ")
    assert one.location is not None
    assert (one.location.latitude, one.location.longitude) == (34.34187056, 134.05078472)


@beside_the_project
def test_the_very_cells_merged_downwards_are_one_person_with_two_contacts(way: Way) -> None:
    told = way.ledger("merged_down.xlsx", content("ledger/merged_down.xlsx"))
    told += way.ledger("x.xlsx", content("ledger/merged_down.xlsx"), {3: "row:2"})

    assert "B2:B3" in told
    assert plainly() == ONE
    assert (date(2023, 5, 1), "同じ人の2回目") in memories()


@beside_the_project
def test_the_very_file_with_two_numbers_in_a_cell_finds_by_each(cast: Cast, way: Way) -> None:
    way.ledger("r3.csv", content("ledger/r3.csv"))
    one = Person.objects.get()

    assert (one.called_name, said(one)) == ("住所 一", "1955-4-1")
    assert ContactPoint.objects.get().value == "090-1111-2222 / 080-3333-4444"
    entry = LedgerEntry.objects.get()
    assert (entry.opened_on, entry.values["sleeps_at"]) == (
        date(2026, 4, 1),
        "中央区銀座1丁目-5-2",
    )
    for typed in ("080-3333-4444", "4444", "+81 90 1111 2222", "銀座一丁目5番2号"):
        assert [hit.person.pk for hit in find_people(cast.manager, typed)] == [one.pk], typed


@beside_the_project
@pytest.mark.parametrize("corrected", ["birth", "name"])
def test_what_a_worker_corrected_asks_nobody_when_the_very_file_comes_again(
    cast: Cast, way: Way, corrected: str
) -> None:
    way.ledger("l1.csv", content("ledger/l1.csv"))
    one = Person.objects.get(called_name="取込 太郎")
    by_hand = {"birth": Person(birth_year=1948, birth_precision="year").birth}
    if corrected == "name":
        by_hand = {"called_name": "たーさん"}
    edit_person(person_id=one.pk, version=None, by=cast.manager, **by_hand)
    told = way.ledger("l2.csv", content("ledger/l2.csv"))

    assert TimelineEntry.objects.get(fact__contains="入院した").person_id == one.pk
    now = Person.objects.get(pk=one.pk)
    if corrected == "birth":
        assert now.birth_year == 1948
        assert [row.file for row in ImportDifference.objects.filter(field="birth")]
        assert ('"differences": 1' if way.by_command else "ところが1か所あります") in told
    else:
        assert (now.called_name, now.birth_year) == ("たーさん", 1956)
    assert Person.objects.filter(merged_into=None).count() == 4


@beside_the_project
def test_corrections_at_the_source_of_the_very_export_arrive(way: Way) -> None:
    tables = {one.stem: one.read_text() for one in (FILES / "hmis_merge").glob("*.csv")}
    way.hmis(tables)
    ann, anne = (
        LedgerEntry.objects.get(opened_on=day).person for day in ("2024-01-05", "2024-06-05")
    )
    rows = {
        "me1,m1,a,2024-01-05,": "me1,m1,b,2024-01-07,",
        "me2,m2,b,2024-02-05,": "me2,m1,b,2024-02-05,",
        "me3,m2,b,2024-06-05,": "me3,m2,b,2024-06-05,2024-07-01",
    }
    for before, after in rows.items():
        assert before in tables["Enrollment"]
        tables["Enrollment"] = tables["Enrollment"].replace(before, after)
    way.hmis(tables)

    first, second, third = LedgerEntry.objects.order_by("opened_on")
    assert (str(first.opened_on), first.ledger, first.person_id) == ("2024-01-07", "centre", ann.pk)
    assert second.person_id == ann.pk
    assert (third.person_id, str(third.closed_on)) == (anne.pk, "2024-07-01")
    assert third.closing_reason
    before = LedgerEntry.objects.values_list("version", flat=True).order_by("opened_on")
    kept = list(before)
    way.hmis(tables)
    assert list(before.all()) == kept


@beside_the_project
def test_what_was_closed_by_hand_stays_when_the_very_export_comes_again(
    cast: Cast, way: Way
) -> None:
    tables = {one.stem: one.read_text() for one in (FILES / "hmis_merge").glob("*.csv")}
    way.hmis(tables)
    entry = LedgerEntry.objects.get(opened_on="2024-06-05")
    close_entry(entry_id=entry.pk, on=date(2024, 8, 1), reason="hospital", by=cast.manager)
    born = Person(birth_year=1982, birth_precision="year").birth
    edit_person(person_id=entry.person_id, version=None, by=cast.manager, birth=born)
    way.hmis(tables)

    assert LedgerEntry.objects.get(pk=entry.pk).closing_reason == "hospital"
    assert Person.objects.get(pk=entry.person_id).birth_year == 1982
    assert ImportDifference.objects.filter(field="birth").exists()


@beside_the_project
def test_incomes_added_to_the_very_file_are_numbers_or_their_words(way: Way) -> None:
    lines = content("ledger/l1.csv").decode("utf-8-sig").splitlines()
    incomes = ["収入", "15万円", "約10〜15万円", "なし"]
    text = "\n".join(f"{line},{cell}" for line, cell in zip(lines, incomes, strict=True))
    way.ledger("l1.csv", text, ledger="aftercare")

    found = {one.person.called_name: one.values for one in LedgerEntry.objects.all()}
    assert found["取込 太郎"]["income"] == 150000
    assert found["取込 花子"]["income"] == "約10〜15万円"
    assert len(found) == 3
