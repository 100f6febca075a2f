"""The whole program under many people on Discord, over real sockets on this machine.

As on Slack, the small Discord and its people are the tests' own, in a process of their own;
see ``on_slack``.
"""

from functools import partial

from bot.bench.measured import Benchmark, Measured, Sizes, Tell, against_floor
from bot.bench.on_slack import MEGABYTE, MOMENT, NEEDS, found, of_many

WAITS = ("p50", "p99", "max")
ROOMS = 5
"""A fifth of a crowd writes in the same moment: Discord takes fifty messages a second."""


def answered(part: str, sizes: Sizes, tell: Tell) -> Measured:
    """What a whole crowd waits for that does one thing in the same moment."""
    return of_many(part, MOMENT, sizes.crowd, sizes, tell)


def told(sizes: Sizes, tell: Tell) -> Measured:
    """What a part of it waits for a card in the direct message."""
    return of_many("discord-words", WAITS, max(sizes.crowd // ROOMS, 1), sizes, tell)


def memory(sizes: Sizes, tell: Tell) -> Measured:
    """What the program holds after a tenth of the people, and after all; once is enough."""
    tell(0, 1)
    held = found("discord-memory", sizes.strangers)
    tell(1, 1)
    return against_floor("held", [(held["floor"] / MEGABYTE, held["held"] / MEGABYTE)])


COMMANDS = Benchmark(
    name="discord_commands",
    says="1,000 run the command in one moment, until answered; floor: one that only promises",
    unit="s",
    figures=MOMENT,
    has_floor=True,
    measure=partial(answered, "discord-commands"),
    needs=NEEDS,
)
PRESSES = Benchmark(
    name="discord_presses",
    says="1,000 press in one moment, until answered; floor: a program that only promises",
    unit="s",
    figures=MOMENT,
    has_floor=True,
    measure=partial(answered, "discord-presses"),
    needs=NEEDS,
)
WORDS = Benchmark(
    name="discord_words",
    says="200 people write in one moment, until their card; floor: what Discord lets us send",
    unit="s",
    figures=WAITS,
    has_floor=True,
    measure=told,
    needs=NEEDS,
)
MEMORY = Benchmark(
    name="discord_memory",
    says="memory after 10,000 people's conversations; floor: the same program after 1,000",
    unit="MB",
    figures=("held",),
    has_floor=True,
    measure=memory,
    needs=NEEDS,
)
