"""What people type about times, turned into days, hours and dates.

It abstains rather than guesses: a text counts only if nothing in it is left over. The names of
days and months and the small words between them stand in ``content/speech.toml``, under
``said``, all that mean the same in one line.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum

from bot.catalog import Catalog
from bot.engine.schedule import QuietHours

DAYS, MONTHS, NOON = 7, 12, 12
LONGEST_MONTH = timedelta(days=31)
FARTHEST = timedelta(days=366)
FARTHEST_OF_NEXT_YEAR = timedelta(days=122)
"""A day of next year that is farther off is told with its year; without it, the one of this
year is meant, which has passed."""

_CLOCK = re.compile(
    r"(?<![\w:.])(\d{1,2})(?:[:.h](\d{2}))?h?(?:\s?(am|pm|a\.m\.|p\.m\.))?(?![\w:])"
)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})\.?")
_DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.?(?:\s?(\d{4}))?")
_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_ENDING = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b")
_DASH = re.compile(r"\s*[-\u2013\u2014]\s*")
_POINTS = re.compile(r"(?<!\d)\.|[,;!]")


@dataclass(frozen=True, slots=True)
class Moment:
    """A day of the week, an hour on the wall, or both."""

    day: int | None
    hour: time | None


@dataclass(frozen=True, slots=True)
class Quiet:
    """Quiet hours, or that none are wanted."""

    hours: QuietHours | None


class NoDay(StrEnum):
    """Why a text is no day to wait for."""

    UNREAD = "unread"
    UNSAID = "unsaid"
    PAST = "past"
    FAR = "far"


def moment(catalog: Catalog, text: str) -> Moment | None:
    """What a text such as "Tuesday 18:30", "tue 6pm" or "9" says; None if it says neither."""
    hours, left = _clocks(catalog, text)
    day, left = _day_of_week(catalog, left)
    if left or len(hours) > 1 or None in hours or (day is None and not hours):
        return None
    return Moment(day, hours[0] if hours else None)


def quiet(catalog: Catalog, text: str) -> Quiet | None:
    """What a text such as "21-8", "22:00 to 7:00" or "none" says; None if it says nothing."""
    if folded(text) in said_words(catalog, "none"):
        return Quiet(None)
    hours, left = _clocks(catalog, _DASH.sub(" ", text))
    match hours:
        case [time() as start, time() as end] if not left:
            return Quiet(QuietHours(start, end) if start != end else None)
        case _:
            return None


def day(catalog: Catalog, text: str, today: date) -> date | NoDay:
    """The day after today that a text names, at most a year from now.

    "3 January", "2027-01-03", "3.1.", "in 10 days", "next Monday", "a month"; "next month" and
    "February" are the first day of it. What names no year is a day of this year, or of the
    first months of the next.
    """
    found = _any_day(catalog, _plain(catalog, text), today)
    if found is None:
        return NoDay.UNREAD
    if found <= today:
        return NoDay.PAST
    return NoDay.FAR if found - today > FARTHEST else found


def pause(catalog: Catalog, text: str, today: date) -> date | NoDay | None:
    """The day until which a whole text such as "pause until 3 January" asks for a break.

    Returns:
        The day, or why it is none; None if the text does not begin by asking for a break, as
        "2 weeks break" and "stop until 3 January" do, too.
    """
    around, breaks = said_words(catalog, "around-pause"), said_words(catalog, "pause")
    stops = said_words(catalog, "stop-until")
    told = [word for word in _POINTS.sub(" ", folded(text)).split() if word not in around]
    if (breaks | stops).isdisjoint(told[:1]) and breaks.isdisjoint(told[-1:]):
        return None
    left = " ".join(word for word in told if word not in breaks | stops)
    found = day(catalog, left, today) if left else NoDay.UNSAID
    if told[0] in stops:
        return None if found in (NoDay.UNSAID, NoDay.UNREAD) else found
    if told[0] in breaks:
        return found
    counts = _number(catalog, told[0].rstrip(".")) is not None
    return found if counts and found is not NoDay.UNREAD else None


def new_end(catalog: Catalog, text: str, today: date) -> date | NoDay | None:
    """The day to which a text such as "until 10 January" moves the end of a break.

    Returns:
        The day, or why it is none; None of a question ("next week?") and of a single word, by
        which somebody may mean anything ("Monday").
    """
    is_one_word = text.strip(" .,;!").isalpha()
    return None if is_one_word or text.rstrip().endswith("?") else day(catalog, text, today)


def snooze(catalog: Catalog, text: str, today: date) -> date | NoDay | None:
    """The day until which a text such as "snooze until tomorrow" puts a step off.

    Returns:
        The day, or why it is none; None if the text does not begin with such words.
    """
    around = said_words(catalog, "around-snooze")
    told = [word for word in _POINTS.sub(" ", folded(text)).split() if word not in around]
    if not told or told[0] not in said_words(catalog, "snooze"):
        return None
    return day(catalog, " ".join(told[1:]), today)


def _any_day(catalog: Catalog, text: str, today: date) -> date | None:
    return (
        _numbered_day(text, today)
        or _named_day(catalog, text, today)
        or _day_from(catalog, text, today)
    )


def _numbered_day(text: str, today: date) -> date | None:
    """Such as "2027-01-03", "3.1." or "3.1.2027"; none that could be read two ways."""
    if found := _ISO.fullmatch(text):
        return _date(*map(int, found.groups()))
    if found := _DOTTED.fullmatch(text):
        number, month, year = found.groups()
        return _coming(int(number), int(month), year, today)
    return None


def _named_day(catalog: Catalog, text: str, today: date) -> date | None:
    """Such as "3 January" or "January 3rd, 2027"."""
    words = _TOKEN.findall(_ENDING.sub("", text))
    months = _places(catalog, "month", MONTHS)
    numbers = [word for word in words if word.isdecimal()]
    named = [months[word] for word in words if word in months]
    if len(named) != 1 or len(named) + len(numbers) != len(words):
        return None
    match numbers:
        case []:
            return _coming(1, named[0], None, today)
        case [number]:
            return _coming(int(number), named[0], None, today)
        case [number, year]:
            return _coming(int(number), named[0], year, today)
        case _:
            return None


def _day_from(catalog: Catalog, text: str, today: date) -> date | None:
    """Such as "in 10 days", "2 weeks", "a month", "tomorrow", "next Monday", "next month"."""
    words = _TOKEN.findall(text)
    if len(words) == 1 and words[0] in said_words(catalog, "tomorrow"):
        return today + timedelta(days=1)
    asked = [word for word in words if word not in said_words(catalog, "next")]
    weekdays = _weekdays(catalog)
    match asked:
        case [name] if len(asked) < len(words) and name in said_words(catalog, "month"):
            return _next_month(today)
        case [name] if name in weekdays:
            return today + timedelta(days=(weekdays[name] - today.weekday() - 1) % 7 + 1)
        case [said, unit] if (number := _number(catalog, said)) is not None:
            return _after(catalog, number, unit, today)
        case [unit]:
            return _after(catalog, 1, unit, today)
        case _:
            return None


def _number(catalog: Catalog, said: str) -> int | None:
    """A number of at most three digits, or one of those that people write in words."""
    if said.isdecimal():
        return int(said) if len(said) <= len("366") else None
    return catalog.lexicon.counts.get((said,))


def _after(catalog: Catalog, number: int, unit: str, today: date) -> date | None:
    """So many days, weeks or months from today."""
    if unit in said_words(catalog, "days"):
        return today + timedelta(days=number)
    if unit in said_words(catalog, "month"):
        return _months_later(today, number)
    return today + timedelta(weeks=number) if unit in said_words(catalog, "weeks") else None


def _months_later(today: date, number: int) -> date:
    """The same day so many months later; the last of that month, where it has no such day."""
    years, month = divmod(today.month - 1 + number, MONTHS)
    year = today.year + years
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


def _next_month(today: date) -> date:
    """The first day of the month after today's."""
    return (today.replace(day=1) + LONGEST_MONTH).replace(day=1)


