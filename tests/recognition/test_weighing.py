"""How surely two entries are of one person, and that nothing makes it long."""

import time

import pytest

from banso_analysis.linking import MOST_UNDER_A_KEY, Crowd
from banso_recognition import (
    NameBook,
    Reason,
    Scale,
    Sketch,
    blocking_keys,
    facets,
    learn,
    speaks_against,
    speaks_for,
)
from banso_recognition.fitting import by_expectation, calibrated
from banso_recognition.weighing import shipped

BORN = (1961, 4, 12)
SCALE = Scale(100_000)


def _of(
    name: str, kana: str = "", birth: tuple[int, int, int] | None = BORN, **more: str
) -> Sketch:
    phone = more.get("phone")
    return Sketch(
        ((name, kana),),
        birth or (None, None, None),
        sex=more.get("sex", ""),
        phones=frozenset((phone,) if phone else ()),
    )


def _sure(one: Sketch, other: Sketch, scale: Scale = SCALE) -> float:
    return scale.weigh(facets(one, scale.book), facets(other, scale.book)).probability


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (_of("渡邉 太郎", "わたなべ たろう"), _of("渡辺 太郎")),
        (_of("渡辺 太郎"), _of("太郎 渡邊")),
        (_of("渡辺太郎"), _of("渡辺 太郎")),
        (_of("わたなべ たろう"), _of("渡辺 太郎", "ワタナベ タロウ", (1961, 4, 21))),
        (_of("", "ジョン スミス"), _of("すみす じょん")),
    ],
)
def test_one_person_written_twice_is_likely(one: Sketch, other: Sketch) -> None:
    assert _sure(one, other) > 0.9


FATHER = _of("渡辺 太郎", "わたなべ たろう", (1931, 2, 3), sex="male", phone="0311112222")


@pytest.mark.parametrize(
    "other",
    [
        _of("渡辺 次郎", "わたなべ じろう", (1961, 4, 12), sex="male", phone="0311112222"),
        _of("渡辺 花子", "わたなべ はなこ", (1935, 8, 9), sex="female", phone="0311112222"),
    ],
)
def test_a_family_under_one_telephone_is_never_sure(other: Sketch) -> None:
    weighed = SCALE.weigh(facets(FATHER), facets(other))
    assert weighed.probability < 0.9
    assert {Reason.OTHER_GIVEN, Reason.OTHER_BIRTH} <= set(speaks_against(weighed.pattern))


def test_twins_are_likely_at_most_and_what_differs_is_said() -> None:
    one = _of("渡辺 太郎", "わたなべ たろう", phone="0311112222", sex="male")
    other = _of("渡辺 次郎", "わたなべ じろう", phone="0311112222", sex="male")
    weighed = SCALE.weigh(facets(one), facets(other))
    assert weighed.probability <= 0.9
    assert Reason.OTHER_GIVEN in speaks_against(weighed.pattern)


@pytest.mark.parametrize("name", ["不明", "氏名不詳", "匿名", "名無し", "?", "　", "x"])
def test_what_is_no_name_says_nothing(name: str) -> None:
    assert _sure(_of(name, "", None), _of(name, "", None)) < 0.01
    assert _sure(_of(name, "", (1950, 1, 1)), _of(name, "", (1950, 1, 1))) < 0.01


def test_a_rare_name_says_more_than_a_common_one() -> None:
    book = learn([("佐藤 太郎", "さとう たろう")] * 5000 + [("東海林 皓", "しょうじ ひかる")] * 2)
    scale = Scale(5002, book=book)
    no = (None, None, None)
    rare = Sketch((("東海林 皓", ""),), no), Sketch((("しょうじ ひかる", ""),), no)
    common = Sketch((("佐藤 太郎", ""),), no), Sketch((("さとう たろう", ""),), no)
    assert _sure(*rare, scale) > 10 * _sure(*common, scale)
    weighed = scale.weigh(facets(rare[0], book), facets(rare[1], book))
    assert speaks_for(weighed.pattern)[0] is Reason.LIKELY_SOUND


ODD = ["", " ", "山" * 200, "👩👧👦" * 50, "\u202e太郎 山田\u202c", "あ" * 200, "山" * 2000]


@pytest.mark.parametrize("name", [*ODD, "a b c d e f g"])
def test_names_of_any_kind_are_weighed_in_bounded_time(name: str) -> None:
    begun = time.process_time()
    some = Sketch(((name, name),) * 40, BORN)
    for other in (some, _of("渡辺 太郎", "わたなべ たろう")):
        SCALE.weigh(facets(some), facets(other))
    assert len(blocking_keys(name, name, BORN, asking=True)) < 200
    assert time.process_time() - begun < 2


def test_a_crowd_under_one_name_meets_nobody(tmp_path: object) -> None:
    everybody = 30_000
    with Crowd(tmp_path, memory="300MB") as crowd:  # type: ignore[arg-type]
        keys = sorted(blocking_keys("山田 太郎", "やまだ たろう", (1950, 1, 1)))
        crowd.hold((person, key) for person in range(everybody) for key in keys)
        crowd.hold([(7, "a:19610412"), (29_999, "a:19610412"), (29_999, "a:19610412")])
        crowd.weigh()
        assert crowd.met(0) == [(7, 29_999)]
        assert crowd.met(1) == []
        assert crowd.met(0, fresh={8}) == []
        assert crowd.met(0, fresh={29_999}) == [(7, 29_999)]
    assert everybody > MOST_UNDER_A_KEY


def test_expectation_finds_what_agrees_in_pairs_that_are_one() -> None:
    told = [
        ("exact", "exact", "exact", 900),
        ("exact", "exact", "slip", 60),
        ("exact", "other", "exact", 40),
        ("exact", "other", "other", 3000),
        ("other", "exact", "other", 3000),
        ("other", "other", "exact", 3000),
    ]
    counted = {(("f", f), ("g", g), ("birth", b)): times for f, g, b, times in told}
    fitted = by_expectation(counted, shipped())
    assert fitted.m["birth"]["exact"] > 0.8 > 0.1 > fitted.m["birth"]["other"]
    assert fitted.m["g"]["exact"] > 0.8 > 0.2 > fitted.m["g"]["other"]
    assert fitted.m["sex"] == shipped().m["sex"], "what was never known of both stays"


def test_the_line_is_drawn_through_pairs_that_were_told_apart() -> None:
    told = [(bits / 10, (bits * 7919) % 100 < 50 + bits / 4) for bits in range(-100, 101)]
    line = calibrated(shipped(), told)
    scale = Scale(1000, weights=line, book=NameBook())
    assert scale.probability(-5.0) < 0.5 < scale.probability(5.0)
