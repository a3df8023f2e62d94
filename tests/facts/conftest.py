"""The claims of the other tests, for the tests of facts."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "out"))
