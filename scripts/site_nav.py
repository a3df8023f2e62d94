"""The order of the pages of the docs' site, for MkDocs (a hook): the named ones first, any other below `More`.

A page that is named here and is not there is left out, so that pages can come and go without breaking the site.
"""

from pathlib import Path
from typing import Any

SECTIONS = {
    "Start": ["index.md"],
    "Tutorial": [
        "tutorial/pages.md",
        "tutorial/warc.md",
        "tutorial/tables.md",
        "tutorial/ci.md",
        "tutorial/spacy.md",
        "tutorial/notebook.md",
    ],
    "Understand": ["how.md", "facts.md", "faults.md"],
    "Operate": ["runs.md", "scale.md"],
    "Extend": ["extend.md", "languages.md"],
    "Reference": ["reference/commands.md", "reference/fields.md", "reference/languages.md", "reference/api.md"],
}


def nav(folder: Path) -> list[dict[str, list[str]]]:
    """Sections with the pages that are there, and what is not named in a section of its own."""
    there = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.md"))
    named = {page for pages in SECTIONS.values() for page in pages}
    rows = {title: [page for page in pages if page in there] for title, pages in SECTIONS.items()}
    rows["More"] = [page for page in there if page not in named]
    return [{title: pages} for title, pages in rows.items() if pages]


def on_config(config: Any) -> Any:
    """MkDocs asks before it reads the pages."""
    config["nav"] = nav(Path(config["docs_dir"]))
    return config