def _coming(number: int, month: int, year: str | None, today: date) -> date | None:
    """The day of this date: of its year, else of this one, or of the next if that is near."""
    if year is not None:
        return _date(int(year), month, number)
    this, following = (_date(today.year + more, month, number) for more in (0, 1))
    if this is None or following is None:
        return this if following is None else following
    is_near = following - today <= FARTHEST_OF_NEXT_YEAR
    return following if this <= today and is_near else this


def _date(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except (ValueError, OverflowError):
        return None


def _clocks(catalog: Catalog, text: str) -> tuple[list[time | None], str]:
    """The hours in a text, None for each that no clock shows, and what else it says."""
    said = folded(text)
    hours = [_hour(*found.groups()) for found in _CLOCK.finditer(said)]
    return hours, _plain(catalog, _CLOCK.sub(" ", said))


def _hour(hour: str, minute: str | None, half: str | None) -> time | None:
    number = int(hour)
    if half is not None:
        if not 1 <= number <= NOON:
            return None
        number = number % NOON + (NOON if half.startswith("p") else 0)
    try:
        return time(number, int(minute or 0))
    except ValueError:
        return None


def _day_of_week(catalog: Catalog, text: str) -> tuple[int | None, str]:
    """The one day of the week in a text, and the text without it."""
    weekdays = _weekdays(catalog)
    named = [word for word in text.split() if word in weekdays]
    if len(named) != 1:
        return None, text
    return weekdays[named[0]], " ".join(word for word in text.split() if word != named[0])


def _plain(catalog: Catalog, text: str) -> str:
    """The text in one case, without the small words that stand round times."""
    fillers = said_words(catalog, "fillers")
    said = _POINTS.sub(" ", folded(text)).split()
    return " ".join(word for word in said if word not in fillers)


def _weekdays(catalog: Catalog) -> dict[str, int]:
    """Every name of a day of the week, with its number from 0."""
    return {name: place - 1 for name, place in _places(catalog, "weekday", DAYS).items()}


def _places(catalog: Catalog, family: str, most: int) -> dict[str, int]:
    """Every word of a family, such as the months, with its place from 1."""
    return {
        word: place
        for place in range(1, most + 1)
        for word in said_words(catalog, f"{family}-{place}")
    }


def said_words(catalog: Catalog, name: str) -> frozenset[str]:
    """The words of a sentence under ``said``, as ``folded`` writes them."""
    return frozenset(folded(catalog.say(f"said.{name}")).split())


def folded(text: str) -> str:
    """A text in small letters, with one kind of apostrophe and single spaces."""
    return " ".join(text.casefold().replace("\u2019", "'").split())
