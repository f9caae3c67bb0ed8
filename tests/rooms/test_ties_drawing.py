"""
Pictures of ties: no label over another, nothing over the edge, the same picture twice, every node
reachable by keyboard.
"""

import re
from dataclasses import replace
from datetime import date
from itertools import combinations
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from banso.kit.sheets.pictures import ACROSS, POINT, UPRIGHT_ALONE, in_ink, spread, turned
from banso.kit.svg import NOT_FIRST, width_of, wrapped
from banso.ties.drawing import bonds, ecomap, genogram, plant, rings
from banso.ties.drawing.legends import LEGENDS
from banso.ties.drawing.marks import BOTTOM, TOP, dot
from banso.ties.drawing.nodes import Node, Placed
from banso.ties.rules import Kin, Ring

NAMES = st.text("見本喫茶店のマスターさんかわぎし荘ー、。ABCabc ", min_size=1, max_size=40)
RING_NAMES = {ring.value: ring.value for ring in Ring}


@st.composite
def many(draw: st.DrawFn, most: int = 60) -> list[Node]:
    made = []
    for order in range(draw(st.integers(0, most))):
        made.append(
            Node(
                key=f"k{order}",
                name=draw(NAMES),
                order=order,
                ring=draw(st.sampled_from(list(Ring))),
                bearing=draw(st.integers(0, 359)),
                reach=draw(st.integers(1, 5)),
                formal=draw(st.booleans()),
                sleeps=draw(st.booleans()),
                is_base=draw(st.integers(0, 9)) == 0,
                told=draw(st.sampled_from(["", "12回 2024/3–2026/9"])),
                visits=draw(st.integers(0, 2)),
                direction=draw(st.sampled_from(["receives", "gives", "mutual"])),
                strength=draw(st.sampled_from(["strong", "plain", "weak"])),
                stress=draw(st.booleans()),
                from_base=draw(st.sampled_from(["", "k0", "gone"])),
                said="見本",
                kin=draw(st.sampled_from(["", *Kin])),
                kin_bond=draw(st.sampled_from(["", "separated", "divorced"])),
                age=draw(st.none() | st.integers(0, 99)),
                is_dead=draw(st.booleans()),
                lives_with=draw(st.booleans()),
                party=draw(st.sampled_from(["company", "community", "key_person"])),
                role="key_person",
                from_on=draw(st.none() | st.dates(date(2015, 1, 1), date(2026, 1, 1))),
                until_on=draw(st.none() | st.dates(date(2026, 1, 2), date(2026, 11, 1))),
            )
        )
    return made


def crowd(count: int) -> list[Node]:
    """The worst a person could have: so many ties with the longest labels, all in one place."""
    return [
        Node(
            key=f"k{order}",
            name="とても長い名前の見本のお店です",
            order=order,
            ring=Ring.CLOSE,
            bearing=10,
            reach=2,
            told="12回 2024/3–2026/9",
            said="見本",
        )
        for order in range(count)
    ]


def fits(placed: list[Placed], wide: float, tall: float) -> None:
    """Hold that boxes neither touch each other nor leave the sheet."""
    spans = [
        (one.x - one.box.left, one.x + one.box.right, one.y - one.box.up, one.y + one.box.down)
        for one in placed
    ]
    for left, right, up, down in spans:
        assert left >= 0
        assert right <= wide
        assert up >= TOP
        assert down <= tall - BOTTOM
    for one, other in combinations(spans, 2):
        assert one[1] <= other[0] or other[1] <= one[0] or one[3] <= other[2] or other[3] <= one[2]


@given(many())
@settings(max_examples=25, deadline=None)
def test_labels_never_overlap_and_nothing_leaves_the_sheet(nodes: list[Node]) -> None:
    fits(*plant.arranged(nodes, home="見本"))
    placed, _reach, wide, tall = rings.arranged(nodes, names=RING_NAMES)
    fits(placed, wide, tall)
    fits(*ecomap.arranged(nodes))


@pytest.mark.parametrize("count", [1, 60, 200])
def test_a_crowd_in_one_place_finds_room(count: int) -> None:
    nodes = crowd(count)
    fits(*plant.arranged(nodes, home="見本"))
    placed, _reach, wide, tall = rings.arranged(nodes, names=RING_NAMES)
    fits(placed, wide, tall)
    fits(*ecomap.arranged(nodes))


@given(many(40))
@settings(max_examples=15, deadline=None)
def test_a_node_stands_in_its_own_circle(nodes: list[Node]) -> None:
    placed, reach, wide, tall = rings.arranged(nodes, names=RING_NAMES)
    (x, y), half_x, half_y = rings._middle(wide, tall)
    for one in placed:
        far = (((one.x - x) / half_x) ** 2 + ((one.y - y) / half_y) ** 2) ** 0.5
        place = list(Ring).index(Ring(one.node.ring))
        assert [rings.INNER, *reach][place] < far < reach[place]


