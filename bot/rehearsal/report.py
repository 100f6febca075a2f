"""What a rehearsal came to, as text."""

from collections import Counter

from bot.rehearsal.faults import Fault
from bot.rehearsal.rehearsing import Rehearsed

MILLISECONDS = 1_000


def as_text(rehearsed: Rehearsed) -> str:
    """The whole report; it ends with the violations and the steps that led to them."""
    total = rehearsed.happened.total()
    seeds = ", ".join(map(str, rehearsed.seeds))
    sampled = rehearsed.sampled.total()
    changed = _share(rehearsed.changed.total(), sampled)
    lines = [
        f"Rehearsal: {total:,} faults over {len(rehearsed.seeds)} seeds ({seeds}),",
        f"{len(rehearsed.violations)} violations, {rehearsed.episodes:,} episodes,",
        f"{rehearsed.lives:,} starts of the program, {rehearsed.facts:,} lines of trace.",
        _answers(rehearsed.answers),
        "",
        f"{'fault':26}{'happened':>10}{'share':>8}{'left out':>10}{'changed':>9}",
        *(_line(fault, rehearsed, total) for fault in Fault),
        f"{'all':26}{total:10,}{1:8.1%}{sampled:10,}{changed:>9}",
        "",
        "left out: so many faults were left out, one by one, of a second run of the episode;",
        "changed: in so many of these something else happened, faults themselves not counted.",
    ]
    lines += [f"\n{violation}" for violation in rehearsed.violations]
    return "\n".join(lines) + "\n"


def quantile(answers: Counter[int], share: float) -> float:
    """Seconds within which this share of the events was answered."""
    left = share * answers.total()
    for milliseconds in sorted(answers):
        left -= answers[milliseconds]
        if left <= 0:
            return milliseconds / MILLISECONDS
    return 0.0


def _answers(answers: Counter[int]) -> str:
    return (
        f"{answers.total():,} events were answered: half within "
        f"{quantile(answers, 0.5):.3f} s, 99 % within {quantile(answers, 0.99):.3f} s, "
        f"all within {quantile(answers, 1):.3f} s"
    )


def _line(fault: Fault, rehearsed: Rehearsed, total: int) -> str:
    happened, sampled = rehearsed.happened[fault], rehearsed.sampled[fault]
    changed = _share(rehearsed.changed[fault], sampled)
    return f"{fault:26}{happened:10,}{happened / (total or 1):8.1%}{sampled:10,}{changed:>9}"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.0%}" if whole else "-"
