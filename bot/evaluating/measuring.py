"""People played through the questions, and what that comes to."""

from collections.abc import Callable, Iterable, Sequence

from bot.catalog import Catalog
from bot.evaluating import playing
from bot.evaluating.answering import Answering
from bot.evaluating.figures import Figures, Tally
from bot.evaluating.playing import Answers, Played
from bot.evaluating.table import Person

Groups = Iterable[tuple[Catalog, Sequence[Person]]]
"""Catalogs, and the people that each of them is tried on."""

Player = Callable[[Catalog, Answers], Played]


def player(questions: int | None, *, adaptive: bool) -> Player:
    """How people are asked.

    Args:
        questions: only so many of the fitted questions; None for all.
        adaptive: the engine chooses when to stop.
    """
    if adaptive:
        return playing.adaptive

    def asked(catalog: Catalog, answers: Answers) -> Played:
        names = playing.fitted(catalog)[:questions]
        return playing.first_ones(catalog, answers, names)

    return asked


def measure(
    catalog: Catalog,
    groups: Groups,
    play: Player,
    done: Callable[[int], None] = lambda _count: None,
) -> Figures:
    """Play everybody, and count.

    Args:
        catalog: the questions; its roles and columns are those of every group.
        groups: whom to play with which weights.
        play: how they are asked.
        done: told after each person how many were played.
    """
    answering = Answering(catalog)
    tally = Tally(list(catalog.roles))
    count = 0
    for weighed, people in groups:
        for person in people:
            tally.add(person.role, play(weighed, answering.answers(person)))
            count += 1
            done(count)
    return tally.figures()
