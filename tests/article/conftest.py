"""The benchmarks and the harness of runs, for the tests that measure on real articles by the real command."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "benchmarks"), str(ROOT / "tests" / "run")]
