from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from bot.adapters.terminal.screen import Screen
from bot.adapters.terminal.surface import Left, Said
from bot.cards import Attachment, Bar, Card, Choice, Place, Progress, Several, WeekMark
from bot.catalog import Catalog
from bot.errors import DeliveryError
from tests.fakes.message import message

TWELVE = tuple(
    WeekMark(number, "Topic", "now" if number == 114 else "quiet", kept=number % 2 == 1)
    for number in range(103, 115)
)
NOWHERE = Path("/there/is/no/such/folder")
BARS = (Bar("Machine learning researcher", 0.75), Bar("Analyst", 0.25), Bar("Engineer", 0.0))


class Full(StringIO):
    """A disk with no room left."""

    def write(self, _: str) -> int:
        raise OSError(28, "No space left on device")


class Paper:
    """A screen whose lines can be read back."""

    def __init__(
        self,
        catalog: Catalog,
        width: int = 48,
        *,
        echoes: bool = False,
        folder: Path = NOWHERE,
    ) -> None:
        self._file = StringIO()
        console = Console(file=self._file, width=width)
        self.screen = Screen(console, catalog, folder, echoes=echoes)

    @property
    def text(self) -> str:
        return self._file.getvalue()

    @property
    def lines(self) -> list[str]:
        return [line.rstrip() for line in self.text.splitlines()]


@pytest.fixture
def paper(catalog: Catalog) -> Paper:
    return Paper(catalog)


def test_a_card_reads_from_what_was_done_to_what_can_be_done(
    paper: Paper, catalog: Catalog
) -> None:
    paper.screen.show(
        Card(
            "Fast or **slow**?",
            recap="2. Tools: SQL",
            progress=Progress(at=3, of=8),
            choices=(Choice("a", "Fast"), Choice("b", "Slow")),
            controls=(Choice("back", "Back"), Choice("why", "Why?")),
        )
    )

    assert paper.lines == [
        "",
        "2. Tools: SQL",
        "",
        catalog.say("progress", at=3, of=8),
        "Fast or slow?",
        "",
        "  1  Fast",
        "  2  Slow",
        catalog.say("terminal.pick-one"),
        catalog.say("terminal.controls", controls="Back · Why?"),
    ]


def test_a_card_with_several_ticks_says_how_to_type_them(catalog: Catalog) -> None:
    paper = Paper(catalog, width=76)

    paper.screen.show(
        Card(
            "Which?",
            progress=Progress(at=1, of=2),
            several=Several(1, 2),
            choices=(Choice("a", "Fast"),),
        )
    )

    assert paper.lines[-1] == catalog.say("terminal.pick-several")


def test_a_card_of_exactly_two_says_how_to_type_them_also_outside_the_questions(
    catalog: Catalog,
) -> None:
    paper = Paper(catalog, width=76)

    paper.screen.show(
        Card("Which two?", several=Several(2, 2), choices=(Choice("a", "A"), Choice("b", "B")))
    )

    assert paper.lines[-1] == catalog.say("terminal.pick-exactly", number=2, numbers="1, 2")


async def test_delivering_a_message_prints_its_card(paper: Paper) -> None:
    await paper.screen.deliver(message(), Card("Hello."))

    assert "Hello." in paper.lines


def test_a_choice_that_is_too_long_goes_on_under_its_own_words(paper: Paper) -> None:
    paper.screen.show(Card("?", choices=(Choice("a", "word " * 14 + "end"),)))

    assert paper.lines[-2].startswith("  1  word word")
    assert paper.lines[-1].startswith("     word")


@pytest.mark.parametrize("width", [20, 32, 40, 48, 80, 200])
def test_nothing_is_wider_than_the_screen_or_76_columns(catalog: Catalog, width: int) -> None:
    paper = Paper(catalog, width)

    paper.screen.show(
        Card(
            "A sentence with words, and one_very_long_word_" + "x" * 90,
            recap="1. A: " + "long " * 20,
            choices=(Choice("a", "label " * 12), Choice("b", "y" * 75)),
            chart=BARS,
            weeks=TWELVE,
            controls=(Choice("help", "Help"), Choice("restart", "Begin again")),
        )
    )

    assert max(map(len, paper.lines)) <= min(width, 76)


def test_bars_stand_beside_their_labels_where_there_is_room(catalog: Catalog) -> None:
    paper = Paper(catalog, width=76)

    paper.screen.show(Card("Result", chart=BARS))

    assert paper.lines[3:6] == [
        " Machine learning researcher  " + "█" * 18 + "░" * 6 + "  75 %",
        " Analyst                      " + "█" * 6 + "░" * 18 + "  25 %",
        " Engineer                     " + "░" * 24 + "   0 %",
    ]


def test_bars_stand_below_their_labels_on_a_narrow_screen(catalog: Catalog) -> None:
    paper = Paper(catalog, width=40)

    paper.screen.show(Card("Result", chart=BARS[:1]))

    assert paper.lines[3:5] == [
        " Machine learning researcher",
        " " + "█" * 18 + "░" * 6 + "  75 %",
    ]


@pytest.mark.parametrize("width", [20, 76])
def test_weeks_are_cells_in_one_line(catalog: Catalog, width: int) -> None:
    paper = Paper(catalog, width)

    paper.screen.show(Card("Progress", weeks=TWELVE))

    assert paper.lines[3] == "103 ▰▱▰▱▰▱▰▱▰▱▰◇ 114"


