"""Whatever a card says, Discord takes it, and nothing that somebody typed is live in it."""

from collections.abc import Iterator, Sequence

import pytest
from discord.ui import LayoutView
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.adapters.discord import modals, outbound
from bot.adapters.discord.callbacks import LONGEST_ID, Kind, from_custom_id, to_custom_id
from bot.adapters.discord.markdown import to_markdown
from bot.adapters.discord.outbound import Offers
from bot.cards import Bar, Card, Choice, Place, Progress, Result, Several, WeekMark
from bot.catalog import Catalog
from bot.catalog.loader import load
from bot.engine.speech import NOT_SURE, SKIP, changing
from bot.paths import content_folder
from tests.fakes.discord.components import walked
from tests.fakes.discord.live import live
from tests.fakes.discord.models import Json
from tests.fakes.discord.seen import shown
from tests.fakes.discord.validating.validator import Validator
from tests.required import required

OURS = "https://docs.example/learn_it"
HOSTILE = [
    "@everyone", "@here", "<@1000000000000000001>", "<@!1>", "<@&1>", "<#1>", "</mydata:1>",
    "<:wave:1>", "<a:wave:1>", "<t:1:R>", "<id:customize>", "<https://evil.example>",
    "[our docs](https://evil.example)", "[x](<https://evil.example>)", "https://evil.example",
    "steam://run/1", "discord://x", "# heading", "## heading", "-# small", "> quote",
    ">>> quote", "||hidden||", "~~struck~~", "__under__", "_slanted_", "*slanted*", "***",
    "**", "****", "** **", "```", "```py\nx\n```", "`", "``", "\\", "\\\\", "\\*", "- ", "-",
    "+ item", "1. one", "\n", "\n\n", "\n- ", "- a\n- b\n\n", "\u202e", "\u2028", "\x0b",
    "\x1c", "\u200b", " ", "\t", "\U0001f469\u200d\U0001f467" * 30, "e" + "\u0301" * 200,
    "w" * 3_100, OURS, f" {OURS} ", f"{OURS}/evil", f"[x]({OURS})", "\\ ",
    "*" * 2_900, "& <" * 900, "|" * 40,
]  # fmt: skip
TEXTS = st.lists(st.one_of(st.text(max_size=30), st.sampled_from(HOSTILE)), max_size=12).map(
    "".join
)
LABELS = st.text(max_size=12) | st.sampled_from(HOSTILE)
NUMBERS = st.integers(0, 10**6)
PLACES = st.builds(
    Place, NUMBERS, NUMBERS, st.none() | st.text("abcdefghij-", min_size=1, max_size=40)
)


def choices(most: int, named: str, *round_it: str) -> st.SearchStrategy[tuple[Choice, ...]]:
    """So many at most, each with an id of its own on its card; the ways round it among them."""
    ids = st.one_of(
        st.integers(0, 99).map(f"{named}-{{}}".format),
        st.sampled_from(round_it) if round_it else st.nothing(),
    )
    return st.lists(
        st.builds(Choice, ids, LABELS), max_size=most, unique_by=lambda one: one.id
    ).map(tuple)


CARDS = st.builds(
    Card,
    body=TEXTS,
    place=st.none() | PLACES,
    recap=TEXTS,
    choices=choices(25, "c", NOT_SURE, SKIP),
    several=st.none() | st.builds(Several, st.integers(0, 3), st.integers(1, 30)),
    writes=st.booleans(),
    progress=st.none() | st.builds(Progress, NUMBERS, NUMBERS),
    controls=choices(8, "k"),
    chart=st.lists(st.builds(Bar, LABELS, st.floats(-1, 2)), max_size=6).map(tuple),
    weeks=st.lists(
        st.builds(WeekMark, NUMBERS, LABELS, LABELS, st.booleans()), max_size=12
    ).map(tuple),
    links=st.sampled_from([(), (OURS,)]),
    result=st.none() | st.builds(Result, st.just("r"), st.just({}), st.just(()), st.none()),
)
OFFERS = st.builds(
    Offers, st.booleans(), st.just({}) | st.builds(lambda one: {"r": one}, LABELS)
)
CATALOG = load(content_folder())
MANY = settings(deadline=None, max_examples=150)


@pytest.fixture(scope="module")
def known() -> Validator:
    return Validator(required("specs", "WHICHROLE_SPECS"))


def sent(view: LayoutView) -> Json:
    """A message as it leaves for Discord."""
    return {
        "components": view.to_components(),  # type: ignore[no-untyped-call]
        "flags": 1 << 15,
        "allowed_mentions": {"parse": []},
    }


def parts(view: LayoutView) -> list[Json]:
    """What a message is made of."""
    made: list[Json] = sent(view)["components"]
    return made


