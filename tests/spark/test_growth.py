"""A Python worker of Spark needs no more for its last article than for its first thousands (slow)."""

import sys

import pytest
from clusters import ROOT, article

sys.path.append(str(ROOT / "benchmarks"))
import spark_growth

COUNT = 200_000  # 100,000 for each of two workers
MEMORY, OVERHEAD = 1.05, 1.5  # at the end, times the second tenth; CPU time wavers on a machine with other work


@pytest.mark.slow
def test_memory_and_overhead_stay_flat(session):
    workers = spark_growth.growth(session, [article(n) for n in range(100)], COUNT)
    assert len(workers) == spark_growth.WORKERS
    for tenths in workers.values():
        early, late = tenths[1], tenths[-1]  # in the first, tables are read and caches are filled
        print(f"a tenth and the end: {early} {late}")
        assert late.worker < MEMORY * early.worker
        assert late.child < MEMORY * early.child
        assert late.overhead < OVERHEAD * early.overhead
