"""Names are found by any spelling."""

from hypothesis import given
from hypothesis import strategies as st
from pytest import mark

from banso_recognition import (
    Reason,
    Sketch,
    blocking_keys,
    compare,
    finding_keys,
    fold,
    query_keys,
    skeleton,
)


@mark.parametrize(
    ("one", "other"),
    [
        ("渡邉", "渡辺"),
        ("渡邊", "渡辺"),
        ("髙橋", "高橋"),
        ("山﨑", "山崎"),
        ("齋藤", "斉藤"),
        ("斎藤", "斉藤"),
        ("邉\U000e0101", "辺"),
        ("ﾜﾀﾅﾍﾞ", "わたなべ"),
    ],
)
def test_variant_spellings_fold_to_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@mark.parametrize(
    ("one", "other"),
    [
        ("おおの", "オーノ"),
        ("ヴァイオレット", "バイオレット"),
        ("ゆうこ", "ユーコ"),
        ("わたなべ", "watanabe"),
        ("じゅん", "ヂュン"),
        ("さいとう", "Saitō"),
        ("しんいち", "shin'ichi"),
        ("じゅんいち", "Junichi"),
        ("ほんま", "homma"),
        ("つちや", "tsuchiya"),
    ],
)
def test_sounds_that_people_mix_up_are_one(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other) != ""


def test_a_swapped_name_is_recognised_with_its_reason() -> None:
    likeness = compare(Sketch((("太郎 渡邉", ""),)), Sketch((("渡辺 太郎", "わたなべ たろう"),)))

    assert likeness.reasons[0] is Reason.SWAPPED


def test_birth_date_off_by_a_digit_still_speaks_for_the_person() -> None:
    asked = Sketch((("渡辺 太郎", ""),), (1955, 4, 1))
    near = compare(asked, Sketch((("渡辺 太郎", ""),), (1955, 4, 11)))
    far = compare(asked, Sketch((("渡辺 太郎", ""),), (1980, 9, 9)))

    assert near.score > far.score
    assert Reason.NEAR_BIRTH in near.reasons


def test_a_slip_in_one_part_still_meets_in_a_blocking_key() -> None:
    known = blocking_keys("渡辺 太郎", "わたなべ たろう")

    for slip in (
        "わたなへ たろう",
        "わたなめ たろう",
        "わたなべ たろお",
        "わたなべ さろう",
        "なべ たろう",
    ):
        assert known & blocking_keys(slip, slip)


@given(st.text(max_size=30))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(fold(text))) == fold(fold(text))


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_text_can_be_filed_and_asked_for(name: str, kana: str) -> None:
    assert all(
        len(key) <= 40
        for key in finding_keys(name, kana)
        | blocking_keys(name, kana)
        | set().union(*query_keys(name))
    )
    assert 0 <= compare(Sketch(((name, kana),)), Sketch(((kana, name),))).score <= 1
