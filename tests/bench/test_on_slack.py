from dataclasses import replace
from pathlib import Path

import pytest

from bot.bench import on_slack
from bot.bench.measured import QUICK, Benchmark
from bot.bench.programs import ProgramFailed
from tests.fakes.slack.server import FakeSlack
from tests.load import crowd, moment, workshop
from tests.load.hall import people, served

pytestmark = pytest.mark.thorough


@pytest.mark.thorough
@pytest.mark.parametrize(
    "benchmark",
    [on_slack.WORDS, on_slack.CLICKS, on_slack.WORKSHOP, on_slack.MEMORY],
    ids=lambda one: one.name,
)
def test_every_figure_is_measured_and_the_ratio_to_the_floor(benchmark: Benchmark) -> None:
    measured = benchmark.measure(QUICK, lambda _done, _of: None)

    assert benchmark.is_possible
    assert tuple(measured.figures) == benchmark.figures
    assert all(figure.low > 0 for figure in measured.figures.values())
    assert measured.floor is not None
    assert measured.ratio is not None


def test_a_round_that_fails_is_told() -> None:
    with pytest.raises(ProgramFailed, match="KeyError"):
        on_slack.found("nothing", 1)


def test_what_needs_the_tests_is_not_possible_without_them() -> None:
    def needing(module: str) -> Benchmark:
        return replace(on_slack.MEMORY, needs=module)

    assert needing("").is_possible
    assert not needing("tests.nothing").is_possible
    assert not needing("nowhere.load").is_possible


async def test_everybody_who_acts_in_one_moment_is_acknowledged_and_sees_a_card(
    tmp_path: Path,
) -> None:
    async with FakeSlack() as slack, served(slack, tmp_path):
        hall = people(slack, 0, 3)

        said = await moment.in_one_moment(hall, moment.say)
        pressed = await moment.in_one_moment(hall, moment.press)

        for found in (said, pressed):
            assert 0 < found["p50"] <= found["p99"] <= found["max"]
            assert found["p50"] <= found["cardmax"]
        assert [len(person.cards) for person in hall] == [1, 1, 1]
        assert [person.cards[0].edits for person in hall] == [1, 1, 1]
        assert slack.sockets.unacknowledged == []


async def test_a_walk_goes_from_the_first_word_to_the_summary(tmp_path: Path) -> None:
    async with FakeSlack() as slack, served(slack, tmp_path):
        (person,) = people(slack, 0, 1)

        took = await workshop.walk(person)

        assert len(took) > 3
        assert not workshop.is_question(person)


async def test_a_refusal_on_a_clicks_way_is_told_and_nothing_is_measured() -> None:
    async with FakeSlack() as slack:
        slack.rates.refused["chat.postMessage"] += 1

        with pytest.raises(AssertionError, match="postMessage"):
            workshop.no_click_was_refused(slack)


async def test_whoever_has_talked_is_forgotten_by_our_slack(tmp_path: Path) -> None:
    async with FakeSlack(limited=False) as slack, served(slack, tmp_path) as program:
        before = crowd.resident(program.pid)

        await crowd.talked(slack, iter(range(5)))

        assert slack.workspace.channels == {}
        assert crowd.resident(program.pid) > before / 2
