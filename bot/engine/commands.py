"""What can be asked for in every room, without consuming the question that stands."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.catalog import Catalog, Command
from bot.engine import speech, summary
from bot.engine.adverts import taking
from bot.engine.effects import Say, TellKept, Turn
from bot.engine.moves import back_on_the_way, go_on, move, show
from bot.engine.own_words import choices as own_choices
from bot.engine.own_words import rooms as own_rooms
from bot.engine.own_words.values import left
from bot.engine.selecting import question_before, standing
from bot.engine.state import Conversation, Leaning, Stage
from bot.engine.weekly import times, times_commands, times_rooms, week_commands
from bot.engine.weekly.week_rooms import BEHIND, ROOMS

SIDE_ROOMS = frozenset(
    {
        *(Stage.EDITING, Stage.COMPARING, Stage.CHOOSING, Stage.FORGETTING, Stage.WEEK),
        Stage.ADVERT,
    }
)
ASLEEP = frozenset({Stage.RESTING, Stage.ENDED})


def back(catalog: Catalog, here: Conversation, at: datetime) -> Turn:
    """Out of a side room, or to the question before."""
    if here.stage in times_rooms.ROOMS:
        return times_commands.back(catalog, here, at)
    if here.stage in own_rooms.ROOMS:
        return own_choices.back(catalog, here, at)
    if here.stage in BEHIND:
        return move(catalog, replace(here, stage=BEHIND[here.stage]), at)
    if here.stage in SIDE_ROOMS | ASLEEP:
        return move(catalog, back_on_the_way(catalog, here), at)
    earlier = question_before(catalog, here)
    if earlier is None:
        return show(catalog, here, catalog.say("back.first"))
    now = replace(here, stage=Stage.ASKING, asking=earlier)
    return move(catalog, now, at, note=speech.answer_so_far(catalog, now))


def why(catalog: Catalog, here: Conversation, at: datetime) -> Turn:
    """Why we ask this, or what this room is for."""
    if here.stage is Stage.ASKING:
        return show(catalog, here, standing(catalog, here).why)
    return show(catalog, here, catalog.say(f"why.{here.stage}"))


def help_(catalog: Catalog, here: Conversation, at: datetime) -> Turn:
    """What one can do here."""
    return show(catalog, here, catalog.say("help"))


def edit(catalog: Catalog, here: Conversation, at: datetime) -> Turn:
    """Choose an answer to change."""
    if not here.answers.keys() & catalog.questions.keys():
        return show(catalog, here, catalog.say("edit.nothing"))
    return move(catalog, replace(here, stage=Stage.EDITING), at)


def where_i_stand(catalog: Catalog, here: Conversation, at: datetime) -> Turn:
    """The summary, once there was one; before, what can be said so far."""
    if here.stage is Stage.SUMMARY:
        return show(catalog, here)
    if here.leaning is not None:
        done = replace(here, stage=Stage.SUMMARY, asking=None, thorough=False)
        return move(catalog, done, at)
    if not here.answers:
        return show(catalog, here, catalog.say("summary.nothing"))
    return show(catalog, here, summary.so_far(catalog, here))


def compare(catalog: Catalog, here: Conversation, at: datetime) -> Turn:
    """Choose two roles to see side by side."""
    return move(catalog, replace(here, stage=Stage.COMPARING), at)


def share(catalog: Catalog, here: Conversation, at: datetime) -> Turn:
    """A card that the person may post; we never post it."""
    if here.leaning is None:
        return show(catalog, here, catalog.say("share.nothing"))
    said = show(catalog, here, catalog.say("share.yours"))
    return replace(said, effects=(Say(summary.to_share(catalog, here)), *said.effects))


def retake(catalog: Catalog, here: Conversation, at: datetime) -> Turn:
    """Answer everything again; what this walk came to is remembered."""
    return _afresh(catalog, here, at, "retake.done")


def restart(catalog: Catalog, here: Conversation, at: datetime) -> Turn:
    """Begin again; the old answers stay in the log and count no longer."""
    return _afresh(catalog, here, at, "restart.done")


def pause(catalog: Catalog, here: Conversation, at: datetime) -> Turn:
    """A break from weekly steps; else, and where a question stands, nothing is asked.

    Of steps that were stopped it is said that none comes: whoever rests from them would start
    them again when they go on.
    """
    if here.stage in ASLEEP:
        return show(catalog, here)
    if here.stage is not Stage.ASKING and times.is_running(here.weekly):
        return times_commands.pause(catalog, here, at)
    if here.stage is not Stage.ASKING and times.is_away(here.weekly):
        return move(catalog, replace(here, stage=Stage.WEEK), at)
    return move(catalog, replace(here, stage=Stage.RESTING), at)


def resume(catalog: Catalog, here: Conversation, at: datetime) -> Turn:
    """Go on after a rest, or after the end; begin when nothing has begun."""
    if here.stage is Stage.WELCOME:
        return go_on(catalog, here, at)
    if here.stage not in ASLEEP:
        return show(catalog, here, catalog.say("resume.awake"))
    return move(catalog, back_on_the_way(catalog, here), at, note=catalog.say("resume.done"))


def come_back(catalog: Catalog, here: Conversation, at: datetime) -> Turn:
    """Weekly steps that were stopped or take a break come again; else the same as a resume.

    In their rooms, whoever has yet to say when they come goes on with that.
    """
    if times.is_away(here.weekly):
        return times_commands.come_back(catalog, here, at)
    if here.stage in ROOMS and here.weekly is not None and times.is_draft(here.weekly):
        return times_commands.settings(catalog, here, at)
    return resume(catalog, here, at)


def stop(catalog: Catalog, here: Conversation, at: datetime) -> Turn:
    """End what goes on: the weekly steps, or else the conversation; the answers stay.

    Whoever says so after the last step means the steps, too: those towards another role do not
    come before they are back.
    """
    if times.is_running(here.weekly):
        return times_commands.stop(catalog, here, at)
    if here.stage is Stage.ENDED:
        return show(catalog, here)
    weekly = times.stopped(here.weekly, at) if here.weekly else None
    return move(catalog, replace(here, stage=Stage.ENDED, weekly=weekly), at)


def my_data(catalog: Catalog, here: Conversation, at: datetime) -> Turn:
    """Everything that is kept about the person; the card of this place follows."""
    said = show(catalog, here, catalog.say("mydata.above"))
    return replace(said, effects=(TellKept(), *said.effects))


def forget_me(catalog: Catalog, here: Conversation, at: datetime) -> Turn:
    """Ask whether everything is to be deleted; nothing is, before they say yes."""
    return move(catalog, replace(here, stage=Stage.FORGETTING), at)


def _afresh(catalog: Catalog, here: Conversation, at: datetime, key: str) -> Turn:
    if not here.answers:
        return show(catalog, here, catalog.say("restart.nothing"))
    fresh = Conversation(
        id=here.id,
        version=here.version,
        attempt=here.attempt + 1,
        earlier=_remembered(here),
        weekly=here.weekly,
        zone=here.zone,
        default_zone=here.default_zone,
        own_words=left(here.own_words),
    )
    return go_on(catalog, fresh, at, note=speech.begun_again(catalog, fresh, key))


def _remembered(here: Conversation) -> Leaning | None:
    """What a next walk remembers: the role that the person took, else the one that led."""
    if here.leaning is None or here.chosen is None:
        return here.leaning or here.earlier
    return Leaning(here.chosen, here.leaning.at)


COMMANDS: dict[Command, Callable[[Catalog, Conversation, datetime], Turn]] = {
    Command.BACK: back,
    Command.WHY: why,
    Command.HELP: help_,
    Command.EDIT: edit,
    Command.SUMMARY: where_i_stand,
    Command.COMPARE: compare,
    Command.SHARE: share,
    Command.RETAKE: retake,
    Command.RESTART: restart,
    Command.PAUSE: pause,
    Command.RESUME: come_back,
    Command.STOP: stop,
    Command.MYDATA: my_data,
    Command.FORGET_ME: forget_me,
    Command.PLAN: week_commands.plan,
    Command.PROGRESS: week_commands.progress,
    Command.STUCK: week_commands.stuck,
    Command.SETTINGS: times_commands.settings,
    Command.JOB: taking.open_room,
}
