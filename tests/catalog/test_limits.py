import pytest

from bot.catalog.checks import phrase_problem


@pytest.mark.parametrize(
    ("key", "most"),
    [
        ("chat.window-title", 24),
        ("chat.window-label", 45),
        ("chat.pick", 75),
        ("discord.about-whichrole", 100),
        ("discord.about-action", 100),
        ("button.start", 75),
        ("slack.mention", 600),
    ],
)
def test_a_sentence_is_as_long_as_the_narrowest_platform_takes_where_it_stands(
    key: str, most: int
) -> None:
    assert phrase_problem(key, "x" * most) == ""
    assert phrase_problem(key, "x" * (most + 1)) == (
        f"it has {most + 1} characters, at most {most} fit"
    )
