"""A guild that says things in its own words is spoken to in them, and nobody else is."""

from tests.fakes.discord.club import Club, community
from tests.fakes.discord.models import Guild
from tests.fakes.discord.seen import labels, words
from tests.fakes.pairs import acting

GREETING, START, PRIVATE = "Our own greeting.", "Off we go", "Alone"


async def says_it_its_own_way(club: Club, guild: Guild) -> None:
    """From now on this guild has words of its own."""
    for key, sentence in (
        ("welcome.hello", GREETING),
        ("button.start", START),
        ("discord.in-private", PRIVATE),
    ):
        await club.served.store.mentoring.change_wording(
            community(guild), acting("Ada"), key, sentence
        )


async def test_in_the_guild_the_conversation_is_in_its_words(club: Club) -> None:
    await says_it_its_own_way(club, club.town)
    sam = club.served.discord.person()

    await sam.runs("/whichrole")
    await club.served.rests()

    shown = sam.ephemeral[-1]
    assert GREETING in words(shown)
    assert START in labels(shown)
    assert PRIVATE in labels(shown)


async def test_in_another_guild_and_in_the_direct_message_it_is_in_ours(
    club: Club,
) -> None:
    await says_it_its_own_way(club, club.village())
    sam, ann = club.served.discord.person("Sam"), club.served.discord.person("Ann")

    await sam.runs("/whichrole")
    await ann.says("hello")
    await club.served.rests()

    for told in (words(sam.ephemeral[-1]), words(ann.cards[-1])):
        assert "find yours" in told
        assert GREETING not in told
