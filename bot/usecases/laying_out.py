"""How a card is laid out on every chat platform; each draws the parts in its own way. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.cards import Bar, Card, Choice, Progress, Several, WeekMark
from bot.catalog import Catalog
from bot.engine.plans.rhythm import Mark
from bot.engine.speech import is_way_round
from bot.engine.weekly.weeks import is_of_a_week
from bot.engine.wording import percent

BAR_CELLS = 12
PROGRESS_CELLS = 10
MOST_SAID = 2_000


@dataclass(frozen=True, slots=True)
class Ways:
    """The choices of a card, sorted.

    Attributes:
        answers: what the card asks for.
        round_it: what stands beside the answers.
        is_question: whether the card asks one.
    """

    answers: Sequence[Choice]
    round_it: Sequence[Choice]
    is_question: bool


def sorted_ways(card: Card) -> Ways:
    """What answers, and the ways round it."""
    is_question = card.progress is not None or card.several is not None
    round_it = [one for one in card.choices if is_way_round(one.id)]
    answers = [one for one in card.choices if one not in round_it]
    return Ways(answers, round_it, is_question)


def bars(chart: Iterable[Bar]) -> list[str]:
    """Shares as lines of text, for eyes on a phone."""
    shown = list(chart)
    widest = max(len(bar.label) for bar in shown)
    lines = []
    for bar in shown:
        filled = round(min(max(bar.share, 0.0), 1.0) * BAR_CELLS)
        drawn = "█" * filled + "░" * (BAR_CELLS - filled)
        lines.append(f"{drawn} {bar.share * 100:3.0f} %  {bar.label:<{widest}}".rstrip())
    return lines


def cells(weeks: Iterable[WeekMark]) -> str:
    """Weeks as one line of cells between the numbers of the first and the last.

    Full is a week that counts in the rhythm, empty one that does not; the running one is a
    diamond until it counts, and so is one that a break cut short.
    """
    shown = list(weeks)
    drawn = "".join(
        "▰" if one.kept else "◇" if one.mark in (Mark.NOW, Mark.REST) else "▱" for one in shown
    )
    return f"{shown[0].number} {drawn} {shown[-1].number}"


def can_be_drawn(card: Card) -> bool:
    """Whether there is something to make a picture of."""
    return bool(card.chart or card.weeks)


def progress_line(catalog: Catalog, progress: Progress) -> str:
    """How far they are, with a small bar."""
    said = catalog.say("progress", at=progress.at, of=progress.of)
    filled = min(round(progress.at / max(progress.of, 1) * PROGRESS_CELLS), PROGRESS_CELLS)
    return f"{'▰' * filled}{'▱' * (PROGRESS_CELLS - filled)}  {said}"


def how_many(catalog: Catalog, several: Several, offered: int) -> str:
    """How many may be ticked; nothing where that is as many as anybody likes.

    One choice often excludes the others, such as "none of these": all but one is all.
    """
    if several.most >= offered - 1:
        return ""
    is_exact = several.least == several.most
    key = "chat.tick-exactly" if is_exact else "chat.tick-up-to"
    return catalog.say(key, number=several.most)


def in_words(card: Card) -> str:
    """What a card says and offers, for a notification and for whoever has it read aloud."""
    told = [card.recap, card.body]
    if card.place is not None and card.choices:
        told.append("\n".join(f"- {one.label}" for one in card.choices))
    return "\n\n".join(filter(None, told))


def line_of(catalog: Catalog, card: Card) -> str:
    """What a card becomes when something else than its answer follows.

    A summary keeps its role, the card of a week its title; of others nothing is left.
    """
    if is_of_a_week(card.place):
        return _title(card)
    if card.result is None or card.result.role is None or not card.chart:
        return ""
    best = card.chart[0]
    share = f"{percent(best.share)} %"
    return catalog.say("chat.summary-line", role=best.label, percent=share)


def _title(card: Card) -> str:
    """The first line of a card that is a title: bold as a whole."""
    titles = (line[2:-2] for line in card.body.splitlines() if _is_title(line))
    return next(titles, "")


def _is_title(line: str) -> bool:
    return line.startswith("**") and line.endswith("**") and line.count("**") == 2


def with_file_in_words(catalog: Catalog, card: Card, most: int = MOST_SAID) -> Card:
    """A card that says what its file holds, and brings none; as many lines as there is room.

    For where a file would stay when what it tells may be seen no longer (F63).
    """
    if card.file is None:
        return card
    lines = card.file.text.splitlines()
    for shown in range(len(lines), -1, -1):
        said = _cut(catalog, card.body, lines, shown)
        if len(said) <= most:
            break
    return replace(card, body=said, file=None)


def _cut(catalog: Catalog, body: str, lines: Sequence[str], shown: int) -> str:
    """So many lines below a body, and how many are left out."""
    left = len(lines) - shown
    more = [catalog.say("status.and-more", number=left)] if left else []
    return "\n".join([body, "", *lines[:shown], *more])
