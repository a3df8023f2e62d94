"""Memory does not grow with the number of documents (slow)."""

import statistics
import time
from pathlib import Path

import pytest
from harness import articles, children, lines, start

COUNT = 100_000


def resident(pid):
    """Resident memory of a process in kilobytes, 0 when it is gone."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")), 0)


@pytest.mark.slow
def test_memory_stays_flat_over_many_varied_articles(tmp_path):
    articles(tmp_path / "in", COUNT)
    process = start("extract", "in", "-o", "out", "--workers", "2", "--quiet", cwd=tmp_path)
    parts = tmp_path / "out" / ".kabar" / "parts"
    samples = []
    while process.poll() is None:
        time.sleep(0.5)
        done = sum(1 for _ in parts.iterdir()) if parts.is_dir() else 0
        workers = [size for size in map(resident, children(process.pid)) if size]
        if done and len(workers) == 2:
            samples.append((done, resident(process.pid), max(workers)))
    assert process.returncode == 0
    assert len(lines(tmp_path / "out")) == COUNT
    last = max(done for done, _, _ in samples)
    for who in (1, 2):
        early = statistics.median(row[who] for row in samples if 0.1 * last <= row[0] < 0.2 * last)
        late = statistics.median(row[who] for row in samples if row[0] >= 0.9 * last)
        print(f"{('', 'parent', 'worker')[who]}: {early / 1024:.1f} MB after a tenth, {late / 1024:.1f} MB at the end")
        assert late < 1.05 * early
