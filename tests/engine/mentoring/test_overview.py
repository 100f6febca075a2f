"""All mentees of a mentor at a glance."""

from dataclasses import replace

import pytest

from bot.cards import Card
from bot.catalog import Catalog
from bot.engine.mentoring.overview import ON_A_PAGE, Listed, name_of, on_page, overview
from bot.engine.mentoring.seen import Seen
from bot.engine.mentoring.values import Flag, FlagKind, Item
from bot.engine.plans.plan import CheckIn
from tests.engine.mentoring.mentees import DAY, at_work, person, sam, shown
from tests.engine.weekly.steps import FIRST_NUDGE, WEEK, nudged, wanted
from tests.fakes.clock import NOON

PHONE = 1_500


def flagged(number: int, kind: FlagKind, days: int = 0) -> Listed:
    return sam(Seen(frozenset({Item.STEPS}), flags=(Flag(kind, NOON + days * DAY),)), number)


def calm(number: int, name: str = "Ana") -> Listed:
    return sam(Seen(frozenset({Item.ROLE})), number, name)


def numbers(found: list[Listed], page: int = 0) -> list[int]:
    return [one.number for one in on_page(found, page)]


def lines(card: Card) -> list[str]:
    return card.body.splitlines()


def test_the_list_tells_of_each_where_they_are_and_who_may_need_a_word(
    catalog: Catalog,
) -> None:
    stuck = at_work(catalog, CheckIn.DONE, CheckIn.NOT_YET, CheckIn.NOT_YET)
    fine = replace(nudged(at_work(catalog, CheckIn.DONE), 2), question=None)
    now = FIRST_NUDGE + 3 * WEEK
    ana = sam(shown(catalog, person(fine), Item.ROLE, Item.STEPS, now=now), 2, "Ana")

    card = overview(catalog, [ana, sam(shown(catalog, person(stuck), now=now))])

    head, first, second = lines(card)
    assert head == "2 mentees. **Sam** may need a word: asked you a question on 30 March."
    assert first == (
        "- **Sam** · data analyst · week 3 · last check-in 23 March · 1 of 2 weeks"
        " · asked you a question on 30 March · “not yet” 2 times, since 16 March"
    )
    assert second == (
        "- **Ana** · data analyst · week 3 · last check-in 9 March · 1 of 2 weeks"
        " · no word since 9 March"
    )
    assert [choice.id for choice in card.choices] == ["open-4", "open-2"]
    assert card.controls == ()


def test_the_most_urgent_and_the_longest_standing_come_first(catalog: Catalog) -> None:
    found = [
        calm(1),
        flagged(2, FlagKind.PAUSED),
        flagged(3, FlagKind.SILENT, days=2),
        flagged(4, FlagKind.SILENT, days=1),
        flagged(5, FlagKind.STUCK, days=3),
        calm(6, "Aaron"),
    ]

    assert numbers(found) == [5, 4, 3, 6, 1, 2]


@pytest.mark.parametrize(
    ("flags", "flags_told", "end"),
    [(2, 2, ""), (3, 2, " · and 1 more"), (5, 2, " · and 3 more")],
)
def test_a_line_has_two_flags_at_most_and_says_how_many_it_leaves_out(
    catalog: Catalog, flags: int, flags_told: int, end: str
) -> None:
    kinds = [*FlagKind][:flags]
    seen = Seen(
        frozenset({Item.STEPS}), flags=tuple(Flag(kind, NOON, count=2) for kind in kinds)
    )

    line = lines(overview(catalog, [sam(seen)]))[1]

    assert line.removesuffix(end).count(" · ") == flags_told
    assert line.endswith(end)
    assert ("more" in line) is bool(end)


def test_where_nobody_shares_their_steps_nobody_is_said_to_be_well(catalog: Catalog) -> None:
    shy = sam(Seen(frozenset()), 2, "Ana")
    open_about_it = sam(Seen(frozenset({Item.STEPS})), 3, "Ben")

    unknown = overview(catalog, [calm(1), shy])
    known = overview(catalog, [calm(1), shy, open_about_it])

    assert lines(unknown)[0] == "2 mentees. Nobody shares their steps with you at the moment."
    assert lines(known)[0] == (
        "3 mentees. Of those whose steps you see, nobody seems to need a word right now."
    )


