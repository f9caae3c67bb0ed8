"""Forms that people mean as one: of names, addresses and nicknames."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banso_recognition import (
    Reason,
    Sketch,
    address,
    address_asked,
    compare,
    finding_keys,
    fold_name,
    loosen,
    query_keys,
    readings,
)


@pytest.mark.parametrize(
    "forms",
    [
        ("霞ヶ関", "霞ケ関", "霞が関", "霞ガ関", "霞ｹ関"),
        ("佐々木", "佐佐木"),
        ("すゞき", "すずき", "スヾキ"),
        ("一ノ瀬", "一の瀬", "一之瀬"),
        ("Nguyễn Văn Đức", "Nguyen Van Duc", "NGUYỄN VĂN ĐỨC"),
        ("O'Brien", "O’Brien", "OʼBrien", "O`Brien", "O´Brien", "OBrien", "O＇Brien"),
        ("Müller", "Muller"),
        ("Łukasz Sørensen", "Lukasz Sorensen"),
        ("João Gonçalves", "Joao Goncalves"),
        ("Saitō", "Saito"),
    ],
)
def test_forms_of_a_name_are_one(forms: tuple[str, ...]) -> None:
    assert len({tuple(fold_name(form)) for form in forms}) == 1


@pytest.mark.parametrize("other", ["がぎぐげご", "ぱ", "カケル", "川口ケン", "山田が", "ヶ"])
def test_what_only_looks_alike_stays(other: str) -> None:
    assert len(loosen(other)) == len(other)
    assert loosen("かけ") != loosen("がけ")


@pytest.mark.parametrize(
    "forms",
    [
        (
            "梅田三丁目12番5号",
            "梅田3丁目12－5",
            "梅田３ー１２ー５",
            "梅田3-12-5",
            "梅田三丁目十二番地の五",
            "梅田 ３丁目 １２番地５号",
            "梅田3の12の5",
        ),
        ("萩之茶屋一丁目3番", "萩ノ茶屋1-3", "萩の茶屋１丁目３"),
        ("梅田三丁目二十三番地", "梅田3-23"),
        ("第一コーポ101号室", "第一ｺｰﾎﾟ１０１"),
    ],
)
def test_forms_of_an_address_are_one(forms: tuple[str, ...]) -> None:
    assert len({address(form) for form in forms}) == 1


def test_a_name_of_a_place_that_holds_a_number_stays() -> None:
    assert address("千代田区一番町3") == "千代田区一番町3"
    assert address("八百屋の前") == "八百屋の前"
    assert address("三条大橋の下") == "三条大橋の下"


def test_the_prefecture_may_be_left_out() -> None:
    assert address_asked("大阪府大阪市北区梅田1-2") == "大阪市北区梅田1-2"
    assert address_asked("大阪府") == "大阪府"


@pytest.mark.parametrize(
    ("nickname", "reading"),
    [
        ("とし坊", "としぼう"),
        ("健ちゃん", "けんちゃん"),
        ("よっさん爺", "よっさんじい"),
        ("ひげの親方", "ひげのおやかた"),
        ("ゲンさん兄貴", "げんさんあにき"),
    ],
)
def test_a_nickname_is_found_by_its_reading_and_back(nickname: str, reading: str) -> None:
    assert reading in readings(nickname)
    assert query_keys(reading)[0] & finding_keys(nickname)
    assert query_keys(nickname)[0] & finding_keys(reading)
    likeness = compare(Sketch(((reading, ""),)), Sketch(((nickname, ""),)))
    assert likeness.reasons[0] in (Reason.SAME_SOUND, Reason.SAME_NAME)


def test_what_cannot_be_read_is_not_guessed() -> None:
    assert readings("なべさん") == ()
    assert readings("渡辺太郎") == ()
    assert readings("渡さん") == ()


@given(st.text(max_size=30))
def test_forms_are_made_once(text: str) -> None:
    once = loosen(text)
    assert loosen(once) == loosen(loosen(once))
    address(text)
    readings(text)
