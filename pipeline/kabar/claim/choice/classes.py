"""Classes of words that stand in like surroundings, so that a noun that no gold names is known by its like.

Tables: ``models/<language>/classes.toml``, made by ``scripts/classes.py`` from articles without labels; a language
without one has no classes.
"""

from kabar.tables import ClassesTable

Classes = dict[str, tuple[str, ...]]  # of each word, the coarse one first, named by language, kind and number


def classes(table: ClassesTable | None, language: str) -> Classes:
    """The classes of each word of a language."""
    out: Classes = {}
    if table is not None:
        for kind, groups in (("c", table.coarse), ("f", table.fine)):
            for n, words in enumerate(groups):
                name = f"{language}.{kind}{n}"
                for word in words.split():
                    out[word] = (*out.get(word, ()), name)
    return out
