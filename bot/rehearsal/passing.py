"""Which messages others may overtake, as the promises allow it."""

from bot.ports.outbox import BY_CALENDAR, FOR_A_GOOD_HOUR, Message


def may_be_passed(message: Message) -> bool:
    """Whether what was said later may come before this (F26).

    It was looked for on the platform, or it had to wait for a morning or for the end of a
    pause, as nudges and the words of mentors do; what was said meanwhile waited for none of
    these.
    """
    return message.looks > 0 or message.kind in BY_CALENDAR | FOR_A_GOOD_HOUR
