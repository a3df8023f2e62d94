"""The shapes of ``layout.toml`` and ``publishers.toml``."""

from kabar.article.dates import Order
from kabar.model import Table


class LayoutTable(Table, frozen=True):
    """The words of page furniture in one language, lower case. The lists are explained in ``models/en/layout.toml``."""

    date_order: Order
    ordinals: list[str]
    fillers: list[str]
    zones: list[str]
    published: list[str]
    updated: list[str]
    bylines: list[str]
    authors: list[str]
    roles: list[str]
    credits: list[str]
    captions: list[str]
    lines: list[str]
    starts: list[str]
    phrases: list[str]
    comments: list[str]
    links: list[str]
    ends: list[str]
    abouts: list[str]
    boilerplate: list[str]
    legal: list[str]
    bios: list[str]
    asides: list[str]
    navigation: list[str]
    replies: list[str]
    ago: list[str]
    months: dict[str, int]
    weekdays: dict[str, int]
    sayings: list[str]
    days: dict[str, int]


class PublishersTable(Table, frozen=True):
    """``names``: media as datelines and urls write them, lower case, to their usual names."""

    names: dict[str, str]
