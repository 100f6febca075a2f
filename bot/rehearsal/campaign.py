"""Many rehearsals, as many at once as the machine has processors."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context

from bot.rehearsal.rehearsing import SAMPLED, Rehearsed, rehearse

Tell = Callable[[str], None]


def campaign(
    seeds: Sequence[int], faults: int, tell: Tell, *, sampled: float = SAMPLED
) -> Rehearsed:
    """Rehearse with each seed, in processes of their own.

    Args:
        seeds: of the rehearsals.
        faults: of each.
        tell: is told when one of them is done.
        sampled: the share of the faults that are left out once.
    """
    whole = Rehearsed()
    # Not forked: a rehearsal begins with nothing that another one has left behind.
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        running = {pool.submit(rehearse, seed, faults, sampled=sampled): seed for seed in seeds}
        for number, done in enumerate(as_completed(running), start=1):
            one = done.result()
            whole.add(one)
            tell(
                f"{number} of {len(seeds)}: seed {running[done]}, "
                f"{one.happened.total():,} faults, {len(one.violations)} violations"
            )
    return whole