@pytest.mark.parametrize("kind", [None, FlagKind.PAUSED])
def test_nobody_is_pointed_at_for_a_rest(catalog: Catalog, kind: FlagKind | None) -> None:
    one = sam(Seen(frozenset({Item.STEPS}))) if kind is None else flagged(1, kind)

    card = overview(catalog, [one])

    assert lines(card)[0] == "1 mentee. Nobody seems to need a word right now."


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (Seen(), "shares nothing at the moment"),
        (Seen(frozenset({Item.WORDS})), "nothing to show yet"),
        (Seen(frozenset({Item.STEPS})), "no weekly steps"),
    ],
)
def test_of_whom_there_is_nothing_to_see_the_line_says_why(
    catalog: Catalog, found: Seen, told: str
) -> None:
    assert lines(overview(catalog, [sam(found)]))[1] == f"- **Sam** · {told}"


def test_whoever_just_began_or_stopped_is_told_so(catalog: Catalog) -> None:
    weekly = wanted(catalog)
    schedule = replace(weekly.agenda.schedule, stopped=True)
    over = replace(weekly, agenda=replace(weekly.agenda, schedule=schedule))

    told = [
        lines(overview(catalog, [sam(shown(catalog, person(one), Item.STEPS))]))[1]
        for one in (weekly, over)
    ]

    assert told == [
        "- **Sam** · the first step is still to come",
        "- **Sam** · no weekly steps any more",
    ]


def test_many_mentees_come_in_pages(catalog: Catalog) -> None:
    found = [calm(number, f"Ana {number:02}") for number in range(2 * ON_A_PAGE + 1)]

    pages = [overview(catalog, found, page) for page in (0, 1, 2, 99)]

    assert [[one.id for one in card.controls] for card in pages] == [
        ["page-1"],
        ["page-0", "page-2"],
        ["page-1"],
        ["page-1"],
    ]
    assert [len(card.choices) for card in pages] == [ON_A_PAGE, ON_A_PAGE, 1, 1]
    assert lines(pages[1])[-1] == "Page 2 of 3."
    assert pages[3] == pages[2]
    assert numbers(found, 2) == [2 * ON_A_PAGE]


def test_F63_F71_nobody_is_named_on_a_page_on_which_they_do_not_stand(catalog: Catalog) -> None:
    others = [calm(number, f"Ana {number:02}") for number in range(ON_A_PAGE, 2 * ON_A_PAGE)]
    found = [*others, flagged(1, FlagKind.STUCK)]

    first, second = (overview(catalog, found, page) for page in (0, 1))

    assert "**Sam** may need a word" in lines(first)[0]
    assert numbers(found)[0] == 1
    assert lines(second)[0] == "9 mentees."
    assert "Sam" not in second.body


def test_a_mentor_without_mentees_reads_how_there_will_be_some(catalog: Catalog) -> None:
    card = overview(catalog, [])

    assert "/mentor invite" in card.body
    assert card.choices == ()
    assert on_page([], 3) == []


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Sam", "Sam"),
        ("  Sam \n Smith ", "Sam Smith"),
        ("**Sam** <@U1> `x`", "Sam @U1 x"),
        ("x" * 60, "x" * 39 + "…"),
        ("\u202e", "somebody without a name"),
        ("", "somebody without a name"),
    ],
)
def test_F59_a_name_cannot_pass_for_our_own_text(
    catalog: Catalog, name: str, told: str
) -> None:
    assert name_of(catalog, name) == told


def test_a_full_page_fits_a_phone_in_both_languages(language: Catalog) -> None:
    flags = tuple(Flag(kind, NOON, count=12) for kind in FlagKind)
    weekly = at_work(language, *[CheckIn.NOT_YET] * 3)
    found = shown(language, person(weekly), now=FIRST_NUDGE + 3 * WEEK)
    full = [sam(replace(found, flags=flags), at, f"{at} {'Samira ' * 9}") for at in range(30)]

    pages = [overview(language, full, page) for page in range(4)]

    for card in pages:
        assert len(card.body) <= 2_000
        assert all(len(choice.label) <= 75 for choice in (*card.choices, *card.controls))
    assert len(overview(language, [replace(one, name="Sam") for one in full]).body) <= PHONE