def problems(known: Validator, view: LayoutView) -> list[str]:
    return known.request("POST", "/channels/1/messages", sent(view))


def elements(view: LayoutView) -> Iterator[Json]:
    """Everything that can be pressed or picked, by what it sends and what it is called."""
    for one in walked(parts(view)):
        if one["type"] == 2:
            yield {"id": one["custom_id"], "label": one["label"], "value": ""}
        for option in one.get("options", ()):
            yield {"id": one["custom_id"], "label": option["label"], "value": option["value"]}


def values(view: LayoutView) -> list[str]:
    """What can be chosen or asked for."""
    pressed = [(from_custom_id(one["id"]), one["value"]) for one in elements(view)]
    return [value or (one.value if one else "") for one, value in pressed]


@given(cards=st.lists(CARDS, min_size=1, max_size=4), offers=OFFERS)
@MANY
def test_F57_F58_any_cards_are_a_message_that_discord_takes(
    known: Validator, cards: Sequence[Card], offers: Offers
) -> None:
    view = outbound.to_view(CATALOG, cards, "key", offers)

    ours = {f"<{one}>" for card in cards for one in card.links}
    assert problems(known, view) == []
    assert {*live(sent(view))} <= ours
    for one in elements(view):
        assert len(one["id"]) <= LONGEST_ID
        assert one["label"].strip()
        assert len(one["label"]) <= 75


@given(card=CARDS)
@MANY
def test_every_answer_and_command_of_a_card_can_be_pressed(card: Card) -> None:
    pressed = values(outbound.to_view(CATALOG, [card], "key"))

    if card.place is not None:
        for one in (*card.choices, *card.controls):
            assert one.id in pressed


