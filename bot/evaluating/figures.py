"""How good results are: counted person by person, weighed at the end.

Every role counts the same: each person weighs 1 / (how many people have their role). The
figures are those of issue 9: macro-F1 is the mean over roles of the F1 of that weighed
confusion matrix; the calibration error sums, over ten equal bins of the leading fit, how far
the mean leading fit is from the share of right ones.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import fsum, log, sqrt

from bot.catalog import Band, Found
from bot.evaluating.playing import Played

BINS = 10
LEAST_FIT = 1e-15
"""A fit of 0 would make one person's loss infinite."""
BAND_PEOPLE = 300
"""A band of fewer people says too little; it joins its neighbour."""
ROLE_PEOPLE = 50
"""Of a band's people with one leading role, fewer than these say too little by themselves."""
DRAWN_AS_BY = 200
"""People of the whole band who count beside those with one leading role; on people who were
not counted, the shares so found are nearer to the truth than with fewer or with more."""


@dataclass(slots=True)
class _Bin:
    """People of one role, with one leading role, in one bin of the leading fit."""

    people: int = 0
    fit: float = 0.0
    right: int = 0
    in_first_two: int = 0


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured; every role counts the same, but for what is called raw.

    Attributes:
        people: how many.
        questions: fitted questions asked, on average.
        questions_spread: their standard deviation.
        balanced_accuracy: the mean recall.
        macro_f1: the mean F1.
        balanced_top2: how often one of the two leading roles is the right one.
        log_loss: natural logarithm.
        ece: the expected calibration error.
        ece_raw: the same with every person counting the same.
        accuracy_raw: how often the leading role is right, every person counting the same.
        macro_f1_raw: the mean F1, every person counting the same.
        recall: by role.
        changed: how often all fitted questions give another leading role; None if unknown.
        confusion: by the person's role and the leading one, people.
        bands: the reliability by leading fit.
    """

    people: int
    questions: float
    questions_spread: float
    balanced_accuracy: float
    macro_f1: float
    balanced_top2: float
    log_loss: float
    ece: float
    ece_raw: float
    accuracy_raw: float
    macro_f1_raw: float
    recall: Mapping[str, float]
    changed: float | None
    confusion: Mapping[str, Mapping[str, int]]
    bands: tuple[Band, ...]


@dataclass(slots=True)
class _OfRole:
    """What is counted for the people of one role."""

    led_by: list[list[_Bin]]
    loss: float = 0.0
    changed: int = 0

    @property
    def people(self) -> int:
        return sum(self.by_leader)

    @property
    def by_leader(self) -> list[int]:
        return [sum(one.people for one in bins) for bins in self.led_by]

    def bins(self, places: Iterable[int], leader: int | None = None) -> Iterator[_Bin]:
        """These bins, of people with this leading role, or with any."""
        led = self.led_by if leader is None else [self.led_by[leader]]
        return (bins[at] for bins in led for at in places)


class Tally:
    """Adds people up.

    Args:
        roles: in the catalog's order, which is that of the fits.
    """

    def __init__(self, roles: Sequence[str]) -> None:
        self._roles = tuple(roles)
        self._of = [_OfRole([[_Bin() for _ in range(BINS)] for _ in roles]) for _ in roles]
        self._questions: dict[int, int] = {}
        self._compared = True

    def add(self, role: str, played: Played) -> None:
        """One more person."""
        place = self._roles.index(role)
        of = self._of[place]
        first, second = sorted(range(len(self._roles)), key=lambda at: -played.fits[at])[:2]
        top = played.fits[first]
        of.loss -= log(max(played.fits[place], LEAST_FIT))
        one = of.led_by[first][min(int(top * BINS), BINS - 1)]
        one.people += 1
        one.fit += top
        one.right += first == place
        one.in_first_two += place in (first, second)
        asked = played.questions
        self._questions[asked] = self._questions.get(asked, 0) + 1
        self._compared &= played.changed is not None
        of.changed += bool(played.changed)

    def figures(self) -> Figures:
        """What they come to; at least one person of each role was added."""
        sizes = [of.people for of in self._of]
        total = sum(sizes)
        led = [of.by_leader for of in self._of]
        share = [[count / size for count in row] for row, size in zip(led, sizes, strict=True)]
        recall = [row[at] for at, row in enumerate(share)]
        equal = [1 / (len(sizes) * size) for size in sizes]
        mean, spread = self._asked(total)
        return Figures(
            people=total,
            questions=mean,
            questions_spread=spread,
            balanced_accuracy=fsum(recall) / len(recall),
            macro_f1=_macro_f1(share),
            balanced_top2=self._weighed(
                [self._sum(of, "in_first_two", range(BINS)) for of in self._of], equal
            ),
            log_loss=self._weighed([of.loss for of in self._of], equal),
            ece=self._calibration_error(equal),
            ece_raw=self._calibration_error([1 / total] * len(sizes)),
            accuracy_raw=sum(row[at] for at, row in enumerate(led)) / total,
            macro_f1_raw=_macro_f1(led),
            recall=dict(zip(self._roles, recall, strict=True)),
            changed=self._weighed([of.changed for of in self._of], equal)
            if self._compared
            else None,
            confusion={
                role: dict(zip(self._roles, row, strict=True))
                for role, row in zip(self._roles, led, strict=True)
            },
            bands=tuple(self._bands(equal)),
        )

    def _weighed(self, sums: Sequence[float], weights: Sequence[float]) -> float:
        """The sums of each role's people, weighed."""
        return fsum(one * weight for one, weight in zip(sums, weights, strict=True))

    def _asked(self, total: int) -> tuple[float, float]:
        mean = sum(asked * count for asked, count in self._questions.items()) / total
        square = sum((n - mean) ** 2 * count for n, count in self._questions.items()) / total
        return mean, sqrt(square)

    def _calibration_error(self, weights: Sequence[float]) -> float:
        def missed(of: _OfRole, at: int) -> float:
            return fsum(one.fit - one.right for one in of.bins([at]))

        return fsum(
            abs(self._weighed([missed(of, at) for of in self._of], weights))
            for at in range(BINS)
        )

    def _bands(self, weights: Sequence[float]) -> list[Band]:
        """The bins as bands, small ones taken together from below."""
        bands: list[Band] = []
        gathered: list[int] = []
        for at in range(BINS):
            gathered.append(at)
            enough = self._people(gathered) >= BAND_PEOPLE
            above = self._people(range(at + 1, BINS)) >= BAND_PEOPLE
            if (enough and above) or at == BINS - 1:
                bands.append(self._band(gathered, weights))
                gathered = []
        return bands

    def _people(self, bins: Sequence[int], leader: int | None = None) -> int:
        return sum(one.people for of in self._of for one in of.bins(bins, leader))

    def _band(self, bins: Sequence[int], weights: Sequence[float]) -> Band:
        whole = self._found(bins, weights)
        of_role = {
            role: _drawn(self._found(bins, weights, leader), whole)
            for leader, role in enumerate(self._roles)
            if self._people(bins, leader) >= ROLE_PEOPLE
        }
        return Band(
            at_least_fit=bins[0] / BINS,
            share_right=whole.share_right,
            share_in_first_two=whole.share_in_first_two,
            people=whole.people,
            of_role=of_role,
        )

    def _found(
        self, bins: Sequence[int], weights: Sequence[float], leader: int | None = None
    ) -> Found:
        """How often we were right about the people in these bins, with this leading role."""

        def mass(name: str) -> float:
            return self._weighed(
                [self._sum(of, name, bins, leader) for of in self._of], weights
            )

        people = mass("people")
        return Found(
            share_right=mass("right") / people,
            share_in_first_two=mass("in_first_two") / people,
            people=self._people(bins, leader),
        )

    def _sum(
        self, of: _OfRole, name: str, bins: Sequence[int], leader: int | None = None
    ) -> int:
        return sum(getattr(one, name) for one in of.bins(bins, leader))


def _drawn(some: Found, whole: Found) -> Found:
    """What was found of some people, drawn towards all of their band."""
    share = some.people / (some.people + DRAWN_AS_BY)

    def between(one: float, other: float) -> float:
        return share * one + (1 - share) * other

    return Found(
        share_right=between(some.share_right, whole.share_right),
        share_in_first_two=between(some.share_in_first_two, whole.share_in_first_two),
        people=some.people,
    )


def _macro_f1(matrix: Sequence[Sequence[float]]) -> float:
    """The mean F1 of a confusion matrix: rows are the true roles, columns the leading ones."""
    columns = [fsum(column) for column in zip(*matrix, strict=True)]
    scores = [
        2 * row[at] / (fsum(row) + columns[at]) if row[at] else 0.0
        for at, row in enumerate(matrix)
    ]
    return fsum(scores) / len(scores)
