"""Extract the claims of a folder of articles, for ../shared/tools/score_claims.py.

usage: python benchmarks/claims.py FOLDER OUTPUT.jsonl

Only the text of each file is given: what the scorer knows of an article (publication date, title) has to be found.
"""

import sys
from pathlib import Path

import msgspec

from kabar.article.read import Source
from kabar.extractor import Extractor


def main(folder: str, output: str) -> int:
    """Write the claims of all text files of a folder, in name order; returns how many there are."""
    extractor = Extractor()
    encode = msgspec.json.Encoder().encode
    count = 0
    with open(output, "wb") as out:
        for path in sorted(Path(folder).glob("*.txt")):
            outcome = extractor.document(path.read_bytes(), Source(path=path.name))
            for claim in outcome.claims:
                out.write(encode(claim) + b"\n")
                count += 1
    return count


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    print(main(sys.argv[1], sys.argv[2]), "claims")
