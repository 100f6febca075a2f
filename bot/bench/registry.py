"""What is measured, in the order of the table."""

from collections.abc import Sequence

from bot.bench import (
    advance,
    chart,
    delivery_drain,
    durable_turn,
    first_card,
    first_start,
    help_command,
    mark_sent,
    memory_over_turns,
    mentee_status,
    nudge_drain,
    on_discord,
    on_slack,
    peak_memory,
    reader,
    rounds,
    thousand_at_once,
    turns_together,
)
from bot.bench.measured import Benchmark
from bot.errors import ConfigError

BENCHMARKS: tuple[Benchmark, ...] = (
    durable_turn.BENCHMARK,
    turns_together.BENCHMARK,
    thousand_at_once.BENCHMARK,
    reader.BENCHMARK,
    mentee_status.BENCHMARK,
    mark_sent.BENCHMARK,
    delivery_drain.BENCHMARK,
    nudge_drain.NUDGES,
    nudge_drain.REFUSED,
    rounds.SERVED,
    rounds.ALONE,
    rounds.SCAN,
    advance.BENCHMARK,
    chart.BENCHMARK,
    first_card.BENCHMARK,
    first_start.BENCHMARK,
    help_command.BENCHMARK,
    peak_memory.BENCHMARK,
    memory_over_turns.BENCHMARK,
    on_slack.WORDS,
    on_slack.CLICKS,
    on_slack.WORKSHOP,
    on_slack.MEMORY,
    on_discord.COMMANDS,
    on_discord.PRESSES,
    on_discord.WORDS,
    on_discord.MEMORY,
)


def chosen(names: Sequence[str]) -> tuple[Benchmark, ...]:
    """The named ones in the table's order; all, when none is named.

    Raises:
        ConfigError: a name that is none of ours.
    """
    known = [benchmark.name for benchmark in BENCHMARKS]
    unknown = [name for name in names if name not in known]
    if unknown:
        listed = ", ".join(known)
        raise ConfigError(
            [f"--only {name}: no such measurement; there are {listed}." for name in unknown]
        )
    return tuple(one for one in BENCHMARKS if not names or one.name in names)
