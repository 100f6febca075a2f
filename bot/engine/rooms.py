"""What is read in each room: the text of its card, and the commands beside it.

What can be chosen there is decided in ``speech``; nothing here knows an answer's button.
"""

from collections.abc import Callable

from bot.cards import Card, Choice, Progress
from bot.catalog import About, Catalog, Command, Kind, Question
from bot.engine import selecting, summary
from bot.engine.adverts import cards as advert_cards
from bot.engine.own_words import rooms as own_rooms
from bot.engine.room import Room
from bot.engine.selecting import Outlook
from bot.engine.state import Conversation, Stage
from bot.engine.weekly import times_rooms, week_rooms

MINUTES_PER_QUESTION = 0.5
FIRST_CONTROLS = (Command.WHY, Command.SUMMARY, Command.PAUSE, Command.HELP)
"""What stands beside the first question: nothing can be taken back or changed yet."""
LATER_CONTROLS = (
    Command.BACK,
    Command.WHY,
    Command.EDIT,
    Command.SUMMARY,
    Command.PAUSE,
    Command.HELP,
)


def question(
    catalog: Catalog, here: Conversation, *, seen: bool, ahead: Outlook | None
) -> Room:
    """The standing question, and before the first of its kind what kind it is.

    Args:
        catalog: the words.
        here: a place where a question stands.
        seen: it was just read, so its kind need not be told again.
        ahead: the outlook of the answers so far, where it is known already.
    """
    asked = selecting.standing(catalog, here)
    progress = selecting.progress(catalog, here, ahead)
    told = [] if seen else _kind_of_question(catalog, here, asked)
    return Room(
        body="\n\n".join([*told, asked.text]),
        writes=asked.kind is Kind.TEXT,
        progress=progress,
        controls=_controls(catalog, progress),
    )


def _kind_of_question(catalog: Catalog, here: Conversation, asked: Question) -> list[str]:
    """The difference between interest and evidence, told when each first comes up."""
    met: set[About] = {
        catalog.questions[name].about
        for name in here.answers
        if name in catalog.questions and name != asked.id
    }
    return [] if asked.about in met else [catalog.say(f"first.{asked.about}")]


def _controls(catalog: Catalog, progress: Progress) -> tuple[Choice, ...]:
    return _commands(catalog, *(LATER_CONTROLS if progress.at > 1 else FIRST_CONTROLS))


def _welcome(catalog: Catalog, here: Conversation) -> Room:
    of = selecting.progress(catalog, here).of
    minutes = max(1, round(of * MINUTES_PER_QUESTION))
    hello = catalog.say("welcome.hello", questions=of, minutes=minutes)
    return Room(
        body="\n".join([hello, catalog.say("welcome.privacy")]),
        controls=_commands(catalog, Command.HELP),
    )


def _summary(catalog: Catalog, here: Conversation) -> Room:
    return _with_ways_on(catalog, summary.full(catalog, here))


def _summary_in_short(catalog: Catalog, here: Conversation) -> Room:
    return _with_ways_on(catalog, summary.in_short(catalog, here))


def _with_ways_on(catalog: Catalog, card: Card) -> Room:
    ways = _commands(catalog, Command.BACK, Command.WHY, Command.HELP, Command.STOP)
    return Room(card.body, ways, chart=card.chart, result=card.result)


def _changes(catalog: Catalog, here: Conversation) -> Room:
    return _side_room(catalog, "edit.which")


def _comparison(catalog: Catalog, here: Conversation) -> Room:
    return _side_room(catalog, "compare.which")


def _own_choice(catalog: Catalog, here: Conversation) -> Room:
    return _side_room(catalog, "choose.which")


def _side_room(catalog: Catalog, key: str) -> Room:
    return Room(catalog.say(key), _commands(catalog, Command.BACK, Command.HELP))


def _forgetting(catalog: Catalog, here: Conversation) -> Room:
    ways = _commands(catalog, Command.BACK, Command.WHY, Command.MYDATA)
    return Room(catalog.say("forget.sure"), ways)


def _resting(catalog: Catalog, here: Conversation) -> Room:
    return _asleep(catalog, "resting")


def _ended(catalog: Catalog, here: Conversation) -> Room:
    return _asleep(catalog, "ended")


def _asleep(catalog: Catalog, key: str) -> Room:
    return Room(catalog.say(key), _commands(catalog, Command.HELP))


def _commands(catalog: Catalog, *commands: Command) -> tuple[Choice, ...]:
    return tuple([catalog.commands[command] for command in commands])


ROOMS: dict[Stage, Callable[[Catalog, Conversation], Room]] = {
    Stage.WELCOME: _welcome,
    Stage.SUMMARY: _summary,
    Stage.EDITING: _changes,
    Stage.COMPARING: _comparison,
    Stage.CHOOSING: _own_choice,
    Stage.FORGETTING: _forgetting,
    Stage.RESTING: _resting,
    Stage.ENDED: _ended,
    Stage.ADVERT: advert_cards.room,
    **week_rooms.ROOMS,
    **times_rooms.ROOMS,
    **own_rooms.ROOMS,
}
ROOMS_SEEN = ROOMS | {
    Stage.SUMMARY: _summary_in_short,
    Stage.ADVERT: advert_cards.room_seen,
}