@pytest.mark.parametrize("several", [None, Several(1, 3)])
@pytest.mark.parametrize("progress", [None, Progress(1, 8)])
def test_any_number_of_choices_and_commands_finds_room(
    known: Validator, several: Several | None, progress: Progress | None
) -> None:
    many = tuple(Choice(f"c-{number}", f"Choice {number}") for number in range(26))
    round_it = tuple(Choice(changing(f"q{number}"), "Change that") for number in range(10))
    for number in range(26):
        for controls in range(0, 9, 4):
            card = Card(
                "body", Place(1, 1, "q"), choices=(*many[:number], *round_it[:controls]),
                several=several, progress=progress, controls=many[:controls],
                chart=(Bar("one", 0.5),) * 5, recap="recap",
                result=Result("r", {}, (), None),
            )  # fmt: skip
            above = [Card("told")] * (controls // 2)
            view = outbound.to_view(
                CATALOG, [*above, card], "key", Offers(in_private=True, wear={"r": "Wear"})
            )

            assert problems(known, view) == []


def test_F57_the_most_that_can_be_said_at_once_is_a_message(known: Validator) -> None:
    long = "<" * 3_000
    card = Card(
        long, Place(1, 1, "q"), recap=long, several=Several(1, 2), progress=Progress(1, 2),
        choices=(Choice("a", long), Choice("b", long), Choice("c", long)),
        chart=(Bar(long, 0.5),) * 3,
    )  # fmt: skip
    for above in range(5):
        view = outbound.to_view(CATALOG, [*[Card(long)] * above, card], "key")

        assert problems(known, view) == []


@given(text=TEXTS)
@MANY
def test_F57_F58_any_line_or_page_is_a_message(known: Validator, text: str) -> None:
    for view in (
        outbound.finished(CATALOG, text), outbound.told(text), outbound.page(text),
    ):  # fmt: skip
        assert problems(known, view) == []
        assert live(sent(view)) == []


@given(place=PLACES)
@MANY
def test_the_window_of_any_place_is_one_that_discord_takes(
    known: Validator, place: Place
) -> None:
    window = modals.own_words(CATALOG, place).to_dict()

    answer = {"type": 9, "data": window}
    assert known.request("POST", "/interactions/1/token/callback", answer) == []
    assert modals.words_of(window) == ("", place)


@given(body=TEXTS, links=st.sampled_from([(), (OURS,)]))
@MANY
def test_what_is_shown_says_all_that_the_body_says(body: str, links: tuple[str, ...]) -> None:
    told = shown(to_markdown(body, 10**6, links))

    assert bare(told) == (bare(body) or ("…" if not body.strip() else ""))


def bare(text: str) -> str:
    return "".join(one for one in text if not one.isspace() and one not in "*-\\\u200b")


@pytest.mark.parametrize("recap", ["", " ", "\r\n"])
def test_a_card_that_left_no_line_says_that_it_goes_on_below(recap: str) -> None:
    view = outbound.finished(CATALOG, recap)

    (text,) = [one["content"] for one in parts(view)]
    assert text == f"-# {CATALOG.say('chat.moved-on')}"


@pytest.mark.parametrize(
    ("told", "seen"),
    [("w" * 75, "w" * 75), ("w" * 76, "w" * 74 + "…"), ("", "…"), (" \n", "…")],
)
def test_a_label_is_cut_where_discord_would_refuse_it(
    catalog: Catalog, told: str, seen: str
) -> None:
    card = Card("body", Place(1, 1), choices=(Choice("a", told),))

    ((label),) = [one["label"] for one in elements(outbound.to_view(catalog, [card], "key"))]

    assert label == seen


def test_F58_what_is_escaped_is_never_cut_in_half(catalog: Catalog) -> None:
    for length in range(1_390, 1_410):
        view = outbound.to_view(catalog, [Card("w" * (length % 7) + "<" * length)], "key")

        (text,) = [one["content"] for one in parts(view)]
        assert len(text) <= outbound.LONGEST_BODY
        assert text.removesuffix(" …").lstrip("w").replace("\\<", "") == ""


def test_F58_bold_that_is_cut_is_closed_and_no_mark_of_it_is_cut_in_half(
    catalog: Catalog,
) -> None:
    body = "w **" + "bold " * 9 + "** w"
    for most in range(12, len(body)):
        text = to_markdown(body, most)

        assert len(text) <= most
        assert text.count("*") % 4 == 0


def test_F58_our_address_can_be_followed_and_what_was_typed_like_it_cannot(
    known: Validator,
) -> None:
    body = (
        f"“{OURS}/evil {OURS}.evil.example”\n**Start**: a page, {OURS}\n- https://evil.example"
    )
    above, card = Card(f"A page: {OURS}", links=(OURS,)), Card(body, links=(OURS,))

    view = outbound.to_view(CATALOG, [above, card], "key")

    assert live(sent(view)) == [f"<{OURS}>"] * 2
    assert parts(view)[1]["content"].splitlines()[1] == f"**Start**: a page, <{OURS}>"
    assert problems(known, view) == []
    assert live(sent(outbound.to_view(CATALOG, [Card(body)], "key"))) == []


def test_F58_an_address_that_there_is_no_room_for_is_left_out_whole() -> None:
    body = f"**Start** <here>: {OURS} and then go on"
    for most in range(10, len(body) + 5):
        text = to_markdown(body, most, (OURS,))

        assert len(text) <= most
        assert text.replace("\\<", "").count("<") == text.count(f"<{OURS}>")
        assert f"<{OURS}>" in text or "http" not in text


def test_F20_a_message_can_be_found_again_by_its_key(catalog: Catalog) -> None:
    view = outbound.to_view(catalog, [Card("above"), Card("body")], "a-key")

    ids = [one.get("id") for one in parts(view)]
    assert ids[1] == outbound.name_of("a-key")
    assert outbound.name_of("a-key") != outbound.name_of("another")
    assert len({outbound.name_of(str(number)) for number in range(10_000)}) > 9_990


def test_a_way_to_change_an_answer_stands_beside_the_list_and_is_none_of_it() -> None:
    answers = (Choice("sql", "SQL"), Choice("dbt", "dbt"), Choice(changing("stack"), "Change"))
    card = Card("body", Place(1, 1, "tools"), choices=answers, several=Several(1, 2))

    offered = list(elements(outbound.to_view(CATALOG, [card], "key")))

    assert {one["value"] for one in offered} - {""} == {"sql", "dbt"}
    assert [one["label"] for one in offered if not one["value"]] == ["Change"]


def test_every_id_of_the_content_fits_behind_an_element(catalog: Catalog) -> None:
    longest = 0
    for question in catalog.questions.values():
        place = Place(10**9, 10**4, question.id)
        for value in (*question.options, *map(changing, catalog.questions)):
            longest = max(longest, len(to_custom_id(Kind.CHOOSE, place, value)))

    assert longest <= LONGEST_ID


@given(told=TEXTS)
@MANY
def test_F57_whatever_a_picture_says_it_is_a_message_that_discord_takes(told: str) -> None:
    (gallery,) = parts(outbound.picture("a.png", told))

    (shown,) = gallery["items"]
    assert len(shown.get("description", "")) <= 1_000


def test_weeks_and_shares_can_be_had_as_a_picture_and_nothing_else() -> None:
    weeks = (WeekMark(1, "Topic", "done", kept=True),)
    cards = [
        Card("body", Place(1, 1)),
        Card("body", Place(1, 1), chart=(Bar("one", 1),)),
        Card("body", Place(1, 1), weeks=weeks),
    ]

    told = [
        [one["label"] for one in elements(outbound.to_view(CATALOG, [card], "key"))]
        for card in cards
    ]

    as_picture = CATALOG.say("chat.as-picture")
    assert told == [[], [as_picture], [as_picture]]