def pictures(nodes: list[Node]) -> dict[str, str]:
    told = {"title": "見本", "head": "見本"}
    own = genogram.the_person("本人", sex="", age=None)
    today = date(2026, 11, 25)
    return {
        "plant": plant.drawn(nodes, home="本人", legend=LEGENDS["plant"](), **told),
        "rings": rings.drawn(
            nodes, who="本人", names=RING_NAMES, legend=LEGENDS["rings"](), **told
        ),
        "ecomap": ecomap.drawn(nodes, household=["本人"], legend=LEGENDS["ecomap"](), **told),
        "genogram": genogram.drawn(own, nodes, legend=LEGENDS["genogram"](), **told),
        "bonds": bonds.drawn(
            nodes,
            [],
            [],
            lettering=bonds.Lettering(
                parties=[("company", "a"), ("community", "b"), ("key_person", "c")],
                own="d",
                unknown="?",
                legend=LEGENDS["bonds"](),
                **told,
            ),
            today=today,
        ),
    }


@given(many(30))
@settings(max_examples=15, deadline=None)
def test_the_same_data_is_the_same_picture_and_every_node_is_a_link_with_words(
    nodes: list[Node],
) -> None:
    made = pictures(nodes)
    assert made == pictures(nodes)
    for kind, svg in made.items():
        root = ElementTree.fromstring(svg)
        links = {
            one.get("href"): one.get("aria-label")
            for one in root.iter("{http://www.w3.org/2000/svg}a")
        }
        asked = [one for one in nodes if one.kin] if kind == "genogram" else nodes
        assert links == {f"#tie-{one.key}": "見本" for one in asked}
        wide, tall = (float(one) for one in root.get("viewBox", "").split()[2:])
        for text in root.iter("{http://www.w3.org/2000/svg}text"):
            assert 0 <= float(text.get("x", 0)) <= wide
            assert 0 <= float(text.get("y", 0)) <= tall


def test_a_seat_keeps_its_place_when_others_come_and_go() -> None:
    everybody = [
        Node(
            key=f"k{order}",
            name=f"見本{order}",
            order=order,
            ring=Ring.COMMUNITY,
            bearing=order * 36,
            reach=4,
        )
        for order in range(8)
    ]
    before = {one.node.key: (one.x, one.y) for one in plant.arranged(everybody, home="本人")[0]}
    after = {one.node.key: (one.x, one.y) for one in plant.arranged(everybody[:5], home="本人")[0]}
    assert {key: place for key, place in before.items() if key in after} == after


def test_what_the_rules_of_the_spider_plant_forbid_is_not_drawn() -> None:
    base = Node(key="b", name="いつもの公園", is_base=True)
    nodes = [
        base,
        Node(key="far", name="銭湯", reach=5, bearing=90, visits=3, from_base="b"),
        Node(key="near", name="図書館", reach=1, bearing=270, sleeps=True, from_base="b"),
    ]
    svg = plant.drawn(nodes, home="本人", title="見本", head="見本", legend=[])
    placed = {one.node.key: one for one in plant.arranged(nodes, home="本人")[0]}

    assert svg.count('<path d="M') - svg.count("l-3 7") - svg.count("l3 7") >= 3
    assert len(re.findall(r'<path d="M\d+ \d+ Q', svg)) == 3, (
        "two strands for the one that came back, one pale for the one that sleeps"
    )
    assert 'stroke-dasharray="1 6"' in svg
    assert abs(placed["far"].x - placed["b"].x) > abs(placed["near"].x - placed["b"].x)
    assert "<polygon" not in svg
    assert "本人" not in svg, "where a base was chosen no other stands in for it"


def test_without_a_chosen_base_one_stands_in_and_none_is_made_up() -> None:
    placed, _wide, _tall = plant.arranged([Node(key="k", name="喫茶店")], home="本人")
    assert [one.node.name for one in placed if one.node.is_base] == ["本人"]


@given(NAMES, st.integers(4, 24), st.integers(1, 3))
def test_words_are_wrapped_as_japanese_is(words: str, wide: int, lines: int) -> None:
    made = wrapped(words, wide, lines)
    assert len(made) <= lines
    assert all(line[0] not in NOT_FIRST for line in made[1:] if line != "…")
    if "…" not in made[-1]:
        assert "".join(made) == words
    whole = made[:-1] if "…" in made[-1] else made
    assert all(width_of(line.rstrip(NOT_FIRST)) <= wide for line in whole)


def test_sixty_ties_are_legible_on_paper_and_in_black() -> None:
    nodes = [
        replace(one, ring=list(Ring)[one.order % 4], bearing=one.order * 137 % 360)
        for one in crowd(60)
    ]
    for kind, drawing in pictures(nodes).items():
        lying = turned(drawing, landscape=True)
        part = spread(drawing, ACROSS if lying else UPRIGHT_ALONE)
        wide = float(re.findall(r'viewBox="0 0 ([\d.]+)', drawing)[0])
        letters = [float(size) for size in re.findall(r'font-size="([\d.]+)"', drawing)]
        assert min(letters) * part.wide / wide / POINT >= 7, kind
        assert part.count <= 4, kind
        colours = set(re.findall(r"#[0-9a-fA-F]{6}", in_ink(drawing)))
        assert colours <= {"#000000", "#ffffff"}, kind


def test_who_was_not_met_for_long_and_what_sleeps_differ_by_shape_not_by_grey() -> None:
    awake, sleeping = (in_ink(dot(0, 0, 8, formal=False, pale=pale)) for pale in (False, True))

    assert 'fill="#000000"' in awake
    assert 'fill="#fff"' in sleeping
    assert "stroke-dasharray" in sleeping
    assert "stroke-dasharray" in dot(0, 0, 8, formal=True, pale=True)
