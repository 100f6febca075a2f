"""discord.py, served by the fake: what people do arrives, and is answered."""

import io

import discord
import pytest

from tests.fakes.discord.models import HAS_COMPONENTS_V2, IS_EPHEMERAL
from tests.fakes.discord.program import Program, card, running
from tests.fakes.discord.seen import labels, pictures, words
from tests.fakes.discord.server import FakeDiscord
from tests.fakes.waiting import until


async def test_a_command_is_answered_and_a_click_changes_the_answer(
    fake: FakeDiscord, program: Program
) -> None:
    sam = fake.person()
    await sam.runs("/card")

    answered = await sam.presses("Count")

    (shown,) = sam.ephemeral
    assert answered is not None
    assert answered["type"] == 7
    assert words(shown) == "Pressed 1 times"
    assert labels(shown) == ["Count", "Write", "A", "B", "C"]
    assert shown.edits == 1


@pytest.mark.thorough
async def test_words_in_a_direct_message_are_heard_and_answered(
    fake: FakeDiscord, program: Program
) -> None:
    sam = fake.person()

    await sam.says("hello")
    await until(lambda: bool(sam.cards))

    assert program.heard == ["hello"]
    assert words(sam.newest_card) == "You said hello"
    assert sam.newest_card.flags == HAS_COMPONENTS_V2


@pytest.mark.thorough
async def test_words_in_a_guild_are_not_read_unless_they_call_us(
    fake: FakeDiscord, program: Program
) -> None:
    sam = fake.person()
    assert program.user is not None

    await sam.says("hello all", sam.town)
    await sam.says(f"hello {program.user.mention}", sam.town)
    await until(lambda: len(program.heard) == 2)

    assert program.heard == ["", f"hello {program.user.mention}"]


@pytest.mark.thorough
async def test_a_modal_opens_and_what_is_written_arrives(
    fake: FakeDiscord, program: Program
) -> None:
    sam = fake.person()
    await sam.runs("/card")
    await sam.presses("Write")
    opened = sam.window

    await sam.submits("many words")

    assert opened["title"] == "Words"
    assert sam.window == {}
    assert words(sam.ephemeral[-1]) == "You wrote many words"


@pytest.mark.thorough
async def test_two_options_of_a_menu_are_picked_at_once(
    fake: FakeDiscord, program: Program
) -> None:
    sam = fake.person()
    await sam.runs("/card")

    await sam.picks(["A", "C"])

    assert words(sam.ephemeral[-1]) == "You picked a, c"


@pytest.mark.thorough
async def test_nobody_picks_more_than_a_menu_takes(fake: FakeDiscord, program: Program) -> None:
    sam = fake.person()
    await sam.runs("/card")

    with pytest.raises(AssertionError, match="between 1 and 2"):
        await sam.picks(["A", "B", "C"])


@pytest.mark.thorough
async def test_an_answer_that_was_promised_comes_later(
    fake: FakeDiscord, program: Program
) -> None:
    sam = fake.person()

    answered = await sam.runs("/slowly")
    await until(lambda: not sam.ephemeral[-1].is_loading)

    assert answered == {"type": 5, "data": {"flags": IS_EPHEMERAL}}
    assert words(sam.ephemeral[-1]) == "Pressed 0 times"


@pytest.mark.thorough
async def test_a_card_of_one_process_is_pressed_in_the_next(fake: FakeDiscord) -> None:
    sam = fake.person()
    async with running(fake):
        await sam.says("hello")
        await until(lambda: bool(sam.cards))

    async with running(fake):
        await sam.presses("Count")

    assert words(sam.newest_card) == "Pressed 1 times"


@pytest.mark.thorough
async def test_a_command_in_a_direct_message_is_answered_there(
    fake: FakeDiscord, program: Program
) -> None:
    sam = fake.person()

    await sam.runs("/card", channel=sam.channel)

    assert [words(one) for one in sam.whispers(sam.channel)] == ["Pressed 0 times"]
    assert sam.cards == []


@pytest.mark.thorough
async def test_a_picture_goes_into_a_direct_message(
    fake: FakeDiscord, program: Program
) -> None:
    sam = fake.person()
    channel = await (await program.fetch_user(int(sam.id))).create_dm()
    view = card(0)
    gallery: discord.ui.MediaGallery[discord.ui.LayoutView] = discord.ui.MediaGallery(
        discord.MediaGalleryItem("attachment://chart.png", description="A chart")
    )
    view.add_item(gallery)

    sent = await channel.send(view=view, file=discord.File(io.BytesIO(b"image"), "chart.png"))

    assert sam.files(sam.newest_card) == {"chart.png": b"image"}
    assert await sent.attachments[0].read() == b"image"
    (item,) = pictures(sam.newest_card)
    assert item["media"]["url"] == sent.attachments[0].url


@pytest.mark.thorough
async def test_commands_keep_their_ids_when_they_are_registered_again(
    fake: FakeDiscord, program: Program
) -> None:
    before = {one["name"]: one["id"] for one in fake.world.commands}

    await program.tree.sync()

    assert {one["name"]: one["id"] for one in fake.world.commands} == before
    assert before.keys() == {"card", "slowly"}


@pytest.mark.thorough
async def test_guilds_come_and_go(fake: FakeDiscord, program: Program) -> None:
    await program.wait_until_ready()
    other = fake.world.add_guild("Village", has_us=False)

    fake.happens.guild_adds_us(other)
    fake.happens.guild_is_gone_for_a_while(other)
    fake.happens.guild_is_back(other)
    fake.happens.guild_removes_us(other)
    await until(lambda: len(program.happened) == 5)

    assert program.happened == [
        "back in Town",
        "joined Village",
        "lost Village",
        "back in Village",
        "left Village",
    ]
