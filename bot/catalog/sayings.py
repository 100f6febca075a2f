"""What the lexicon must hold to: whatever is said means one thing, and one that exists.

Of two entries with the same words only one would ever be heard, so the other is a fault.
"""

from collections.abc import Iterable, Iterator, Mapping

from bot.catalog import files
from bot.catalog.checks import ON_A_WEEK, ON_OWN_WORDS, WAYS_OUT, no_such, repeated
from bot.catalog.model import PLACES, Command
from bot.catalog.telling import Heading
from bot.catalog.words import words
from bot.errors import ContentError

LEXICON = "lexicon.toml"
PHRASES = (
    "negations",
    "denials",
    "harmless",
    "dislikes",
    "wishes",
    "others",
    "doers",
    "workplaces",
    "everything",
    "coming",
    "with_a_mentor",
    "how_sure",
    "ask_all",
    "nothing",
    "count_fillers",
    "likings",
    "needs",
    "affirmations",
    "to_tell",
    "too_vague",
    "only_of_models",
    "of_models",
)
SINGLE_WORDS = (
    "own_words",
    "question_words",
    "clause_words",
    "conjunctions",
    "small_words",
    "span_words",
    "year_words",
    "since_words",
    "decade_words",
    "ago_words",
)

Faults = Iterator[ContentError]


def lexicon_faults(
    lexicon: files.LexiconFile, options: Mapping[str, list[str]]
) -> list[ContentError]:
    """Every fault of the lexicon.

    Args:
        lexicon: the file.
        options: the options that exist, by question.
    """
    return [
        *_of_entries("commands", lexicon.commands, {*Command}),
        *_of_entries("answers", lexicon.answers, {*WAYS_OUT}),
        *_of_entries("week", lexicon.week, {*ON_A_WEEK}),
        *_said_twice({**lexicon.commands, **lexicon.answers}),
        *_said_twice({**lexicon.commands, **lexicon.week}),
        *_of_vague(lexicon),
        *_of_postponing(lexicon),
        *_of_phrases(lexicon),
        *_of_counts(lexicon.counts),
        *_of_single_words(lexicon),
        *_of_shared(lexicon.shared_questions, options),
        *_of_terms(lexicon.term, options),
        *_of_comparing(lexicon.comparing),
        *_of_headings(lexicon.headings),
        *_of_stretches(lexicon),
        *_of_replies(lexicon.on_own_words),
    ]


def _of_entries(key: str, listed: Mapping[str, tuple[str, ...]], allowed: set[str]) -> Faults:
    for wrong in sorted(listed.keys() - allowed):
        yield ContentError(LEXICON, f"{key}.{wrong}", no_such("entry", wrong, allowed))
    for lacking in sorted(allowed - listed.keys()):
        yield ContentError(LEXICON, f"{key}.{lacking}", "it has no words")
    for name, said in listed.items():
        yield from _wordless(f"{key}.{name}", said)


def _said_twice(listed: Mapping[str, tuple[str, ...]]) -> Faults:
    """The same words for two commands, or for a command and something else."""
    first: dict[tuple[str, ...], str] = {words(name): name for name in listed}
    for name, all_said in listed.items():
        for said in all_said:
            if first.setdefault(words(said), name) != name:
                problem = f"'{said}' means '{first[words(said)]}' already"
                yield ContentError(LEXICON, name, problem)


def _of_vague(lexicon: files.LexiconFile) -> Faults:
    """What is vague about a week must be said about one; else it would never be heard."""
    said = {words(one) for name, listed in lexicon.week.items() for one in (name, *listed)}
    for one in lexicon.vague:
        if words(one) not in said:
            yield ContentError(LEXICON, "vague", f"'{one}' stands nowhere in week")


def _of_postponing(lexicon: files.LexiconFile) -> Faults:
    """What puts a step off must be said for a pause; else it would never be heard."""
    said = {words(one) for one in lexicon.commands.get(Command.PAUSE, ())}
    for one in lexicon.postponing:
        if words(one) not in said:
            yield ContentError(LEXICON, "postponing", f"'{one}' stands nowhere in pause")


