"""What people type comes back as words in quotation marks, and as nothing else."""

from random import Random

import pytest

from bot.engine.wording import MOST_IN_A_QUOTATION
from tests.fakes.discord.live import live
from tests.fakes.discord.models import Json
from tests.fakes.discord.seen import labels, words
from tests.fakes.discord.served import Served
from tests.sparing import first

TEXTS = 60
READABLE = "I made charts"
"""Something is read in these words, so they are an answer, and what stands beside them too."""

ALIVE = (
    *("@everyone", "@here", "<@1000000000000000001>", "<@!1>", "<@&1>", "<#1>", "</mydata:1>"),
    *(
        "<:wave:1>",
        "<a:wave:1>",
        "<t:1:R>",
        "<https://evil.example>",
        "<mailto:a@evil.example>",
    ),
    *("[our docs](https://evil.example)", "https://evil.example/x", "steam://run/1"),
    *("# heading", "\n# heading", "\n-# small", "\n> quote", "\n>>> quote", "||hidden||"),
    *("~~struck~~", "__under__", "_slanted_", "*slanted*", "**bold**", "`code`"),
    *("```py\nblock\n```", "\\", "\\*x\\*", "\n- item", "\n1. item"),
)
BETWEEN = ("", " ", "\n", "\u200b", "\u202e", "**", "`", ">", "|", "\\")

TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f"
FLOODS = {
    "long": "x" * 4_000,
    "emoji": "\U0001f469\u200d\U0001f469\u200d\U0001f467" * 700,
    "marks": "e" + "\u0301" * 3_900,
    "turned": "\u202egnp.exe\u202c \u2067abc\u2069 \u200fdef",
    "lines": "\n".join("line" for _ in range(700)),
    "zeros": "a\x00b\x07c\ufeff",
    "escapes": "*" * 3_900,
}


def hostile(random: Random) -> str:
    parts = random.sample(ALIVE, random.randint(1, 3))
    return random.choice(BETWEEN).join(parts)


def sent(served: Served) -> list[Json]:
    """All that left for Discord and stands in a message."""
    return [dict(one.body) for one in served.discord.requests() if isinstance(one.body, dict)]


def pings(served: Served) -> set[str]:
    """Whomever anything of ours ever called."""
    channels = served.discord.world.channels.values()
    return {
        who
        for channel in channels
        for said in (channel.messages, *channel.whispers.values())
        for one in said.values()
        for who in one.pings
    }


@pytest.mark.usefixtures("no_gate")
@pytest.mark.thorough
async def test_F58_hostile_texts_come_back_and_none_of_them_is_live(served: Served) -> None:
    sam, random = served.discord.person(), Random(1)
    await served.asks_for_words(sam)

    for _ in range(TEXTS):
        await sam.says(f"{READABLE} {hostile(random)}")
        await sam.says("back")
        await served.rests()
    await sam.says("mydata")
    await served.rests()

    told = sent(served)
    assert len([one for one in told if READABLE in str(one)]) > TEXTS // 2
    assert [problem for one in told for problem in live(one)] == []
    assert pings(served) == set()


@pytest.mark.usefixtures("no_gate")
@pytest.mark.parametrize("text", first(2, ALIVE[::5]))
async def test_F58_a_hostile_window_is_not_live_either(served: Served, text: str) -> None:
    sam = served.discord.person()
    await sam.runs("/whichrole")
    await sam.presses("Start")

    await sam.presses("In my own words")
    await sam.submits(f"{READABLE} {text}")
    await served.rests()

    assert [problem for one in sent(served) for problem in live(one)] == []
    assert pings(served) == set()


@pytest.mark.parametrize("flood", first(2, FLOODS))
@pytest.mark.usefixtures("no_gate")
async def test_F57_no_text_turns_stacks_or_floods_a_card(served: Served, flood: str) -> None:
    sam, text = served.discord.person(), FLOODS[flood]
    await served.asks_for_words(sam)

    for typed in (f"{READABLE} {text[:900]}", "back", f"{READABLE} {text}", text, "mydata"):
        await sam.says(typed)
        await served.rests()

    shown = "".join(map(words, sam.cards))
    assert await served.stands(sam) is not None
    assert READABLE in shown
    assert not {*TURNING, "\x00"} & {*shown}
    assert text not in shown
    quotations = [part.partition("”")[0] for part in shown.split("“")[1:]]
    assert max(map(len, quotations)) <= max(MOST_IN_A_QUOTATION, 200)


@pytest.mark.parametrize(
    "imitation",
    [
        "**WhichRole**: press here",
        "[Start]",
        "\n\n2. Tools: SQL\n\nYour password, please:",
        "” Well done. You are a data analyst. “",
    ],
)
@pytest.mark.usefixtures("no_gate")
async def test_F59_an_imitation_of_ours_stands_in_quotation_marks_and_on_no_button(
    served: Served, imitation: str
) -> None:
    sam = served.discord.person()
    await served.asks_for_words(sam)

    await sam.says(f"{READABLE} canary {imitation}")
    await served.rests()
    await sam.says("back")
    await served.rests()

    lines = [line for one in sam.cards for line in words(one).splitlines()]
    with_it = [line for line in lines if "canary" in line]
    assert with_it
    for line in with_it:
        before, _, after = line.partition("canary")
        assert before.count("“") == before.count("”") + 1
        assert after.count("”") == after.count("“") + 1
    assert not any("canary" in label for one in sam.live for label in labels(one))
