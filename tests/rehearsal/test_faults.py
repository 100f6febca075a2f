from bot.rehearsal.faults import RATES, Fates, Fault, Injected

MANY = 5_000


def struck(fates: Fates, *faults: Fault) -> list[Injected]:
    """What happens when each of these has many opportunities, in turn."""
    for _ in range(MANY):
        for fault in faults:
            fates.strikes(fault)
    return fates.injected


def test_a_kind_takes_the_same_opportunities_whatever_the_others_do() -> None:
    alone = struck(Fates("7/1"), Fault.LOCK)

    together = struck(Fates("7/1"), Fault.JUMP, Fault.LOCK, Fault.REPEAT)

    assert alone == [one for one in together if one.fault is Fault.LOCK]
    assert len(alone) > MANY * RATES[Fault.LOCK] / 2


def test_a_fault_that_is_left_out_moves_no_other() -> None:
    whole = struck(Fates("7/1"), Fault.LOCK)

    less = struck(Fates("7/1", without=whole[3]), Fault.LOCK)

    assert less == whole[:3] + whole[4:]


def test_another_seed_takes_other_opportunities() -> None:
    assert struck(Fates("7/1"), Fault.LOCK) != struck(Fates("7/2"), Fault.LOCK)


def test_when_faults_are_over_nothing_happens_any_more() -> None:
    fates = Fates("7/1")
    fates.over = True

    assert struck(fates, *Fault) == []
