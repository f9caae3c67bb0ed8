"""Letters between houses: what is taken, and each reason why something is not."""

import json
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pyrage
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from banso_exchange import (
    LARGEST,
    BadKeys,
    Card,
    Content,
    Giver,
    HandOver,
    Keys,
    KnownHouse,
    Letter,
    NotTaken,
    Outcome,
    Part,
    Receipt,
    Standing,
    Why,
    Withdrawal,
    Word,
    fingerprint,
    keys_of,
    new_keys,
    read_card,
    read_letter,
    write_card,
    write_letter,
)
from banso_exchange.canonical import canonical
from banso_exchange.letters import HEAD
from banso_exchange.signing import signed

NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
TODAY = date(2026, 11, 24)


@dataclass
class Home:
    """A house in memory: its keys, its card, and its books."""

    name: str
    keys: Keys = field(default_factory=new_keys)
    id: UUID = field(default_factory=uuid4)
    houses: dict[UUID, KnownHouse] = field(default_factory=dict)
    came: dict[UUID, str] = field(default_factory=dict)
    went: dict[UUID, str] = field(default_factory=dict)
    over: set[UUID] = field(default_factory=set)

    @property
    def card(self) -> Card:
        return Card(
            house=self.id,
            name=self.name,
            address="見本市例町一丁目",
            representative="例 代表",
            telephone="000-0000-0000",
            address_in_network="",
            sign_key=self.keys.sign_public,
            seal_key=self.keys.seal_public,
            made_on=TODAY,
        )

    def house(self, house: UUID) -> KnownHouse | None:
        return self.houses.get(house)

    def seen(self, house: UUID, letter: UUID) -> str:
        return self.came.get(letter, "")

    def sent(self, house: UUID, letter: UUID) -> str:
        return self.went.get(letter, "")

    def withdrawn(self, house: UUID, letter: UUID) -> Collection[UUID]:
        return self.over

    def trusts(self, other: "Home", standing: Standing = Standing.TRUSTED) -> None:
        self.houses[other.id] = KnownHouse(standing=standing, sign_key=other.keys.sign_public)

    def writes(self, to: "Home", content: Content, now: datetime = NOW) -> bytes:
        sealed = write_letter(
            content, id=uuid4(), sender=self.card, keys=self.keys, receiver=to.card, now=now
        )
        return sealed.content

    def takes(self, sealed: bytes, now: datetime = NOW) -> Letter:
        letter = read_letter(
            sealed, house=self.id, keys=[self.keys], books=self, now=now, today=TODAY
        )
        self.came[letter.id] = letter.sha256
        return letter


@pytest.fixture
def two() -> tuple[Home, Home]:
    here, there = Home("例の家"), Home("見本の家")
    here.trusts(there)
    there.trusts(here)
    return here, there


def handing(to: Home, **other: Any) -> HandOver:
    word = Word(
        id=uuid4(),
        part="contact",
        house=to.id,
        purpose="また歩いてもらう",
        way="written",
        from_on=TODAY,
        until_on=TODAY + timedelta(days=90),
    )
    said: dict[str, Any] = {
        "giver": Giver(name="例の家", address="例町", representative="例", regime="private"),
        "called": "例さん",
        "words": (word,),
        "parts": (Part(part="contact", obtained="ご本人から聞いた", text="例さん"),),
    }
    return HandOver(**said | other)


def refused(act: Callable[[], object]) -> Why:
    with pytest.raises(NotTaken) as caught:
        act()
    assert str(caught.value) == caught.value.why  # nothing of what stands in it
    return caught.value.why


def forged(by: Home, to: Home, change: Callable[[dict[str, Any]], Any]) -> bytes:
    """Return a letter whose words were changed, signed and sealed as if they were right."""
    identity = pyrage.x25519.Identity.from_str(to.keys.seal)
    paper = pyrage.decrypt(by.writes(to, handing(to)), [identity])
    said = json.loads(paper.split(b"\n", 2)[2])
    change(said)
    return pyrage.encrypt(signed(HEAD, canonical(said), by.keys), [identity.to_public()])


