"""The features of candidates for a subject, as the weights have them: each group is written from its few values.

Each feature begins with the kind ``k`` of the candidate, so that names, nouns, pronouns and what is elsewhere have
weights apart; ``p`` is the predicate, ``k=`` the kind of unit, ``u`` the unit, ``t`` the type of the entity, ``tr`` the
words that say what is measured or happens, ``vbw`` the verb, ``l``/``r`` the classes beside, ``lw``/``rw`` the words.
"""

from kabar.find.words import VERBS


def none_asked(predicate: str, kind: str, counted: int, unit: str, said: int) -> list[str]:
    """Nobody, and what is measured."""
    return [
        "none",
        f"none p={predicate}",
        f"none k={kind}",
        f"none counted={counted} {kind}",
        f"none u={unit}",
        f"none said={said} p={predicate}",
    ]


def none_placed(names: int, section: str, verbs: int, path: str) -> list[str]:
    """Nobody, and the sentence up to the value."""
    return [f"none n={names}", f"none s={section}", f"none nv={verbs}", f"none path={path}"]


def sort_of(k: str, variant: str) -> list[str]:
    """The kind of a candidate and its variant."""
    return [k, f"{k} v={variant}"]


def wide(variant: str, shape: str, language: str, left: str, right: str) -> list[str]:
    """What a stretched name is made of."""
    return [f"wide {variant} shape={shape} lang={language}", f"wide {variant} l={left} r={right}"]


def opens(kind: str) -> list[str]:
    """There is no claim before."""
    return [f"prev {kind} first"]


def going_on(kind: str, same: int, here: int, alike: str, nobody: int) -> list[str]:
    """A story goes on with the same."""
    return [
        f"prev {same} here={here}",
        f"prev {kind} {same} here={here}",
        f"prev {kind} {same} here={here} {alike}",
        f"prev {kind} {same} nobody={nobody}",
    ]


def entity(k: str, t: str, rule: str, said: int) -> list[str]:
    """What is known of an entity; ``said``: whether it is who says so."""
    return [f"{k} t={t}", f"{k} rule={rule}", f"{k} said={said} t={t}"]


def entity_asked(k: str, t: str, kind: str | None, said: int, predicate: str) -> list[str]:
    """An entity and what is measured."""
    return [f"{k} t={t} p={predicate}", f"{k} kind={kind} p={predicate}", f"{k} said={said} p={predicate}"]


def entity_unit(k: str, t: str, unit_kind: str, unit: str) -> list[str]:
    """An entity and the unit."""
    return [f"{k} t={t} k={unit_kind}", f"{k} t={t} u={unit}"]


def stands(k: str, t: str, count: int, age: str, title: int, center: int, opening: int, subject: int) -> list[str]:
    """How an entity stands in the article."""
    return [
        f"{k} count={count}",
        f"{k} age={age}",
        f"{k} title={title}",
        f"{k} title={title} t={t}",
        f"{k} opening={opening}",
        f"{k} center={center}",
        f"{k} subj={subject}",
        f"{k} title={title} center={center} count={min(count, 3)} age={age}",
    ]


def away(k: str, side: str, gap: str, names: int, listed: int) -> list[str]:
    """How far from the value; ``listed``: whether another value stands before it, -1 where there is one only."""
    out = [f"{k} {side} d={gap}", f"{k} {side} names={names}"]
    return out if listed < 0 else [*out, f"{k} {side} list={listed} d={gap} names={names}"]


def between(k: str, side: str, verbs: int, commas: int, cross: str, start: int) -> list[str]:
    """What stands between a candidate and the value, and whether it begins the sentence."""
    return [
        f"{k} {side} verbs={verbs}",
        f"{k} {side} commas={commas}",
        f"{k} {side} cross={cross}",
        f"{k} {side} start={start}",
    ]


def beside(k: str, side: str, left: str, right: str) -> list[str]:
    """The classes beside a candidate."""
    return [f"{k} {side} l={left}", f"{k} {side} r={right}", f"{k} {side} l={left} r={right}"]


