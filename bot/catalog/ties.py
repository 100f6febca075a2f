"""What ties the content files together: an id in one that must stand in another.

Each check yields faults and never stops at the first: an author sees all of them at once.
Roles and ladders come with the names of their files, so that a fault names the right one.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from bot.catalog import files
from bot.catalog.checks import no_such, question_problems, repeated
from bot.catalog.sayings import lexicon_faults
from bot.catalog.ties_of_weights import KnownIds, WeightFiles, weight_faults
from bot.errors import ContentError

QUESTIONS = "questions.toml"

Faults = Iterator[ContentError]


def known_ids(tables: Mapping[str, Mapping[str, Any]]) -> KnownIds:
    """The ids in these tables, by file name; whatever is no id is passed over."""
    questions = _entries(tables.get(QUESTIONS, {}), "question")
    return KnownIds(
        options={
            str(question["id"]): [str(one["id"]) for one in _entries(question, "option")]
            for question in questions
        },
        roles=_named(tables, "roles/", "id"),
        ladders=frozenset(_named(tables, "ladders/", "role")),
    )


def _named(tables: Mapping[str, Mapping[str, Any]], folder: str, key: str) -> list[str]:
    """What the files of a folder are about, by this key."""
    inside = (table for name, table in tables.items() if name.startswith(folder))
    return [str(table[key]) for table in inside if key in table]


def _entries(table: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    listed = table.get(key)
    entries = listed if isinstance(listed, list) else []
    return [entry for entry in entries if isinstance(entry, dict) and "id" in entry]


class Ties:
    """What ties the files together.

    A file that does not fit its own shape is left out here, but its ids are known: what
    others say about them is checked all the same.

    Args:
        known: the ids that the files name, whole or not.
        questions: the questions, or None.
        roles: by file name.
        ladders: by file name.
        weights: those that were fitted, and those set by hand; None for what does not fit.
        lexicon: the words, or None.
    """

    def __init__(
        self,
        known: KnownIds,
        questions: files.QuestionsFile | None,
        roles: Mapping[str, files.RoleFile],
        ladders: Mapping[str, files.LadderFile],
        weights: WeightFiles,
        lexicon: files.LexiconFile | None,
    ) -> None:
        self._questions = questions
        self._roles = roles
        self._ladders = ladders
        self._weights = weights
        self._lexicon = lexicon
        self._known = known
        self._role_ids = known.roles
        self._options = known.options

    def faults(self) -> list[ContentError]:
        """Every fault, in file order."""
        return [
            *(self._of_questions(self._questions) if self._questions else ()),
            *self._of_roles(),
            *self._of_ladders(),
            *(weight_faults(*self._weights, self._known) if self._options else ()),
            *(lexicon_faults(self._lexicon, self._options) if self._lexicon else ()),
        ]

    def _of_questions(self, shape: files.QuestionsFile) -> Faults:
        for twice in repeated(question.id for question in shape.question):
            yield ContentError(QUESTIONS, f"question.{twice}", "this id is used twice")
        pairs: dict[frozenset[str], str] = {}
        for question in shape.question:
            place = f"question.{question.id}"
            for problem in question_problems(question, shape.retired):
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
        if len(self._role_ids) < 2:
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
            if role not in climbed | self._known.ladders:
                yield ContentError(f"ladders/{role}.toml", "", "the role has no ladder")
        for name, ladder in self._ladders.items():
            if ladder.role in self._role_ids:
                yield from _misnamed(name, "role", ladder.role)
            else:
                yield ContentError(name, "role", no_such("role", ladder.role, self._role_ids))
            for twice in repeated(step.id for step in ladder.step):
                yield ContentError(name, f"step.{twice}", "this id is used twice")


def _misnamed(name: str, key: str, role: str) -> Faults:
    """A file is found by its name, in overlays and by people, so it is named after its role."""
    stem = name.rpartition("/")[2].removesuffix(".toml")
    if stem != role:
        yield ContentError(name, key, f"it must be '{stem}', as the file is called")