def test_what_one_house_hands_over_the_other_reads_and_both_keep_the_same_hash(
    two: tuple[Home, Home],
) -> None:
    here, there = two
    content = handing(there)
    made = write_letter(
        content, id=uuid4(), sender=here.card, keys=here.keys, receiver=there.card, now=NOW
    )

    letter = there.takes(made.content)

    assert (letter.content, letter.sha256, letter.again) == (content, made.sha256, False)
    assert "例さん".encode() not in made.content
    assert there.takes(made.content).again


def test_receipt_and_withdrawal_come_back_as_they_were_written(two: tuple[Home, Home]) -> None:
    here, there = two
    letter = there.takes(here.writes(there, handing(there)))
    here.went[letter.id] = letter.sha256
    receipt = Receipt(letter=letter.id, sha256=letter.sha256, outcome=Outcome.CLOSED, closed=1)
    withdrawal = Withdrawal(letter=letter.id, words=(uuid4(), uuid4()))

    assert here.takes(there.writes(here, receipt)).content == receipt
    assert there.takes(here.writes(there, withdrawal)).content == withdrawal


def _set(name: str, value: Any) -> Callable[[dict[str, Any]], Any]:
    return lambda said: said.__setitem__(name, value)


def _of_content(name: str, change: Callable[[Any], Any]) -> Callable[[dict[str, Any]], Any]:
    return lambda said: said["content"].__setitem__(name, change(said["content"][name]))


WRITTEN_WRONG: dict[str, tuple[Why, Callable[[dict[str, Any]], Any]]] = {
    "another version": (Why.OTHER_VERSION, _set("v", 2)),
    "an unknown kind": (Why.WRONG_SHAPE, _set("kind", "everything")),
    "a field too many": (Why.WRONG_SHAPE, _set("more", "x")),
    "a field too few": (Why.WRONG_SHAPE, lambda said: said.pop("written_at")),
    "a moment that is none": (Why.WRONG_SHAPE, _set("written_at", "2026-11-24T25:00:00Z")),
    "no time zone": (Why.WRONG_SHAPE, _set("written_at", "2026-11-24T01:00:00")),
    "an id in capitals": (Why.WRONG_SHAPE, lambda said: _set("id", said["id"].upper())(said)),
    "no parts": (Why.WRONG_SHAPE, _of_content("parts", lambda _found: [])),
    "a part in a list": (Why.WRONG_SHAPE, _of_content("parts", lambda found: [found])),
    "no name": (Why.WRONG_SHAPE, _of_content("called", lambda _found: " ")),
    "a name with a nul": (Why.WRONG_SHAPE, _of_content("called", lambda _found: "a\0b")),
    "half a character": (Why.WRONG_SHAPE, _of_content("called", lambda found: found + "\x1b")),
    "a name without end": (Why.WRONG_SHAPE, _of_content("called", lambda _found: "a" * 301)),
    "a word without an end": (
        Why.WRONG_SHAPE,
        _of_content("words", lambda found: [found[0] | {"until_on": ""}]),
    ),
    "a word that ends before it begins": (
        Why.WRONG_SHAPE,
        _of_content("words", lambda found: [found[0] | {"until_on": "2026-11-23"}]),
    ),
    "no purpose": (
        Why.WRONG_SHAPE,
        _of_content("words", lambda found: [found[0] | {"purpose": ""}]),
    ),
    "no representative": (
        Why.GIVER_MISSING,
        _of_content("giver", lambda found: found | {"representative": " "}),
    ),
    "no address": (Why.GIVER_MISSING, _of_content("giver", lambda found: found | {"address": ""})),
    "not said from where": (
        Why.HOW_OBTAINED_MISSING,
        _of_content("parts", lambda found: [found[0] | {"obtained": ""}]),
    ),
    "a part without its word": (
        Why.PART_WITHOUT_WORD,
        _of_content("parts", lambda found: [*found, found[0] | {"part": "health"}]),
    ),
    "a word for another house": (
        Why.WORD_FOR_ANOTHER,
        _of_content("words", lambda found: [found[0] | {"house": str(uuid4())}]),
    ),
    "a word that begins tomorrow": (
        Why.WORD_NOT_YET,
        _of_content("words", lambda found: [found[0] | {"from_on": "2026-11-25"}]),
    ),
    "a word that is over": (
        Why.WORD_OVER,
        _of_content(
            "words",
            lambda found: [found[0] | {"from_on": "2026-11-01", "until_on": "2026-11-23"}],
        ),
    ),
    "for somebody else": (Why.WRONG_AUDIENCE, _set("receiver", str(UUID(int=7)))),
    "from a house nobody knows": (Why.UNKNOWN_HOUSE, _set("sender", str(UUID(int=7)))),
    "under a key nobody knows": (Why.OTHER_KEY, _set("sign_key", new_keys().sign_public)),
}


