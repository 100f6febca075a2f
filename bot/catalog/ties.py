"""What ties the content files together: an id in one that must stand in another.

Each check yields faults and never stops at the first: an author sees all of them at once.
Roles and ladders come with the names of their files, so that a fault names the right one.
"""

from collections.abc import Iterator, Mapping
from itertools import chain

from bot.catalog import files
from bot.catalog.checks import no_such, question_problems, repeated
from bot.catalog.sayings import lexicon_faults
from bot.errors import ContentError

NO_WEIGHTS = "it has no weights"
QUESTIONS, WEIGHTS = "questions.toml", "weights.toml"

Faults = Iterator[ContentError]


class Ties:
    """What ties the files together.

    Args:
        questions: the questions.
        roles: by file name.
        ladders: by file name.
        weights: the weights.
        lexicon: the words.
    """

    def __init__(
        self,
        questions: files.QuestionsFile,
        roles: Mapping[str, files.RoleFile],
        ladders: Mapping[str, files.LadderFile],
        weights: files.WeightsFile,
        lexicon: files.LexiconFile,
    ) -> None:
        self._questions = questions
        self._roles = roles
        self._ladders = ladders
        self._weights = weights
        self._lexicon = lexicon
        self._role_ids = [role.id for role in roles.values()]
        self._options = {
            question.id: [option.id for option in question.option]
            for question in questions.question
        }

    def faults(self) -> list[ContentError]:
        """Every fault, in file order."""
        return [
            *self._of_questions(),
            *self._of_roles(),
            *self._of_ladders(),
            *self._of_weights(),
            *lexicon_faults(self._lexicon, self._options),
        ]

    def _of_questions(self) -> Faults:
        for twice in repeated(question.id for question in self._questions.question):
            yield ContentError(QUESTIONS, f"question.{twice}", "this id is used twice")
        pairs: dict[frozenset[str], str] = {}
        for question in self._questions.question:
            place = f"question.{question.id}"
            for problem in question_problems(question, self._questions.retired):
                yield ContentError(QUESTIONS, place, problem)
            if question.pair is None:
                continue
            for role in question.pair:
                if role not in self._role_ids:
                    problem = no_such("role", role, self._role_ids)
                    yield ContentError(QUESTIONS, f"{place}.pair", problem)
            first = pairs.setdefault(frozenset(question.pair), question.id)
            if first != question.id:
                problem = f"question '{first}' sets these two roles against each other already"
                yield ContentError(QUESTIONS, f"{place}.pair", problem)

    def _of_roles(self) -> Faults:
        if len(self._roles) < 2:
            yield ContentError("roles", "", "there must be at least two roles to choose from")
        for name, role in self._roles.items():
            yield from _misnamed(name, "id", role.id)
            yield from self._of_neighbours(name, role)

    def _of_neighbours(self, name: str, role: files.RoleFile) -> Faults:
        others = [other for other in self._role_ids if other != role.id]
        named = [neighbour.role for neighbour in role.neighbour]
        unknown = [other for other in named if other not in self._role_ids]
        for other in unknown:
            yield ContentError(name, f"neighbour.{other}", no_such("role", other, others))
        if not unknown and sorted(named) != sorted(others):
            problem = f"it must name each other role once: {', '.join(others)}"
            yield ContentError(name, "neighbour", problem)

    def _of_ladders(self) -> Faults:
        climbed = {ladder.role for ladder in self._ladders.values()}
        for role in self._role_ids:
            if role not in climbed:
                yield ContentError(f"ladders/{role}.toml", "", "the role has no ladder")
        for name, ladder in self._ladders.items():
            if ladder.role in self._role_ids:
                yield from _misnamed(name, "role", ladder.role)
            else:
                yield ContentError(name, "role", no_such("role", ladder.role, self._role_ids))
            if [step.week for step in ladder.step] != [*range(1, len(ladder.step) + 1)]:
                problem = f"its weeks must be numbered 1 to {len(ladder.step)}, in order"
                yield ContentError(name, "step", problem)

    def _of_weights(self) -> Faults:
        weighed = self._weights.question
        yield from self._of_scores("prior", self._weights.prior)
        for question in self._options:
            if question not in weighed:
                yield ContentError(WEIGHTS, f"question.{question}", NO_WEIGHTS)
        for question, options in weighed.items():
            place = f"question.{question}"
            if question not in self._options:
                problem = no_such("question", question, self._options)
                yield ContentError(WEIGHTS, place, problem)
                continue
            for option in self._options[question]:
                if option not in options:
                    yield ContentError(WEIGHTS, f"{place}.{option}", NO_WEIGHTS)
            for option in options:
                if option not in self._options[question]:
                    problem = no_such("option", option, self._options[question])
                    yield ContentError(WEIGHTS, f"{place}.{option}", problem)
        for question, option, scores in _all_scores(weighed):
            yield from self._of_scores(f"question.{question}.{option}", scores)

    def _of_scores(self, place: str, scores: Mapping[str, float]) -> Faults:
        for role in scores:
            if role not in self._role_ids:
                problem = no_such("role", role, self._role_ids)
                yield ContentError(WEIGHTS, f"{place}.{role}", problem)


def _all_scores(
    weighed: Mapping[str, Mapping[str, Mapping[str, float]]],
) -> Iterator[tuple[str, str, Mapping[str, float]]]:
    return chain.from_iterable(
        ((question, option, scores) for option, scores in options.items())
        for question, options in weighed.items()
    )


def _misnamed(name: str, key: str, role: str) -> Faults:
    """A file is found by its name, in overlays and by people, so it is named after its role."""
    stem = name.rpartition("/")[2].removesuffix(".toml")
    if stem != role:
        yield ContentError(name, key, f"it must be '{stem}', as the file is called")