def test_a_week_that_a_break_cut_short_is_no_empty_cell(catalog: Catalog) -> None:
    paper = Paper(catalog)

    paper.screen.show(Card("Progress", weeks=(WeekMark(1, "Topic", "rest", kept=False),)))

    assert paper.lines[3] == "1 ◇ 1"


def test_square_brackets_are_words_and_no_markup(paper: Paper) -> None:
    paper.screen.show(Card("[bold]a[/bold] [link=x]", choices=(Choice("a", "[red]b"),)))

    assert paper.lines[1] == "[bold]a[/bold] [link=x]"
    assert paper.lines[-1] == "  1  [red]b"


@pytest.mark.parametrize("line", [b"", b"  ", b"\t", b"\r"])
def test_an_empty_line_asks_for_nothing(paper: Paper, line: bytes) -> None:
    assert paper.screen.hear(line) is None


def test_words_are_heard_without_the_space_around_them(paper: Paper) -> None:
    assert paper.screen.hear("  größer ".encode()) == Said("größer")


def test_bytes_that_are_no_text_are_heard_as_replacement_marks(paper: Paper) -> None:
    assert paper.screen.hear(b"a\xffb") == Said("a\ufffdb")


def test_what_a_person_types_on_the_screen_is_not_printed_again(paper: Paper) -> None:
    paper.screen.hear(b"back")

    assert paper.text == ""


def test_what_comes_from_elsewhere_is_printed(catalog: Catalog) -> None:
    paper = Paper(catalog, echoes=True)

    paper.screen.hear(b"back")

    assert paper.text == "back\n"


def test_what_is_printed_again_holds_no_escape_and_no_end(catalog: Catalog) -> None:
    paper = Paper(catalog, width=76, echoes=True)

    paper.screen.hear(b"\x1b[2J\x07" + b"word " * 100_000)

    assert paper.text.startswith("[2Jword")
    assert paper.text.endswith(" …\n")
    assert len(paper.text) < 600


def test_the_prompt_waits_on_its_line(paper: Paper, catalog: Catalog) -> None:
    paper.screen.ready()

    assert paper.text == catalog.say("terminal.prompt")


def test_the_goodbye_stands_on_a_line_of_its_own(paper: Paper, catalog: Catalog) -> None:
    paper.screen.show(Card("Hello.", place=Place(1, 1)))
    shown = len(paper.text)

    paper.screen.close()

    said = paper.text[shown:]
    assert said.split() == catalog.say("terminal.goodbye").split()
    assert said[0] == "\n"


def test_whoever_was_forgotten_is_not_told_that_all_is_saved(
    paper: Paper, catalog: Catalog
) -> None:
    paper.screen.show(Card("Hello.", place=Place(1, 1)))
    paper.screen.show(Card("I have deleted everything."))

    paper.screen.close()

    assert paper.lines[-1] == catalog.say("terminal.farewell")


@pytest.mark.parametrize("act", [Screen.ready, Screen.close, lambda s: s.show(Card("Hello."))])
def test_output_that_the_system_refuses_is_a_delivery_error(
    catalog: Catalog, act: object
) -> None:
    assert callable(act)
    screen = Screen(Console(file=Full()), catalog, NOWHERE)

    with pytest.raises(DeliveryError, match=r"cannot be written: No space left on device\."):
        act(screen)


def test_a_file_is_saved_and_the_card_tells_where(catalog: Catalog, tmp_path: Path) -> None:
    paper = Paper(catalog, width=200, folder=tmp_path)

    paper.screen.show(Card("Yours.", file=Attachment("mine.json", "{}\n")))

    assert (tmp_path / "mine.json").read_text() == "{}\n"
    told = catalog.say("terminal.saved", path=tmp_path / "mine.json")
    assert "".join(told.split()) in "".join(paper.text.split())


def test_a_file_that_cannot_be_saved_is_told_and_the_card_is_shown(
    catalog: Catalog, tmp_path: Path
) -> None:
    taken = tmp_path / "a file"
    taken.touch()
    paper = Paper(catalog, folder=taken)

    paper.screen.show(Card("Yours.", file=Attachment("mine.json", "{}")))

    assert "Yours." in paper.text
    assert "I could not save the file" in paper.text
    assert "File exists" in " ".join(paper.lines)


@pytest.mark.parametrize("word", ["quit", "Exit", " bye! "])
def test_a_word_of_farewell_leaves(paper: Paper, word: str) -> None:
    assert paper.screen.hear(word.encode()) == Left()


def test_a_farewell_inside_a_sentence_is_just_words(paper: Paper) -> None:
    heard = paper.screen.hear(b"I want to quit Excel")

    assert isinstance(heard, Said)


def test_a_card_with_nothing_to_choose_ends_with_its_text(paper: Paper) -> None:
    paper.screen.show(Card(body="Here it is."))

    assert paper.text == "\nHere it is.\n"


@pytest.mark.parametrize(
    ("line", "awaits"),
    [
        (b"job We are looking for", True),
        (b"/whichrole Job We are looking for", True),
        (b"job", False),
        (b"/whichrole job", False),
        (b"jobs are many", False),
        (b"/whichrole help me", False),
        (b"", False),
        (b"\xff\xfe", False),
    ],
)
def test_a_text_that_begins_behind_its_command_may_go_on(
    paper: Paper, line: bytes, *, awaits: bool
) -> None:
    assert paper.screen.awaits_a_text(line) is awaits


def test_where_a_card_is_answered_in_writing_every_line_may_go_on(paper: Paper) -> None:
    paper.screen.show(Card("Tell me.", place=Place(1, 2), writes=True))

    assert paper.screen.awaits_a_text(b"We are looking for")
