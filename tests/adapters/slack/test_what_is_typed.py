"""What people type comes back as words in quotation marks, and as nothing else."""

from random import Random

import pytest

from bot.engine.wording import MOST_IN_A_QUOTATION
from tests.fakes.slack.live import live
from tests.fakes.slack.person import labels, words
from tests.fakes.slack.served import Served
from tests.fakes.slack.workspace import Json
from tests.sparing import first

TEXTS = 100
READABLE = "I made charts"
"""Something is read in these words, so they are an answer, and what stands beside them too."""

ALIVE = (
    *("<!channel>", "<!here|here>", "<!everyone>", "@channel", "@everyone", "@here"),
    *("<@U0ZOE>", "<@U0ZOE|zoe>", "<#C0TOWN>", "<#C0TOWN|town>", "<!subteam^S1|@team>"),
    *("<https://evil.example|https://work.example>", "https://evil.example/x", "evil.example"),
    *("<mailto:a@evil.example|write>", "<tel:+49|call>", "<!date^1^{date}|now>"),
    *("&lt;!channel&gt;", "&amp;lt;!here&amp;gt;", "<<!channel>>", "<!channel", "\u003c!here>"),
    *("*bold*", "_it_", "~no~", "`code`", "```block```", "> quote", ":smile:", "**bold**"),
    *("[link](https://evil.example)", "![i](https://evil.example/i.png)", "<script>", "\\<!x>"),
)
BETWEEN = ("", " ", "\n", "\u200b", "\u202e", "**", "`", ">", "|")

TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f"
FLOODS = {
    "long": "x" * 39_000,
    "emoji": "\U0001f469\u200d\U0001f469\u200d\U0001f467" * 3_000,
    "marks": "e" + "\u0301" * 5_000,
    "turned": "\u202egnp.exe\u202c \u2067abc\u2069 \u200fdef",
    "lines": "\n".join("line" for _ in range(2_000)),
    "zeros": "a\x00b\x07c\ufeff",
    "wide": "\ufdfd" * 500,
}


def hostile(random: Random) -> str:
    parts = random.sample(ALIVE, random.randint(1, 3))
    return random.choice(BETWEEN).join(parts)


def sent(served: Served) -> list[Json]:
    """All that left for Slack, in whatever way."""
    asked = [dict(one.arguments) for one in served.slack.requests()]
    return asked + [dict(one) for one in served.slack.sockets.said]


@pytest.mark.usefixtures("no_gate")
@pytest.mark.thorough
async def test_F58_hostile_texts_come_back_and_none_of_them_is_live(served: Served) -> None:
    sam, random = served.slack.person(), Random(1)
    await served.asks_for_words(sam)

    for _ in range(TEXTS):
        await sam.says(f"{READABLE} {hostile(random)}")
        await sam.says("back")
    await sam.says("mydata")
    await served.rests()

    told = sent(served)
    came_back = [one for one in told if READABLE in str(one.get("text"))]
    assert len(came_back) > TEXTS
    assert [problem for one in told for problem in live(one)] == []


@pytest.mark.usefixtures("no_gate")
@pytest.mark.parametrize("text", first(3, ALIVE[::4]))
async def test_F58_a_hostile_command_or_window_is_not_live_either(
    served: Served, text: str
) -> None:
    sam = served.slack.person()
    await served.asks_for_words(sam)

    await sam.runs("/whichrole", f"{READABLE} {text}")
    await sam.says("back")
    await served.rests()
    await sam.presses("In my own words")
    await sam.submits(f"{READABLE} {text}")
    await sam.opens_home()
    await sam.mentions(text=f"<@U0BOT> {text}")
    await served.rests()

    assert [problem for one in sent(served) for problem in live(one)] == []


@pytest.mark.parametrize("flood", FLOODS)
@pytest.mark.usefixtures("no_gate")
async def test_F57_no_text_turns_stacks_or_floods_a_card(served: Served, flood: str) -> None:
    sam, text = served.slack.person(), FLOODS[flood]
    await served.asks_for_words(sam)

    for typed in (f"{READABLE} {text[:900]}", "back", f"{READABLE} {text}", text, "mydata"):
        told = await sam.says(typed)
        assert told is not None
        await served.rests()

    stands = await served.stands(sam)
    shown = "".join(words(one.blocks) + one.text for one in sam.cards)
    assert stands is not None
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
    sam = served.slack.person()
    await served.asks_for_words(sam)

    await sam.says(f"{READABLE} canary {imitation}")
    await served.rests()
    await sam.says("back")
    await served.rests()

    lines = [line for one in sam.cards for line in words(one.blocks).splitlines()]
    with_it = [line for line in lines if "canary" in line]
    assert with_it
    for line in with_it:
        before, _, after = line.partition("canary")
        assert before.count("“") == before.count("”") + 1
        assert after.count("”") == after.count("“") + 1
    assert not any("canary" in label for one in sam.live for label in labels(one))
