import json
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from statistics import median

from bot.catalog import Catalog
from tests.fakes.file import rows
from tests.fakes.program import Line, Program
from tests.torture.everyday import seed_of

KILLS, KILLS_IN_TORTURE = 5, 30
MOST_STEPS_BETWEEN = 2
MEASURED = 15

Kept = tuple[str, str]
"""A question, and what was chosen."""


def test_I1_I7_whoever_is_killed_keeps_what_was_acknowledged_and_shows_what_is_stored(
    database: Path,
    catalog: Catalog,
    torture: str,
    record_property: Callable[[str, object], None],
) -> None:
    seed = seed_of(torture)
    kills = KILLS_IN_TORTURE if torture == "store" else KILLS
    person = Person(catalog, Random(seed))
    usual = median_seconds_to_an_answer(database, person)
    witness = Witness(database, catalog)

    for _ in range(kills):
        with Program(database) as program:
            cards = witness.of_a_start(program)
            for _ in range(person.random.randint(0, MOST_STEPS_BETWEEN)):
                line, answer = person.next_step(cards)
                cards = program.say(line)
                witness.acknowledged += answer
            line, answer = person.next_step(cards)
            program.send(line)
            time.sleep(person.random.uniform(0, 2 * usual))
            witness.of_a_kill(answer, last_words=program.kill())
    with Program(database) as program:
        witness.of_a_start(program)

    told = f"median answer {usual * 1000:.1f} ms, WHICHROLE_SEED={seed}"
    told = f"{witness.in_flight} of {kills} kills fell between input and answer; {told}"
    record_property("kills", told)
    sys.stdout.write(f"\n{told}\n")
    assert len(witness.pids) == kills + 1
    assert witness.in_flight > 0 or torture != "store"


def test_an_answer_counts_as_acknowledged_as_soon_as_its_card_was_read(
    database: Path, catalog: Catalog
) -> None:
    witness = Witness(database, catalog)

    witness.of_a_kill([("pace", "calm")], last_words=[{"type": "message", "body": "Next"}])
    witness.of_a_kill([("tools", "sql")], last_words=[])

    assert witness.acknowledged == [("pace", "calm")]
    assert witness.in_flight == 1


class Person:
    """Answers at random; begins again whenever a walk is done."""

    def __init__(self, catalog: Catalog, random: Random) -> None:
        self.random = random
        self._catalog = catalog

    def next_step(self, cards: list[Line]) -> tuple[Line, list[Kept]]:
        """What to send after these cards, and the answer that it gives, if it is one."""
        if not cards:
            return {"text": "/whichrole"}, []
        if "result" in cards[-1]:
            return {"text": "restart"}, []
        question = question_of(self._catalog, cards[-1])
        ids = [choice["id"] for choice in cards[-1]["choices"]]
        if question is None:
            return {"choose": ids[:1]}, []
        choice = self.random.choice(ids)
        return {"choose": [choice]}, [(question, choice)]


class Witness:
    """Knows what was acknowledged, and holds every new process and the file against it."""

    def __init__(self, database: Path, catalog: Catalog) -> None:
        self.acknowledged: list[Kept] = []
        self.pids: set[int] = set()
        self.in_flight = 0
        self._in_doubt: list[Kept] = []
        self._database = database
        self._catalog = catalog

    def of_a_start(self, program: Program) -> list[Line]:
        """A new process shows what is stored, and nothing acknowledged is missing."""
        self.pids.add(program.process.pid)
        log = self._logged()
        assert log in (self.acknowledged, self.acknowledged + self._in_doubt)
        assert self._shown(program.standing) == self._stored()
        assert rows(self._database, "SELECT id FROM outbox WHERE state != 'sent'") == []
        assert rows(self._database, "PRAGMA integrity_check") == ["ok"]
        self.acknowledged = log
        return program.standing

    def of_a_kill(self, answer: list[Kept], last_words: list[Line]) -> None:
        """The answer was acknowledged if anything that its turn says was written before."""
        if any(line["type"] == "message" for line in last_words):
            self.acknowledged += answer
            self._in_doubt = []
        else:
            self._in_doubt = answer
            self.in_flight += 1

    def _logged(self) -> list[Kept]:
        log = rows(self._database, "SELECT question, manner, options FROM answers ORDER BY id")
        return [
            (question, json.loads(options)[0] if manner == "picked" else CHOICES[manner])
            for question, manner, options in log
        ]

    def _stored(self) -> list[tuple[str, str | None]]:
        return rows(self._database, "SELECT stage, asking FROM conversation")

    def _shown(self, cards: list[Line]) -> list[tuple[str, str | None]]:
        if not cards:
            return []
        if "result" in cards[-1]:
            return [("summary", None)]
        question = question_of(self._catalog, cards[-1])
        return [("asking", question) if question else ("welcome", None)]


CHOICES = {"not-sure": "not-sure", "skipped": "skip"}
"""The choice behind each manner of answering that picks no option."""


def question_of(catalog: Catalog, card: Line) -> str | None:
    """The question that a card asks, told by its text."""
    body = card["body"]
    return next((one.id for one in catalog.questions.values() if body.endswith(one.text)), None)


def median_seconds_to_an_answer(database: Path, person: Person) -> float:
    """From input to answer, on this machine, now; on a file of its own."""
    taken = []
    with Program(shutil.copyfile(database, database.with_name("measured.db"))) as program:
        cards = program.standing
        for _ in range(MEASURED):
            line, _ = person.next_step(cards)
            start = time.perf_counter()
            cards = program.say(line)
            taken.append(time.perf_counter() - start)
    return median(taken)
