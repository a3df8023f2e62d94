"""The tables of times, compiled: vocabulary with the names of CLDR, macros, rules ready to run."""

from kabar.errors import ModelError
from kabar.find.times.shapes import all_shapes, shape
from kabar.find.times.table import Rule, SharedTimes, TimesTable, Value
from kabar.frozen import Frozen
from kabar.grammar import Grammar, Pattern
from kabar.lexing import lex

_WEAK = frozenset({"definite", "part"})
_DEFAULT = {"month": "ANYMONTH", "weekday": "ANYDAY"}  # where a slot is a macro, not a class
_APOSTROPHES = "'\u2019"


class CompiledRule(Frozen, frozen=True, gc=False):
    """A rule ready to run."""

    id: str
    kind: str
    pattern: Pattern
    constants: dict[str, Value]
    slots: tuple[tuple[int, str, str], ...]  # group number, slot, class of its forms
    behind: bool  # the word before belongs to it
    weak: bool  # gives way to a longer rule that starts inside of its match
    span: int  # the group that is the expression, 0 for the whole match
    reason: str  # of a refusal


class Compiled(Frozen, frozen=True, gc=False):
    """Everything that the finder needs of its tables."""

    grammar: Grammar
    values: dict[str, dict[str, Value]]  # class -> normalized form -> value
    rules: dict[str, tuple[CompiledRule, ...]]  # by the character that they can start with
    macros: dict[str, Pattern]


def compile_tables(table: TimesTable, shared: SharedTimes) -> Compiled:
    """Build the grammar and compile all rules. Raises ModelError."""
    words = {name: dict(rows) for name, rows in shared.words.items()}
    for name, row in shared.glued.items():
        numbers = (n for low, high in row.spans for n in range(low, high + 1))
        words[name] = {f"{row.letters}{n:02d}": n for n in numbers}
    members = {name: dict.fromkeys(forms, 0) for name, forms in (*shared.lists.items(), *table.lists.items())}
    for source in (_names(table.locale), table.words, members):
        for name, rows in source.items():
            words.setdefault(name, {}).update(rows)
    for name in shared.classes:
        if name not in words and name not in ("ANYMONTH", "ANYDAY"):
            raise ModelError(f"no form has class {name}", "times.toml", f"add [words.{name}]")
    words["ANYMONTH"] = words["MONTH"] | words["MON"]
    words["ANYDAY"] = words["WEEKDAY"] | words["WDAY"]
    values = {name: {_tokens(form)[1]: value for form, value in rows.items()} for name, rows in words.items()}
    forms = {name: [_tokens(form)[0] for form in rows] for name, rows in words.items()}
    endings, exempt = tuple(table.past_endings), frozenset(table.not_past)
    past = frozenset({"PASTVERB"})

    def classify(word: str) -> frozenset[str]:
        """Classes by shape: of a form its ending, of any token its digits."""
        if endings and word.endswith(endings) and word not in exempt and len(word) > 3:
            return past
        return shape(word)

    macros = {**shared.macros, **table.macros}
    declared = (*table.rules, *shared.rules)
    grammar = Grammar(forms, macros, [rule.pattern for rule in declared], classify, [*all_shapes(), past])
    rules = [_compile(rule, grammar, shared) for rule in declared]
    _check_ids(rules)
    starts: dict[str, list[CompiledRule]] = {}
    for rule in sorted(rules, key=lambda rule: rule.kind != "refuse"):  # among equals the refusal wins
        for char in rule.pattern.first:
            starts.setdefault(char, []).append(rule)
    patterns = {name: _macro(name, grammar) for name in shared.macros_needed}
    return Compiled(grammar, values, {c: tuple(rows) for c, rows in starts.items()}, patterns)


def _compile(rule: Rule, grammar: Grammar, shared: SharedTimes) -> CompiledRule:
    where = f"times.toml: rule {rule.id}"
    if rule.kind not in shared.kinds:
        raise ModelError(f"unknown kind {rule.kind!r}", where, f"use one of: {', '.join(shared.kinds)}")
    try:
        pattern = grammar.compile(rule.pattern, behind=rule.behind)
    except ValueError as error:
        raise ModelError(f"pattern {error}", where, "mend the pattern") from None
    flag = rule.set.get("flag")
    if flag is not None and flag not in shared.flags:
        raise ModelError(f"unknown flag {flag!r}", where, f"use one of: {', '.join(shared.flags)}")
    unknown = ({name.partition("__")[0] for name in pattern.slots} | set(rule.set)) - set(shared.slots)
    if unknown:
        raise ModelError(f"unknown slot {min(unknown)!r}", where, f"use one of: {', '.join(shared.slots)}")
    index = pattern.regex.groupindex
    slots = tuple((index[g], g.partition("__")[0], kind or _DEFAULT.get(g, "")) for g, kind in pattern.slots.items())
    span, behind = index.get("span", 0), rule.behind is not None
    reason = str(flag or rule.id)
    return CompiledRule(rule.id, rule.kind, pattern, dict(rule.set), slots, behind, flag in _WEAK, span, reason)


def _tokens(form: str) -> tuple[tuple[str, ...], str]:
    """Tokens of a form as written, and its normal form; a clitic is one only behind a letter."""
    clitic = form[0] in _APOSTROPHES and len(form) > 1
    tokens = lex("x" + form if clitic else form)
    return tuple(tokens.word[clitic:]), " ".join(tokens.norm[clitic:])


def _macro(name: str, grammar: Grammar) -> Pattern:
    try:
        return grammar.compile(name, empty=True)
    except ValueError as error:
        raise ModelError(f"pattern {error}", f"times.toml: macro {name}", "mend the pattern") from None


def _check_ids(rules: list[CompiledRule]) -> None:
    seen: set[str] = set()
    for rule in rules:
        if rule.id in seen:
            raise ModelError("id is used twice", f"times.toml: rule {rule.id}", "give each rule its own id")
        seen.add(rule.id)


def _names(locale: str) -> dict[str, dict[str, Value]]:
    """Months and weekdays of CLDR, wide and abbreviated (which may be followed by a full stop)."""
    from babel import Locale  # slow to import, and needed only here

    cldr = Locale.parse(locale)
    months, days = cldr.months, cldr.days
    wide = {name: number for number, name in months["format"]["wide"].items()}
    short = {name.rstrip("."): number for number, name in months["format"]["abbreviated"].items()}
    return {
        "MONTH": wide,
        "MON": {name: number for name, number in short.items() if name not in wide},
        "WEEKDAY": {name: number for number, name in days["format"]["wide"].items()},
        "WDAY": {name.rstrip("."): number for number, name in days["format"]["abbreviated"].items()},
    }
