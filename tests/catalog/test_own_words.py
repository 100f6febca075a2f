import pytest

from bot.catalog import Catalog, Command
from bot.catalog.own_words import PROMISES, with_own_words


def test_a_sentence_of_their_own_is_said_and_all_others_are_ours(catalog: Catalog) -> None:
    own = with_own_words(catalog, {"pair.asked": "Asked, 100 %: **$name**."})

    assert own.say("pair.asked", name="Kim") == "Asked, 100 %: **Kim**."
    assert own.say("pair.asked-before") == catalog.say("pair.asked-before")
    assert catalog.say("pair.asked", name="Kim").startswith("I have asked")


def test_buttons_and_commands_are_labelled_by_it_too(catalog: Catalog) -> None:
    own = with_own_words(catalog, {"button.start": "Off we go", "command.back": "Return"})

    assert own.buttons["start"].label == "Off we go"
    assert own.commands[Command.BACK].label == "Return"


@pytest.mark.parametrize(
    ("key", "sentence"),
    [("no-such", "Hello"), ("pair.asked", "Hello $stranger"), ("button.start", "x" * 76)],
)
def test_F56_what_does_not_fit_any_longer_is_left_out(
    catalog: Catalog, key: str, sentence: str
) -> None:
    own = with_own_words(catalog, {key: sentence, "old-card": "That is old."})

    assert own.phrases.keys() == catalog.phrases.keys()
    assert own.phrases.get(key) == catalog.phrases.get(key)
    assert own.say("old-card") == "That is old."


@pytest.mark.parametrize(
    "key",
    ["consent.role", "consent.how", "looked.refused", "shared.own-words", "welcome.privacy"],
)
def test_what_we_promise_is_said_in_our_words_whatever_is_kept(
    catalog: Catalog, key: str
) -> None:
    own = with_own_words(catalog, {key: "Everybody sees it.", "old-card": "That is old."})

    assert own.phrases[key] == catalog.phrases[key]
    assert own.say("old-card") == "That is old."


def test_nothing_that_is_promised_is_missing_from_the_content(catalog: Catalog) -> None:
    kept = {one for one in PROMISES if not any(key.startswith(one) for key in catalog.phrases)}

    assert kept == set()


def test_without_any_it_is_the_same_catalog(catalog: Catalog) -> None:
    assert with_own_words(catalog, {}) is catalog
    assert with_own_words(catalog, {"no-such": "Hello"}) is catalog
