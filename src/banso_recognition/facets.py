"""What is compared of a person, taken apart once: a sketch is compared with many."""

from dataclasses import dataclass
from functools import lru_cache

from banso_recognition.loose import loosen
from banso_recognition.namebook import FAMILY, GIVEN, NameBook
from banso_recognition.similarity import Sketch
from banso_recognition.sounds import fold_name, hiragana, known_parts, skeleton

_NO_NAMES = """
不明 不詳 未詳 氏名不詳 姓名不詳 名前不明 氏名不明 身元不明 匿名 匿名希望 名無し ななし 無名
未確認 未記入 記入なし 聞き取れず 不明者 不明さん 某 某氏 男性 女性 男 女 本人 ご本人 同上
無し なし テスト test unknown noname anonymous n/a na x xx xxx ? ?? ??? -
"""
_NOBODYS = frozenset(map(loosen, _NO_NAMES.split()))
_LONG_WRITTEN, _LONG_SAID = 4, 7
_MOST_NAMES = 6
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Part:
    """
    A family or given name: how it is written (empty where only kana are known), its kana, how it
    sounds, and how it may sound by what the home has learnt.
    """

    written: str = ""
    kana: str = ""
    sound: str = ""
    learnt: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.written or self.kana or self.sound)


NOTHING = Part()


@dataclass(frozen=True, slots=True)
class NameFacets:
    """A name as family and given name, or in one piece where nothing tells them apart."""

    family: Part
    given: Part
    whole: Part

    @property
    def in_parts(self) -> bool:
        """Whether family and given name are told apart."""
        return bool(self.family or self.given)

    @property
    def long(self) -> bool:
        """Whether one piece is surely both names together."""
        return len(self.whole.written) >= _LONG_WRITTEN or len(self.whole.kana) >= _LONG_SAID


@dataclass(frozen=True, slots=True)
class Facets:
    """A sketch taken apart."""

    names: tuple[NameFacets, ...]
    birth: tuple[int | None, int | None, int | None]
    sex: str
    areas: frozenset[str]
    places: frozenset[str]
    phones: frozenset[str]


def nobodys(name: str) -> bool:
    """Return whether a name says nothing: 不明, 匿名, ？."""
    return loosen(name).replace(" ", "") in _NOBODYS


@lru_cache(maxsize=65536)
def _part(text: str, kana: str) -> tuple[str, str, str]:
    said = hiragana(kana) or hiragana(text)
    written = "" if hiragana(text) else text
    return written[:_LONGEST], said[:_LONGEST], skeleton(said)[:_LONGEST]


def name_facets(name: str, kana: str, book: NameBook | None = None) -> NameFacets | None:
    """Return a name taken apart, or nothing where it says nothing."""
    if nobodys(name) and (not kana or nobodys(kana)):
        return None
    written, said = fold_name(name or kana)[:4], fold_name(kana)[:4]
    if len(written) > 2:
        written = [written[0], "".join(written[1:])]
    if len(said) > 2:
        said = [said[0], "".join(said[1:])]
    whole = Part(*_part("".join(written), "".join(said)))
    if len(written) == 2 and len(said) in (0, 2):
        parts = [
            _with_learnt(role, Part(*_part(text, sound)), book)
            for role, text, sound in zip((FAMILY, GIVEN), written, said or ("", ""), strict=True)
        ]
        return NameFacets(parts[0], parts[1], whole)
    return NameFacets(NOTHING, NOTHING, whole) if whole else None


def _with_learnt(role: str, part: Part, book: NameBook | None) -> Part:
    if book is None or part.sound or not part.written:
        return part
    return Part(part.written, learnt=book.readings(role, part.written))


def facets(sketch: Sketch, book: NameBook | None = None) -> Facets:
    """Return a sketch taken apart; of very many names the first six."""
    names = dict.fromkeys(name_facets(text, kana, book) for text, kana in sketch.names[:12])
    found = tuple(one for one in names if one is not None)[:_MOST_NAMES]
    return Facets(
        found, known_parts(sketch.birth), sketch.sex, sketch.areas, sketch.places, sketch.phones
    )
