"""Whatever people do, in any order and two at a time: a machine invents it, and looks each time."""

import os
from collections.abc import Iterator
from functools import partial
from typing import Any, ClassVar

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from banso.access.actions import let_member_go
from tests.at_once import on_a_copy
from tests.conftest import Cast
from tests.put_back import Stage
from tests.rooms.invented_use import SAID_NO, Act, Known, Use
from tests.rooms.two_at_once import before_the_first_write

STEPS_IN_A_ROW = 40
STEPS = int(os.environ.get("BANSO_STEPS", "200"))
KINDS = (
    "note",
    "correct",
    "edit",
    "hide",
    "merge",
    "part",
    "apart",
    "open",
    "close",
    "reopen",
    "die",
    "live",
    "walk",
    "promise",
    "refer",
    "take_back",
    "bring_in",
    "undo_import",
    "let_walk_end",
    "agree",
    "withdraw",
    "guest",
)
ONE = st.integers(0, 7)
WHO = st.integers(0, 2)
REASONS = st.sampled_from(["wished", "lost_contact", "died", "hospital"])


class InventedUse(RuleBasedStateMachine):
    """A small home in which anything may happen."""

    cast: ClassVar[Cast]
    stage: ClassVar[Stage]

    def __init__(self) -> None:
        super().__init__()
        self.play = self.stage.play()
        self.play.__enter__()
        self.use = Use(self.cast, Known())

    def teardown(self) -> None:
        """Throw the home away."""
        self.play.__exit__(None, None, None)

    def does(self, act: Act) -> None:
        """Do something; whoever is told no in a sentence has been told."""
        try:
            act()
        except SAID_NO:
            return

    @initialize()
    def two_people(self) -> None:
        """Two people are known from the start."""
        for _ in range(2):
            self.does(self.use.enter(self.cast.outreach, False))

    @rule(who=WHO, hidden=st.booleans())
    def enter(self, who: int, hidden: bool) -> None:
        """Somebody new comes."""
        self.does(self.use.enter(self.use.who[who], hidden))

    @rule(number=ONE)
    def bring_in(self, number: int) -> None:
        """A row comes in from a file."""
        self.does(self.use.bring_in(number))

    @rule(act=st.data())
    def somebody_does_something(self, act: Any) -> None:
        """One does something."""
        self.does(self.drawn(act))

    @rule(act=st.data())
    def two_do_something_at_once(self, act: Any) -> None:
        """Two do something at the same moment, each having read what stands there now."""
        first, second = self.drawn(act), self.drawn(act)
        with before_the_first_write(self.cast.agency.pk, partial(self.does, second)) as begun:
            self.does(first)
        begun[0].result(timeout=60)

    @rule(who=st.sampled_from(["outreach", "coordinator"]))
    def leave(self, who: str) -> None:
        """A worker goes; somebody else of the same name takes their place."""
        viewer = getattr(self.cast, who)
        self.does(
            lambda: let_member_go(
                member_id=viewer.member_id, on=self.cast.today, by=self.cast.manager
            )
        )

    def drawn(self, data: Any) -> Act:
        """Return something that somebody is about to do."""
        use, by = self.use, self.use.who[data.draw(WHO)]
        what = data.draw(st.sampled_from(KINDS))
        one, other = data.draw(ONE), data.draw(ONE)
        flag, reason = data.draw(st.booleans()), data.draw(REASONS)
        acts = {
            "note": lambda: use.note(by, one, flag),
            "correct": lambda: use.correct(by, one),
            "edit": lambda: use.edit(by, one),
            "hide": lambda: use.hide(by, one, flag),
            "merge": lambda: use.merge(by, one, other),
            "part": lambda: use.part(by, one),
            "apart": lambda: use.apart(by, one, other),
            "open": lambda: use.open(by, one),
            "close": lambda: use.close(by, one, reason),
            "reopen": lambda: use.reopen(by, one),
            "die": lambda: use.die(by, one),
            "live": lambda: use.live(by, one),
            "walk": lambda: use.walk(by, one),
            "promise": lambda: use.promise(by, one),
            "refer": lambda: use.refer(by, one),
            "take_back": lambda: use.take_back(by, one),
            "bring_in": lambda: use.bring_in(one),
            "undo_import": lambda: use.undo_import(one),
            "let_walk_end": lambda: use.let_walk_end(by, one),
            "agree": lambda: use.agree(by, one, flag),
            "withdraw": lambda: use.withdraw(by, one),
            "guest": lambda: use.guest(by, one),
        }
        return acts[what]()

    @invariant()
    def nothing_is_lost(self) -> None:
        """Look at everything."""
        wrong = self.use.what_is_wrong()
        assert not wrong, "\n".join(wrong)


@pytest.fixture(scope="module")
def committed(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Cast, Stage]]:
    """A cast whose rows are committed, and a stage for what it does."""
    folder = tmp_path_factory.mktemp("use")
    with on_a_copy(django_db_blocker, folder):
        cast, stage = Cast(timezone.localdate()), Stage(folder)
        yield cast, stage
        stage.close()


@pytest.mark.slow
def test_whatever_people_do_nothing_is_lost(committed: tuple[Cast, Stage]) -> None:
    InventedUse.cast, InventedUse.stage = committed
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        InventedUse,
        settings=settings(
            max_examples=max(1, STEPS // STEPS_IN_A_ROW),
            stateful_step_count=STEPS_IN_A_ROW,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
