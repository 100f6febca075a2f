import re

import pytest

from bot.catalog import Catalog, Command
from bot.catalog.own_words import CALLS_EVERYBODY, own_words_problem, with_own_words
from bot.catalog.phrases import PHRASES
from bot.catalog.promises import Promised

ABOUT_WHO_SEES = re.compile(
    r"\b(sees|saw|seen|shar(e|es|ed|ing)|nobody|delet\w*|reads? along|can read|alone|hidden"
    r"|(can|they) see|forget (you|me)|(is|are|was) kept|any mentor|other mentors|in private)\b",
    re.IGNORECASE,
)
NO_PROMISES = {
    *("admin.drop-most", "discord.in-private"),
    *("admin.waits-anybody", "discord.not-there-now", "pair.any-mentor", "pair.waits-anybody"),
    *("admin.drop", "admin.drop-few", "admin.log-empty", "admin.never-here"),
    *("admin.no-mentors", "admin.not-an-admin", "button.share"),
    *("admin.assigned-no-mentor", "admin.no-channels", "admin.role-gone"),
    "admin.role-of-everybody",
    *("command.share", "discord.about-mentor", "discord.cannot-wear", "discord.problem-gone"),
    *("discord.problem-managed", "discord.problem-power", "discord.role-cleared", "help"),
    *("pair.another-stands", "pair.no-member", "pair.no-mentor", "pair.nobody-waits"),
    *("place.forgetting", "problem.alone", "problem.long", "share.nothing", "status.all-well"),
    *("how.roles", "status.nobody", "status.not-a-mentor", "status.some-well"),
    *("sure.judged-lead", "week.stuck-no-plan", "week.stuck-no-role"),
}
"""They have such a word in them, and say nothing about who sees or keeps what of somebody."""


def test_a_sentence_of_their_own_is_said_and_all_others_are_ours(catalog: Catalog) -> None:
    own = with_own_words(catalog, {"pair.invited": "Asked, 100 %: **$name**."})

    assert own.say("pair.invited", name="Kim") == "Asked, 100 %: **Kim**."
    assert own.say("pair.asked-anybody") == catalog.say("pair.asked-anybody")
    assert catalog.say("pair.invited", name="Kim").startswith("I have invited")


def test_buttons_and_commands_are_labelled_by_it_too(catalog: Catalog) -> None:
    own = with_own_words(catalog, {"button.start": "Off we go", "command.back": "Return"})

    assert own.buttons["start"].label == "Off we go"
    assert own.commands[Command.BACK].label == "Return"


@pytest.mark.parametrize(
    ("key", "sentence"),
    [("no-such", "Hello"), ("pair.invited", "Hello $stranger"), ("button.start", "x" * 76)],
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
    [
        *("consent.role", "consent.how", "looked.refused", "shared.own-words"),
        *("welcome.privacy", "note.kept-both", "brief.note-ours", "brief.not-shared"),
        *("helped.could-read", "pair.what-it-means", "forget.sure", "link.ask-shows"),
        *("note.write-only-me", "mydata.who", "ended", "week.stopped", "stuck.drop"),
        *(
            "pair.asked",
            "pair.word",
            "pair.wrote",
            "note.dropped",
            "discord.join-yes",
            "desk.line-no-mentor",
        ),
    ],
)
def test_what_we_promise_is_said_in_our_words_whatever_is_kept(
    catalog: Catalog, key: str
) -> None:
    own = with_own_words(catalog, {key: "Everybody sees it.", "old-card": "That is old."})

    assert own.phrases[key] == catalog.phrases[key]
    assert own.say("old-card") == "That is old."


def test_F56_a_new_sentence_about_who_sees_what_is_a_promise_or_known_for_none(
    catalog: Catalog,
) -> None:
    told = {
        key for key, phrase in catalog.phrases.items() if ABOUT_WHO_SEES.search(phrase.template)
    }
    promised = {key for key, known in PHRASES.items() if isinstance(known, Promised)}

    assert told - promised == NO_PROMISES


@pytest.mark.parametrize(
    "words", ["Hello @everyone", "@Here we are", "<!channel> come", "Ask <@&4711>", "@channel"]
)
def test_F58_nobody_calls_everybody_in_a_sentence_of_their_own(words: str) -> None:
    assert own_words_problem("old-card", words) == CALLS_EVERYBODY
    assert own_words_problem("old-card", "Ask me@here.example or @everyones") == ""


def test_without_any_it_is_the_same_catalog(catalog: Catalog) -> None:
    assert with_own_words(catalog, {}) is catalog
    assert with_own_words(catalog, {"no-such": "Hello"}) is catalog