@pytest.mark.parametrize("wrong", WRITTEN_WRONG)
def test_a_letter_that_is_written_wrong_is_refused_with_its_reason(
    two: tuple[Home, Home], wrong: str
) -> None:
    here, there = two
    why, change = WRITTEN_WRONG[wrong]

    assert refused(lambda: there.takes(forged(here, there, change))) == why
    assert there.came == {}


def test_what_came_broken_or_for_another_is_refused(two: tuple[Home, Home]) -> None:
    here, there = two
    sealed = here.writes(there, handing(there))
    third = Home("第三の家")
    third.trusts(here)
    found = {
        "a letter to another house": (third, sealed),
        "half of it": (there, sealed[: len(sealed) // 2]),
        "one bit": (there, sealed[:-1] + bytes([sealed[-1] ^ 1])),
        "a picture": (there, b"\x89PNG" + sealed),
        "nothing": (there, b""),
        "without end": (there, b"x" * (LARGEST + 1)),
        "no letter within": (there, pyrage.encrypt(b"hello", [_public(there)])),
        "no words within": (
            there,
            pyrage.encrypt(signed(HEAD, b'{"v":1.5}', here.keys), [_public(there)]),
        ),
    }

    assert {name: refused(lambda: home.takes(it)) for name, (home, it) in found.items()} == {  # noqa: B023
        "a letter to another house": Why.NOT_FOR_US,
        "half of it": Why.BROKEN,
        "one bit": Why.BROKEN,
        "a picture": Why.NOT_A_LETTER,
        "nothing": Why.NOT_A_LETTER,
        "without end": Why.TOO_BIG,
        "no letter within": Why.NOT_A_LETTER,
        "no words within": Why.UNREADABLE,
    }


def _public(home: Home) -> pyrage.x25519.Recipient:
    return pyrage.x25519.Identity.from_str(home.keys.seal).to_public()


def test_words_under_a_signature_of_somebody_else_are_refused(two: tuple[Home, Home]) -> None:
    here, there = two
    stranger = replace(here, keys=new_keys())

    assert (
        refused(
            lambda: there.takes(forged(stranger, there, _set("sign_key", here.keys.sign_public)))
        )
        == Why.CHANGED
    )


def test_a_letter_cannot_be_passed_on_as_if_it_had_been_written_to_another(
    two: tuple[Home, Home],
) -> None:
    here, there = two
    third = Home("第三の家")
    third.trusts(here)
    identity = pyrage.x25519.Identity.from_str(there.keys.seal)
    paper = pyrage.decrypt(here.writes(there, handing(there)), [identity])

    passed_on = pyrage.encrypt(paper, [_public(third)])

    assert refused(lambda: third.takes(passed_on)) == Why.WRONG_AUDIENCE


def test_times_are_held_against_the_clock_but_what_closes_is_never_too_old(
    two: tuple[Home, Home],
) -> None:
    here, there = two
    closing = Withdrawal(letter=uuid4(), words=(uuid4(),))

    assert refused(
        lambda: there.takes(here.writes(there, handing(there), NOW + timedelta(minutes=6)))
    ) == (Why.CLOCK_AHEAD)
    assert refused(
        lambda: there.takes(here.writes(there, handing(there), NOW - timedelta(days=31)))
    ) == (Why.TOO_OLD)
    assert there.takes(here.writes(there, closing, NOW - timedelta(days=300))).content == closing


def test_only_a_house_that_is_trusted_is_heard_but_closing_is_heard_of_one_that_was(
    two: tuple[Home, Home],
) -> None:
    here, there = two
    letter = here.writes(there, handing(there))
    closing = here.writes(there, Withdrawal(letter=uuid4(), words=(uuid4(),)))

    there.trusts(here, Standing.ASKED)
    assert refused(lambda: there.takes(letter)) == Why.NOT_TRUSTED
    assert refused(lambda: there.takes(closing)) == Why.NOT_TRUSTED
    there.trusts(here, Standing.ENDED)
    assert refused(lambda: there.takes(letter)) == Why.HOUSE_ENDED
    there.houses[here.id] = KnownHouse(
        standing=Standing.TRUSTED,
        sign_key=new_keys().sign_public,
        ended_keys={here.keys.sign_public},
    )
    assert refused(lambda: there.takes(letter)) == Why.KEY_ENDED
    assert isinstance(there.takes(closing).content, Withdrawal)
    assert refused(lambda: there.takes(there.writes(there, handing(there)))) == Why.FROM_OURSELVES


def test_what_is_not_what_came_before_is_refused(two: tuple[Home, Home]) -> None:
    here, there = two
    letter = there.takes(here.writes(there, handing(there)))
    other = forged(here, there, _set("id", str(letter.id)))
    overtaken = handing(there)
    there.over = {overtaken.words[0].id}
    receipt = Receipt(letter=letter.id, sha256=letter.sha256, outcome=Outcome.TAKEN)

    assert refused(lambda: there.takes(other)) == Why.REPLAYED
    assert refused(lambda: there.takes(here.writes(there, overtaken))) == Why.WITHDRAWN
    assert refused(lambda: here.takes(there.writes(here, receipt))) == Why.UNKNOWN_LETTER
    here.went[letter.id] = "0" * 64
    assert refused(lambda: here.takes(there.writes(here, receipt))) == Why.OTHER_HASH


def test_every_reason_is_tried() -> None:
    words = Path(__file__).read_text()

    assert [one.name for one in Why if f"Why.{one.name}" not in words] == []
    assert len(Why) >= 16


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda more: (
        st.lists(more, max_size=3) | st.dictionaries(st.text(max_size=8), more, max_size=3)
    ),
    max_leaves=6,
)


@settings(max_examples=200, deadline=None)
@given(content=st.binary(max_size=200))
def test_whatever_bytes_come_a_house_names_a_reason(content: bytes) -> None:
    there = Home("見本の家")
    for it in (content, b"age-encryption.org/v1\n" + content):
        refused(lambda: there.takes(it))  # noqa: B023
    refused(lambda: there.takes(pyrage.encrypt(content, [_public(there)])))
    refused(lambda: there.takes(pyrage.encrypt(HEAD + content, [_public(there)])))
    refused(lambda: read_card(content))
    refused(lambda: read_card(b"banso-card/1\n" + content))


@settings(max_examples=300, deadline=None)
@given(data=st.data(), value=ANYTHING)
def test_whatever_stands_in_a_field_a_letter_is_read_or_a_reason_named(
    data: st.DataObject, value: Any
) -> None:
    here, there = Home("例の家"), Home("見本の家")
    there.trusts(here)

    def change(said: dict[str, Any]) -> None:
        at: Any = said
        while True:
            names = list(at) if isinstance(at, dict) else list(range(len(at)))
            name = data.draw(st.sampled_from(names))
            if isinstance(at[name], dict | list) and at[name] and data.draw(st.booleans()):
                at = at[name]
            else:
                at[name] = value
                return

    sealed = forged(here, there, change)
    with suppress(NotTaken):  # nothing else may be thrown
        assert there.takes(sealed).sender == here.id


@settings(max_examples=100, deadline=None)
@given(at=st.integers(min_value=0), bit=st.integers(min_value=0, max_value=7))
def test_no_bit_of_a_letter_or_a_card_can_be_turned(at: int, bit: int) -> None:
    there = _TWO[1]
    for paper, read in ((_LETTER, there.takes), (_CARD, read_card)):
        place = at % len(paper)
        turned = paper[:place] + bytes([paper[place] ^ (1 << bit)]) + paper[place + 1 :]
        refused(lambda: read(turned))  # type: ignore[operator]  # noqa: B023


_TWO = (Home("例の家"), Home("見本の家"))
_TWO[1].trusts(_TWO[0])
_LETTER = _TWO[0].writes(_TWO[1], handing(_TWO[1]))
_CARD = write_card(_TWO[0].card, _TWO[0].keys)


def test_a_card_says_who_a_house_is_and_its_fingerprint_is_of_its_keys_alone() -> None:
    here = Home("例の家")
    moved = replace(here.card, name="例の家(移転)", address="新町")

    card, renews = read_card(write_card(here.card, here.keys))

    assert (card, renews) == (here.card, False)
    assert fingerprint(moved) == fingerprint(card)
    assert [len(group) for group in fingerprint(card).split()] == [5] * 6
    assert fingerprint(replace(card, seal_key=new_keys().seal_public)) != fingerprint(card)
    assert fingerprint(replace(card, house=uuid4())) != fingerprint(card)


def test_a_card_with_other_keys_is_renewed_only_by_the_keys_of_before() -> None:
    here, stranger = Home("例の家"), new_keys()
    before, old = here.card, here.keys
    here.keys = new_keys()

    assert read_card(write_card(here.card, here.keys, before=old), before=before)[1]
    assert not read_card(write_card(here.card, here.keys), before=before)[1]
    assert not read_card(write_card(here.card, here.keys, before=stranger), before=before)[1]
    other = replace(here.card, house=uuid4())
    assert not read_card(write_card(other, here.keys, before=old), before=before)[1]


def test_cards_that_are_none_are_refused() -> None:
    here = Home("例の家")
    paper = write_card(here.card, here.keys)
    head, signature, said = paper.split(b"\n", 2)

    def again(**other: Any) -> bytes:
        changed = canonical(json.loads(said) | other)
        return signed(head + b"\n", changed, here.keys)

    assert refused(lambda: read_card(b"x" * 20_001)) == Why.TOO_BIG
    assert refused(lambda: read_card(said)) == Why.NOT_A_LETTER
    assert refused(lambda: read_card(again(v=2))) == Why.OTHER_VERSION
    assert refused(lambda: read_card(again(name=""))) == Why.GIVER_MISSING
    assert refused(lambda: read_card(again(seal_key="age1"))) == Why.WRONG_SHAPE
    assert refused(lambda: read_card(again(sign_key="="))) == Why.WRONG_SHAPE
    assert refused(lambda: read_card(again(sign_key=new_keys().sign_public))) == Why.CHANGED
    with pytest.raises(ValueError):
        write_card(here.card, new_keys())
    assert signature


def test_keys_are_kept_as_text_and_say_nothing_of_themselves() -> None:
    keys = new_keys()

    assert keys_of(keys.text()).sign_public == keys.sign_public
    assert keys_of(keys.text()).seal == keys.seal
    assert keys.seal not in repr(keys)
    for text in ("", "a b", keys.text() + "x", keys.text().split()[0] + " AGE"):
        with pytest.raises(BadKeys):
            keys_of(text)