def words_before(k: str, side: str, before: str, beyond: str) -> list[str]:
    """The word before a candidate, and the class of the one before that."""
    return [f"{k} {side} lw={before}", f"{k} {side} lw={before} ll={beyond}"]


def words_after(k: str, side: str, after: str, beyond: str) -> list[str]:
    """The word behind a candidate, and the class of the one behind that."""
    return [f"{k} {side} rw={after}", f"{k} {side} rw={after} rr={beyond}"]


def value_before(k: str, side: str, word: str) -> list[str]:
    """The word before the value."""
    return [f"{k} {side} vw={word}"]


def value_after(k: str, side: str, word: str) -> list[str]:
    """The word behind the value."""
    return [f"{k} {side} va={word}"]


def along(k: str, side: str, left: str, right: str, path: str) -> list[str]:
    """The path to the value."""
    return [f"{k} {side} path={path}", f"{side} path={path}", f"{side} l={left} r={right} path={path}"]


def of_item(k: str, fit: str, rule: str, language: str) -> list[str]:
    """A candidate and the item of a list that the value belongs to."""
    return [f"{k} item={fit} {rule}", f"item={fit} {rule}", f"item={fit} {rule} lang={language}"]


def trigger_path(k: str, at: str, path: str, before: str, predicate: str) -> list[str]:
    """The path to those words, the word before the candidate, and which predicate they say."""
    return [
        f"{k} tr {at} path={path}",
        f"tr {at} path={path} lw={before}",
        f"{k} tr {at} p={predicate} path={path}",
    ]


def verb_word(k: str, side: str, word: str, leads: int) -> list[str]:
    """The verb, and whether it is the first behind the candidate."""
    return [f"{k} vbw={word} {side}", f"{k} vbw={word} {side} first={leads}"]


def governed(k: str, side: str, oblique: int, predicate: str, unit_kind: str) -> list[str]:
    """Whether a preposition governs a candidate, and what is measured."""
    return [
        f"{k} {side} p={predicate}",
        f"{k} {side} k={unit_kind}",
        f"{k} obl={oblique} {side}",
        f"{k} obl={oblique} {side} p={predicate}",
    ]


def noun_head(head: str, predicate: str, unit: str) -> list[str]:
    """The head of a noun phrase, and what is measured."""
    return [f"noun head={head}", f"noun head={head} p={predicate}", f"noun head={head} u={unit}"]


def noun_like(like: str, predicate: str) -> list[str]:
    """The nouns of like surroundings, and what is measured."""
    return [f"noun like={like}", f"noun like={like} p={predicate}"]


def noun_shape(v: str, shape: str, size: int, names: int, lang: str) -> list[str]:
    """The classes, the length and the names of a noun phrase."""
    return [
        f"noun shape={shape}",
        f"noun v={v} shape={shape}",
        f"noun len={size} lang={lang}",
        f"noun names={names} v={v}",
    ]


def noun_asked(v: str, trigger: int, counted: int, predicate: str, side: str) -> list[str]:
    """Whether the head is what is measured or counted."""
    return [
        f"noun tr={trigger}",
        f"noun tr={trigger} p={predicate} v={v}",
        f"noun counted={counted} v={v}",
        f"noun counted={counted} p={predicate}",
        f"noun counted={counted} {side}",
    ]


def noun_told(v: str, side: str, seen: int, times: int, titled: int) -> list[str]:
    """How often the article says the head of a noun phrase: before the sentence, in the title, altogether."""
    return [
        f"noun seen={seen}",
        f"noun seen={min(seen, 3)} title={titled} v={v}",
        f"noun told={times} {side}",
    ]


def noun_beside(v: str, side: str, left: str, right: str, lang: str) -> list[str]:
    """The classes beside a noun phrase."""
    return [
        f"noun v={v} r={right} lang={lang}",
        f"noun verb={int(right in VERBS)} {side}",
        f"noun v={v} {side} l={left}",
        f"noun v={v} l={left} lang={lang}",
    ]


def noun_end(ending: str, lang: str) -> list[str]:
    """The last letters of a noun phrase."""
    return [f"noun end={ending} lang={lang}"]
