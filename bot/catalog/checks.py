"""What ties the content files together, and what a single sentence must hold to.

Each check yields faults and never stops at the first: an author sees all of them at once.
"""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from string import Template

from bot.catalog import files
from bot.catalog.model import Command, Kind
from bot.catalog.phrases import PHRASES
from bot.catalog.words import words
from bot.errors import ContentError

WAYS_OUT = ("not-sure", "skip")
NO_WEIGHTS = "it has no weights"


def no_such(kind: str, name: str, known: Iterable[str]) -> str:
    """That something does not exist, with the nearest name that does."""
    nearest = get_close_matches(name, list(known), n=1)
    hint = f"; did you mean '{nearest[0]}'?" if nearest else ""
    return f"there is no {kind} '{name}'{hint}"


class Ties:
    """What ties the files together."""

    def __init__(
        self,
        questions: files.QuestionsFile,
        roles: list[files.RoleFile],
        ladders: list[files.LadderFile],
        weights: files.WeightsFile,
        lexicon: files.LexiconFile,
    ) -> None:
        self._questions = questions
        self._roles = roles
        self._ladders = ladders
        self._weights = weights
        self._lexicon = lexicon
        self._role_ids = [role.id for role in roles]
        self._options = {
            question.id: [option.id for option in question.option]
            for question in questions.question
        }

    def faults(self) -> list[ContentError]:
        """Every fault, in file order."""
        return [
            *self._of_questions(),
            *self._of_roles(),
            *self._of_weights(),
            *self._of_lexicon(),
        ]

    def _of_questions(self) -> Iterable[ContentError]:
        name = "questions.toml"
        ids = [question.id for question in self._questions.question]
        for twice in _repeated(ids):
            yield ContentError(name, f"question.{twice}", "this id is used twice")
        for question in self._questions.question:
            place = f"question.{question.id}"
            for problem in _question_problems(question, self._questions.retired):
                yield ContentError(name, place, problem)
            for role in question.pair or ():
                if role not in self._role_ids:
                    yield ContentError(
                        name, f"{place}.pair", no_such("role", role, self._role_ids)
                    )

    def _of_roles(self) -> Iterable[ContentError]:
        if len(self._roles) < 2:
            yield ContentError("roles", "", "there must be at least two roles to choose from")
        for twice in _repeated(self._role_ids):
            yield ContentError("roles", twice, "this id is used twice")
        for role in self._roles:
            others = [other for other in self._role_ids if other != role.id]
            named = [neighbour.role for neighbour in role.neighbour]
            if sorted(named) != sorted(others):
                problem = f"it must name each other role once: {', '.join(others)}"
                yield ContentError(f"roles/{role.id}.toml", "neighbour", problem)

        for ladder in sorted(set(self._role_ids) ^ {one.role for one in self._ladders}):
            known = ladder in self._role_ids
            problem = no_such("role", ladder, self._role_ids)
            problem = "the role has no ladder" if known else problem
            yield ContentError("ladders", ladder, problem)
        for one in self._ladders:
            if [step.week for step in one.step] != [*range(1, len(one.step) + 1)]:
                problem = "its weeks must be numbered 1 to 12, in order"
                yield ContentError(f"ladders/{one.role}.toml", "step", problem)

    def _of_weights(self) -> Iterable[ContentError]:
        name = "weights.toml"
        yield from self._of_scores(name, "prior", self._weights.prior)
        for question in self._options.keys() ^ self._weights.question.keys():
            known = question in self._options
            problem = no_such("question", question, self._options)
            problem = NO_WEIGHTS if known else problem
            yield ContentError(name, f"question.{question}", problem)
        for question, weighed in self._weights.question.items():
            options = self._options.get(question, list(weighed))
            for option in sorted(set(options) ^ weighed.keys()):
                problem = (
                    NO_WEIGHTS if option in options else no_such("option", option, options)
                )
                yield ContentError(name, f"question.{question}.{option}", problem)
            for option, scores in weighed.items():
                yield from self._of_scores(name, f"question.{question}.{option}", scores)

    def _of_scores(
        self, name: str, place: str, scores: Mapping[str, float]
    ) -> Iterable[ContentError]:
        for role in scores:
            if role not in self._role_ids:
                problem = no_such("role", role, self._role_ids)
                yield ContentError(name, f"{place}.{role}", problem)

    def _of_lexicon(self) -> Iterable[ContentError]:
        name = "lexicon.toml"
        for key, allowed in (("commands", {*Command}), ("answers", {*WAYS_OUT})):
            listed: dict[str, tuple[str, ...]] = getattr(self._lexicon, key)
            for wrong in sorted(set(listed) ^ allowed):
                problem = no_such("entry", wrong, allowed)
                problem = "it has no words" if wrong in allowed else problem
                yield ContentError(name, f"{key}.{wrong}", problem)
            for said in listed.values():
                yield from self._of_words(name, key, said)
        for twice in _repeated([term.id for term in self._lexicon.term]):
            yield ContentError(name, f"term.{twice}", "this id is used twice")
        first: dict[tuple[str, ...], str] = {}
        for term in self._lexicon.term:
            yield from self._of_term(name, term)
            for said in term.words:
                if first.setdefault(words(said), term.id) != term.id:
                    problem = f"'{said}' stands in term '{first[words(said)]}' already"
                    yield ContentError(name, f"term.{term.id}", problem)

    def _of_words(self, name: str, place: str, said: Iterable[str]) -> Iterable[ContentError]:
        for one in said:
            if not words(one):
                yield ContentError(name, place, f"'{one}' has no word in it")

    def _of_term(self, name: str, term: files.TermShape) -> Iterable[ContentError]:
        yield from self._of_words(name, f"term.{term.id}", term.words)
        for question, options in term.means.items():
            place = f"term.{term.id}.means.{question}"
            if question not in self._options:
                yield ContentError(name, place, no_such("question", question, self._options))
                continue
            known = self._options[question]
            for option in options:
                if option not in known:
                    yield ContentError(name, place, no_such("option", option, known))