def _of_phrases(lexicon: files.LexiconFile) -> Faults:
    """The lists of phrases: each has a word in it."""
    for key in PHRASES:
        yield from _wordless(key, getattr(lexicon, key))


def _of_single_words(lexicon: files.LexiconFile) -> Faults:
    """The lists of single words: a phrase or a capital letter would never be heard."""
    for key in SINGLE_WORDS:
        for one in getattr(lexicon, key):
            if words(one) != (one,):
                problem = f"'{one}' must be one word in small letters"
                yield ContentError(LEXICON, key, problem)


def _of_shared(shared: Iterable[str], options: Mapping[str, list[str]]) -> Faults:
    for question in shared:
        if question not in options:
            problem = no_such("question", question, options)
            yield ContentError(LEXICON, "shared_questions", problem)


def _of_counts(counts: Mapping[str, tuple[str, ...]]) -> Faults:
    for wrong in sorted(counts.keys() - {*PLACES}):
        yield ContentError(LEXICON, f"counts.{wrong}", no_such("entry", wrong, PLACES))
    for place, said in counts.items():
        yield from _wordless(f"counts.{place}", said)
    yield from _said_twice(counts)


def _of_terms(terms: Iterable[files.TermShape], options: Mapping[str, list[str]]) -> Faults:
    listed = list(terms)
    for twice in repeated(term.id for term in listed):
        yield ContentError(LEXICON, f"term.{twice}", "this id is used twice")
    first: dict[tuple[str, ...], str] = {}
    for term in listed:
        place = f"term.{term.id}"
        yield from _wordless(place, (term.name, *term.words))
        yield from _of_meaning(place, term, options)
        for said in (term.name, *term.words):
            if first.setdefault(words(said), term.id) != term.id:
                problem = f"'{said}' stands in term '{first[words(said)]}' already"
                yield ContentError(LEXICON, place, problem)


def _of_meaning(place: str, term: files.TermShape, options: Mapping[str, list[str]]) -> Faults:
    for question, meant in term.means.items():
        if question not in options:
            problem = no_such("question", question, options)
            yield ContentError(LEXICON, f"{place}.means.{question}", problem)
            continue
        for option in meant:
            if option not in options[question]:
                problem = no_such("option", option, options[question])
                yield ContentError(LEXICON, f"{place}.means.{question}", problem)


def _of_comparing(comparing: files.ComparingShape) -> Faults:
    """The words that put one thing before another."""
    for key, said in comparing:
        yield from _wordless(f"comparing.{key}", said)


def _of_headings(headings: Mapping[str, tuple[str, ...]]) -> Faults:
    for wrong in sorted(headings.keys() - {*Heading}):
        yield ContentError(LEXICON, f"headings.{wrong}", no_such("entry", wrong, [*Heading]))
    for kind, said in headings.items():
        yield from _wordless(f"headings.{kind}", said)
    yield from _said_twice(headings)


def _of_replies(replies: Mapping[str, tuple[str, ...]]) -> Faults:
    """Short answers to what was read in own words: each leads to a button below it."""
    for wrong in sorted(replies.keys() - {*ON_OWN_WORDS}):
        problem = no_such("entry", wrong, ON_OWN_WORDS)
        yield ContentError(LEXICON, f"on_own_words.{wrong}", problem)
    for name, said in replies.items():
        yield from _wordless(f"on_own_words.{name}", said)
    yield from _said_twice(replies)


def _of_stretches(lexicon: files.LexiconFile) -> Faults:
    """What lasts for years, and the terms that are named by that alone."""
    lasting = {term.id for term in lexicon.term if term.years}
    for wrong in sorted(lexicon.stretches.keys() - lasting):
        problem = f"there is no term '{wrong}' with years"
        yield ContentError(LEXICON, f"stretches.{wrong}", problem)
    for lacking in sorted(lasting - lexicon.stretches.keys()):
        yield ContentError(LEXICON, f"stretches.{lacking}", "it has no words")
    for name, said in lexicon.stretches.items():
        yield from _wordless(f"stretches.{name}", said)


def _wordless(place: str, said: Iterable[str]) -> Faults:
    for one in said:
        if not words(one):
            yield ContentError(LEXICON, place, f"'{one}' has no word in it")
