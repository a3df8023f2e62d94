"""What kind of thing can have a measure or undergo an event: a bonus by type of entity, for groups of predicates."""

from kabar.find.mention import Entity

PEOPLE = frozenset({"deaths", "injuries", "missing", "survivors", "victims", "occupants"})
ECONOMY = frozenset({"inflation", "gdp", "unemployment", "interest_rate", "population", "votes"})
NATIONAL = frozenset({"inflation", "gdp", "unemployment", "population"})  # what only a land or town has
_HOUSE = frozenset(
    {"job_cuts", "employees", "closures", "factories", "revenue", "profit", "loss", "debt", "stores", "market_share"}
    | {"acquisition", "bankruptcy", "founding", "registration", "valuation"}
)
_VEHICLES = frozenset({None, "aircraft", "flight", "ship", "car"})
_PERSONAL = frozenset(
    {"meeting", "appointment", "resignation", "election", "trial", "arrest", "death", "attack", "flight"}
    | {"event", "agreement", "announcement"}
)
_CAST: dict[str, dict[str, float]] = {  # what can have a measure: bonus by type of entity
    "people": {
        "product": 1.5,
        "event": 2.0,
        "topic": 1.0,
        "organization": -2.1,
        "place": -1.9,
        "person": -3.0,
        "other": -0.5,
    },
    "air": {"topic": 1.0, "place": 1.0, "product": 0.5, "organization": -4.0, "person": -6.0},
    "economy": {"place": 3.0, "organization": -0.5, "topic": -2.1, "product": -1.0, "person": -6.0},
    "price": {"product": 1.5, "topic": 1.0, "organization": 0.0, "place": -4.0, "person": -4.0, "event": -4.0},
    "personal": {"person": 0.0, "organization": 0.5, "product": 0.5, "topic": -1.0, "place": -1.5, "media": 0.0},
    "house": {"organization": 1.5, "product": -2.0, "topic": -2.5, "place": -3.0, "person": -2.0, "event": -4.0},
    "other": {"product": 1.0, "organization": 0.5, "topic": -2.2, "place": -2.5, "person": -1.5},
}
_ROLE: dict[str | None, str] = {  # which kind of thing a predicate is about
    **dict.fromkeys(_PERSONAL, "personal"),
    **dict.fromkeys(_HOUSE, "house"),
    "price": "price",
    **dict.fromkeys(ECONOMY, "economy"),
    **dict.fromkeys(PEOPLE, "people"),
    **dict.fromkeys(("concentration", "temperature"), "air"),
}
_MEDIA, _GROUP, _ANY, _NEVER = -4.0, -1.5, -0.5, -2.0
_ALIEN = -6.0
_HOUSES_OWN = frozenset({"profit", "revenue", "market_share"})  # what persons do not have
_COMMODITY = "commodity"  # kind of topics that are dealt in
LISTED = "market price"  # the kind of gazetteer entries that are prices themselves
_UNLISTED = _HOUSE | ECONOMY | PEOPLE | {"investment", "funding"}  # what no index or benchmark has
_HAZARD = "hazard"  # kind of topics that people fall ill or die of
_STANDING = ("product", "event", "organization", "topic", "place", "other")  # what an article can be about
_CONTEXT = {
    role: {kind: bonus for kind in _STANDING if (bonus := cast.get(kind, _ANY)) > (0.0 if kind == "place" else _NEVER)}
    for role, cast in _CAST.items()
}


def personal(predicate: str | None) -> bool:
    """Whether somebody can do or suffer it for himself."""
    return predicate in _PERSONAL


def cast_of(predicate: str | None) -> dict[str, float]:
    """Bonus by type of entity for a predicate."""
    return _CAST[_ROLE.get(predicate, "other")]


def context_of(predicate: str | None) -> dict[str, float]:
    """Bonus by type of entity for what the article is about, where the sentence of the predicate names nothing."""
    return _CONTEXT[_ROLE.get(predicate, "other")]


def harmless(entity: Entity) -> bool:
    """Whether nobody falls ill or dies of a topic (of oil, of exports)."""
    return entity.type == "topic" and entity.kind != _HAZARD


def impersonal(entity: Entity, predicate: str | None) -> bool:
    """Whether a person has no such measure (a profit), a commodity (an inflation) or an index (an investment)."""
    if entity.type == "person":
        return predicate in _HOUSES_OWN
    if entity.kind == LISTED:
        return predicate in _UNLISTED
    return entity.kind == _COMMODITY and predicate in ECONOMY


def worth(cast: dict[str, float], entity: Entity, predicate: str | None) -> float:
    """Bonus of an entity by its type; people die in vehicles, not in telephones."""
    if predicate in PEOPLE and entity.type == "product" and entity.kind not in _VEHICLES:
        return -1.0
    if predicate in PEOPLE and harmless(entity):
        return _ALIEN
    if impersonal(entity, predicate):
        return _ALIEN
    if entity.rule == "entity.group":
        return _GROUP
    return cast.get(entity.type, _MEDIA if entity.type == "media" else _ANY)