def _question_problems(
    question: files.QuestionShape, retired: tuple[str, ...]
) -> Iterable[str]:
    ids = [option.id for option in question.option]
    if question.id in retired:
        yield "this id is retired; answers were given under it, so take a new one"
    yield from (f"option '{twice}' stands twice" for twice in _repeated(ids))
    yield from (f"option id '{way}' is ours; take another" for way in WAYS_OUT if way in ids)
    single = question.kind is Kind.SINGLE
    if single and len(ids) > files.MOST_OPTIONS_ON_BUTTONS:
        yield f"a single choice has at most {files.MOST_OPTIONS_ON_BUTTONS} options"
    if single and (question.reason or not all(option.reason for option in question.option)):
        yield "in a single choice each option has a reason, and the question has none"
    if not single and (not question.reason or any(option.reason for option in question.option)):
        yield "the question has a reason that uses $options, and its options have none"
    if question.reason and _placeholders(question.reason) != {"options"}:
        yield "its reason must use $options and nothing else"
    if question.kind is not Kind.MULTIPLE and (question.most or question.least != 1):
        yield "only a multiple choice has least and most"
    if not question.least <= (question.most or len(ids)) <= len(ids):
        yield "least, most and the number of options must not cross"


def phrase_problem(key: str, text: object) -> str:
    """What is wrong with one sentence of ``speech.toml``; empty if nothing is."""
    if key not in PHRASES:
        return no_such("sentence", key, PHRASES)
    if not isinstance(text, str) or not text.strip():
        return "it must be a text"
    if not Template(text).is_valid():
        return "a $ stands alone in it; write $$ for a dollar sign"
    unknown = sorted(_placeholders(text) - PHRASES[key])
    if unknown:
        known = ", ".join(f"${name}" for name in sorted(PHRASES[key])) or "none"
        return f"${unknown[0]} is not known here; known: {known}"
    return ""


def _placeholders(text: str) -> set[str]:
    template = Template(text)
    return set(template.get_identifiers()) if template.is_valid() else {text}


def _repeated(ids: list[str]) -> list[str]:
    return sorted({one for one in ids if ids.count(one) > 1})
