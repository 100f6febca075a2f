"""Whatever a card says, Slack takes it, and nothing that somebody typed is live in it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.adapters.slack import home, modals, outbound
from bot.adapters.slack.rich import rich
from bot.cards import Bar, Card, Choice, Place, Progress, Several, WeekMark
from bot.catalog import Catalog
from bot.catalog.loader import load
from bot.engine.speech import NOT_SURE, SKIP, changing
from bot.paths import content_folder
from bot.ports.accounts import Profile
from tests.fakes.clock import NOON
from tests.fakes.slack.rules import LIVE
from tests.fakes.slack.validating import Validators
from tests.fakes.slack.walking import objects
from tests.required import required

OURS = "https://docs.example/learn_it"
HOSTILE = [
    "<!channel>", "<!here|here>", "<@U0SAM>", "<#C0TOWN>", "<http://evil.example|our docs>",
    "<mailto:a@b.example>", "&lt;!channel&gt;", "&amp;lt;", "@everyone", "**", "** **", "***",
    "****", "- ", "-", "- **", "\n", "\n\n", "\n- ", "- a\n- b\n\n", "```", "`", "~", "_", ">",
    "\u202e", "\u2028", "\x0b", "\x1c", "\u200b", "👩‍👩‍👧‍👦" * 30,
    "e" + "\u0301" * 200, " ", "\t",
    OURS, f" {OURS} ", f"{OURS}/evil", "https://example.org", ":wave:", "{name}", "w" * 3_100,
    "\n- item\nline", "&" * 1_500, "<" * 2_899 + " >", "* " * 40,
]  # fmt: skip
TEXTS = st.lists(st.one_of(st.text(max_size=30), st.sampled_from(HOSTILE)), max_size=12).map(
    "".join
)
LABELS = st.text(max_size=12) | st.sampled_from(HOSTILE)
NUMBERS = st.integers(0, 10**6)
LOCATIONS = st.builds(
    Place, NUMBERS, NUMBERS, st.none() | st.text("abcdefghij-", min_size=1, max_size=60)
)


def choices(most: int) -> st.SearchStrategy[tuple[Choice, ...]]:
    """So many at most, each with an id of its own; the ways round a question among them."""
    ids = st.one_of(st.integers(0, 99).map("c-{}".format), st.sampled_from([NOT_SURE, SKIP]))
    return st.lists(
        st.builds(Choice, ids, LABELS), max_size=most, unique_by=lambda one: one.id
    ).map(tuple)


CARDS = st.builds(
    Card,
    body=TEXTS,
    place=st.none() | LOCATIONS,
    recap=TEXTS,
    choices=choices(25),
    several=st.none() | st.just(Several(1, 3)),
    writes=st.booleans(),
    progress=st.none() | st.builds(Progress, NUMBERS, NUMBERS),
    controls=choices(8),
    chart=st.lists(st.builds(Bar, LABELS, st.floats(-1, 2)), max_size=6).map(tuple),
    weeks=st.lists(
        st.builds(WeekMark, NUMBERS, LABELS, LABELS, st.booleans()), max_size=12
    ).map(tuple),
    links=st.sampled_from([(), (OURS,)]),
)
CATALOG = load(content_folder())
MANY = settings(deadline=None, max_examples=40)


@pytest.fixture(scope="module")
def known() -> Validators:
    return Validators(required("specs", "WHICHROLE_SPECS"))


def labels(told: Any) -> Iterator[tuple[str, str]]:
    """Everything that can be pressed or picked: what it sends back, and what it is called."""
    for kind, one in objects(told):
        if kind in ("button", "option"):
            yield str(one["value"]), str(one["text"]["text"])


def read(told: Any) -> str:
    """What stands in rich text, without spaces and marks."""
    words = (str(one["text"]) for kind, one in objects(told) if kind == "rich_text_text")
    return bare("".join(words))


def bare(text: str) -> str:
    return "".join(one for one in text if not one.isspace() and one not in "*-")


def is_safe(payload: Mapping[str, Any], links: Sequence[str] = ()) -> bool:
    """Whether nothing in it can mention anybody or lead anywhere but to ours (F58)."""
    parsed = [payload.get("text", "")]
    parsed += [one["text"] for _, one in objects(payload) if one.get("type") == "mrkdwn"]
    kinds = {str(one.get("type")) for _, one in objects(payload)}
    is_dead = not any(map(LIVE.search, parsed)) and not kinds & {"user", "broadcast"}
    return is_dead and {*followed(payload)} <= {*links}


def followed(payload: Any) -> list[str]:
    """Where what is sent leads."""
    return [str(one.get("url")) for _, one in objects(payload) if one.get("type") == "link"]


@given(card=CARDS)
@MANY
def test_F57_F58_any_card_is_a_message_that_slack_takes(known: Validators, card: Card) -> None:
    message = outbound.to_message(CATALOG, card, "key").as_arguments()

    sent = {"channel": "U0SAM", "unfurl_links": False, "unfurl_media": False, **message}
    assert known.problems("chat.postMessage", sent) == []
    assert is_safe(message, card.links)
    assert all(label.strip() and len(label) <= 75 for _, label in labels(message))


@given(card=CARDS)
@MANY
def test_every_choice_and_command_of_a_card_can_be_pressed(card: Card) -> None:
    pressed = [value for value, _ in labels(outbound.to_blocks(CATALOG, card))]

    if card.place is not None:
        for one in (*card.choices, *card.controls):
            assert one.id in pressed


@pytest.mark.parametrize("several", [None, Several(1, 3)])
@pytest.mark.parametrize("progress", [None, Progress(1, 8)])
def test_any_number_of_choices_and_commands_finds_room(
    known: Validators, several: Several | None, progress: Progress | None
) -> None:
    many = tuple(Choice(f"c-{number}", f"Choice {number}") for number in range(26))
    for choices in range(26):
        for controls in range(9):
            card = Card(
                "body", Place(1, 1, "q"), choices=many[:choices], several=several,
                progress=progress, controls=many[:controls],
            )  # fmt: skip
            sent = outbound.to_message(CATALOG, card, "key").as_arguments()

            assert known.problems("chat.postMessage", {"channel": "U0SAM", **sent}) == []


@given(card=CARDS, week=st.none() | CARDS, zone=st.none() | TEXTS)
@MANY
def test_F57_F58_any_home_is_a_view_that_slack_takes(
    known: Validators, card: Card, week: Card | None, zone: str | None
) -> None:
    profile = Profile(time_zone=zone, locale=None, learned_at=NOON)
    view = home.to_home(CATALOG, card, week, profile)

    assert known.problems("views.publish", {"user_id": "U0SAM", "view": view}) == []
    assert is_safe(view, (*card.links, *(week.links if week else ())))


@given(place=LOCATIONS)
@MANY
def test_the_window_of_any_place_is_one_that_slack_takes(
    known: Validators, place: Place
) -> None:
    view = modals.own_words(CATALOG, place)

    assert known.problems("views.open", {"trigger_id": "1.2", "view": view}) == []
    assert modals.words_of(view) == ("", place)


@given(recap=TEXTS)
@MANY
def test_F57_F58_any_line_that_a_card_becomes_is_a_message(
    known: Validators, recap: str
) -> None:
    message = outbound.finished(CATALOG, recap).as_arguments()

    sent = {"channel": "D0SAM", "ts": "1.2", **message}
    assert known.problems("chat.update", sent) == []
    assert is_safe(message)


@pytest.mark.parametrize("recap", ["", " ", "\r\n"])
def test_a_card_that_left_no_line_says_that_it_goes_on_below(recap: str) -> None:
    message = outbound.finished(CATALOG, recap)

    assert message.text == CATALOG.say("chat.moved-on")
    assert message.blocks[0]["elements"][0]["text"] == message.text


@given(body=TEXTS)
@settings(deadline=None, max_examples=100)
def test_rich_text_says_all_that_the_body_says(body: str) -> None:
    assert read(rich(body)) == bare(body)


def test_F58_our_address_can_be_followed_and_what_was_typed_like_it_cannot(
    known: Validators,
) -> None:
    body = (
        f"“{OURS}/evil {OURS}.evil.example”\n**Start**: a page, {OURS}\n- https://evil.example"
    )
    card = Card(body, links=(OURS,))

    message = outbound.to_message(CATALOG, card, "key").as_arguments()

    (section, _) = message["blocks"][0]["elements"]
    assert section["elements"][-1] == {"type": "link", "url": OURS}
    assert followed(message) == [OURS]
    assert known.problems("chat.postMessage", {"channel": "U0SAM", **message}) == []
    assert followed(outbound.to_blocks(CATALOG, Card(body))) == []


def test_the_address_of_this_weeks_step_can_be_followed_at_home(known: Validators) -> None:
    week = Card(f"**Week 1**\n\na page, {OURS}", Place(1, 1, "week-1"), links=(OURS,))

    for card in (week, Card("body", Place(1, 1))):
        view = home.to_home(CATALOG, card, week, None)

        assert followed(view) == [OURS]
        assert known.problems("views.publish", {"user_id": "U0SAM", "view": view}) == []
    assert followed(home.to_home(CATALOG, week, None, None)) == [OURS]


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("w" * 75, "w" * 75),
        ("w" * 76, "w" * 74 + "…"),
        ("w" * 5_000, "w" * 74 + "…"),
        ("", "…"),
        (" \n", "…"),
    ],
)
def test_a_label_is_cut_where_slack_would_refuse_it(
    catalog: Catalog, told: str, shown: str
) -> None:
    card = Card("body", Place(1, 1), choices=(Choice("a", told),))

    ((_, label),) = labels(outbound.to_blocks(catalog, card))

    assert label == shown


def test_F58_what_is_escaped_is_never_cut_in_half(catalog: Catalog) -> None:
    for length in range(565, 585):
        text = outbound.to_message(
            catalog, Card("w" * (length % 7) + "<" * length * 3), ""
        ).text

        assert len(text) <= 2_902
        assert text.removesuffix(" …").lstrip("w").replace("&lt;", "") == ""


def test_commands_that_a_menu_has_no_room_for_stand_beside_it(catalog: Catalog) -> None:
    commands = tuple(Choice(f"command-{number}", f"Command {number}") for number in range(8))
    card = Card("body", Place(1, 1), controls=commands)

    (row,) = [one for one in outbound.to_blocks(catalog, card) if one["type"] == "actions"]

    assert [one.id for one in commands] == sorted(value for value, _ in labels(row))
    (menu,) = [one for one in row["elements"] if one["type"] == "overflow"]
    assert len(menu["options"]) == 5


def kinds_by_value(card: Card) -> dict[str, str]:
    """What each choice is: a button, or an option of a list."""
    blocks = outbound.to_blocks(CATALOG, card)
    return {one["value"]: kind for kind, one in objects(blocks) if "value" in one}


def test_a_way_to_change_an_answer_stands_beside_the_boxes_and_is_none_of_them() -> None:
    choices = (Choice("sql", "SQL"), Choice("dbt", "dbt"), Choice(changing("stack"), "Change"))
    card = Card("body", Place(1, 1, "tools"), choices=choices, several=Several(1, 2))

    kinds = kinds_by_value(card)

    assert kinds[changing("stack")] == "button"
    assert kinds["sql"] == kinds["dbt"] == "option"


@pytest.mark.parametrize(
    ("several", "told"),
    [
        (Several(2, 2), "Tick exactly 2."),
        (Several(1, 2), "Tick up to 2."),
        (Several(1, 3), None),
        (Several(1, 9), None),
    ],
)
def test_how_many_may_be_ticked_is_told_where_it_is_not_as_many_as_one_likes(
    several: Several, told: str | None
) -> None:
    choices = tuple(Choice(name, name) for name in ("sql", "dbt", "bash", "git"))
    card = Card("body", Place(1, 1, "tools"), choices=choices, several=several)

    blocks = outbound.to_blocks(CATALOG, card)

    said = [one["elements"][0]["text"] for one in blocks if one["type"] == "context"]
    assert said == ([told] if told else [])


def test_weeks_and_shares_can_be_had_as_a_picture_and_nothing_else() -> None:
    weeks = (WeekMark(1, "Topic", "done", kept=True),)
    cards = [
        Card("body", Place(1, 1)),
        Card("body", Place(1, 1), chart=(Bar("one", 1),)),
        Card("body", Place(1, 1), weeks=weeks),
    ]

    told = [[label for _, label in labels(outbound.to_blocks(CATALOG, card))] for card in cards]

    as_picture = CATALOG.say("chat.as-picture")
    assert told == [[], [as_picture], [as_picture]]
