from pathlib import Path

import pytest

from bot.bench import on_discord
from bot.bench.measured import QUICK, Benchmark
from tests.fakes.discord.server import FakeDiscord
from tests.load.crowd import resident
from tests.load.discord import crowd, moment
from tests.load.discord.hall import cards, people, served

pytestmark = pytest.mark.thorough


@pytest.mark.parametrize(
    "benchmark",
    [on_discord.COMMANDS, on_discord.PRESSES, on_discord.WORDS, on_discord.MEMORY],
    ids=lambda one: one.name,
)
def test_every_figure_is_measured_and_the_ratio_to_the_floor(benchmark: Benchmark) -> None:
    measured = benchmark.measure(QUICK, lambda _done, _of: None)

    assert tuple(measured.figures) == benchmark.figures
    assert all(figure.low > 0 for figure in measured.figures.values())
    assert measured.floor is not None
    assert measured.ratio is not None


async def test_everybody_who_acts_in_one_moment_is_answered_and_sees_a_card(
    tmp_path: Path,
) -> None:
    async with FakeDiscord() as discord, served(discord, tmp_path):
        hall = people(discord, 0, 3)

        ran = await moment.in_one_moment(discord, hall, moment.run)
        pressed = await moment.in_one_moment(discord, hall, moment.press)

        for found in (ran, pressed):
            assert 0 < found["p50"] <= found["p99"] <= found["max"] < moment.UNANSWERED
            assert 0 < found["cardp50"] <= found["cardmax"]
        assert [len(cards(person)) for person in hall] == [1, 1, 1]
        assert [cards(person)[0].edits for person in hall] == [1, 1, 1]
        assert discord.answers.failed == []


async def test_a_crowd_that_writes_is_answered_as_fast_as_discord_lets_us(
    tmp_path: Path,
) -> None:
    found = await moment.words(tmp_path, 100)

    assert found["max"] < 3 * found["floor"]


async def test_more_than_one_refusal_of_a_kind_is_told_and_nothing_is_measured() -> None:
    async with FakeDiscord() as discord:
        discord.rates.refused["everything"] += 2

        with pytest.raises(AssertionError, match="everything"):
            moment.nothing_was_refused(discord)


async def test_whoever_has_talked_is_forgotten_by_our_discord(tmp_path: Path) -> None:
    async with FakeDiscord(limited=False) as discord, served(discord, tmp_path) as program:
        before = resident(program.pid)

        await crowd.talked(discord, iter(range(5)))

        assert discord.people == []
        assert resident(program.pid) > before / 2
