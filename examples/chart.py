"""Draw the claims of one subject and predicate as an SVG: targets hollow, what came true filled.

usage: python examples/chart.py CLAIMS SUBJECT PREDICATE CHART.svg
"""

import sys
from html import escape

from kabar.out import load, table

WIDTH, HEIGHT, LEFT, BOTTOM, TOP = 640, 300, 60, 40, 20


def series(path, subject, predicate):
    """The claims that have a number of things and a time, by the day that they were told."""
    claims = table.frame(load.claims(path))
    wanted = (claims.subject_name == subject) & (claims.predicate == predicate)
    known = claims.value_amount.notna() & claims.time_value.notna() & (claims.value_unit_kind == "count")
    return claims[wanted & known].sort_values("document_published", kind="stable")


def drawn(rows):
    """One bar a claim: what was aimed at is an outline, what happened is filled."""
    high = rows.value_amount.max() * 1.1
    step = (WIDTH - LEFT - 10) / max(1, len(rows))
    for n, row in enumerate(rows.itertuples()):
        tall = (HEIGHT - TOP - BOTTOM) * row.value_amount / high
        x, y = LEFT + n * step, HEIGHT - BOTTOM - tall
        fill = "#1c5fb0" if row.status == "actual" else "none"
        words = (
            f"{row.document_published:%Y-%m-%d}: {row.status} {row.value_amount:g} {row.value_unit}, {row.time_value}"
        )
        yield (
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{step * 0.7:.1f}" height="{tall:.1f}" fill="{fill}" '
            f'stroke="#1c5fb0" stroke-width="2"><title>{escape(words)}</title></rect>'
            f'<text x="{x + step * 0.35:.1f}" y="{y - 4:.1f}">{row.value_amount:g}</text>'
            f'<text x="{x + step * 0.35:.1f}" y="{HEIGHT - BOTTOM + 16}">{row.time_value}</text>'
        )


def main(path, subject, predicate, out):
    """Write the chart; say how many claims it shows."""
    rows = series(path, subject, predicate)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" font-family="sans-serif"'
    title = f"<title>{escape(subject)}: {escape(predicate)}</title>"
    ground = f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>'
    with open(out, "w", encoding="utf-8") as file:
        file.write(f'{head} font-size="11" text-anchor="middle">{title}{ground}{"".join(drawn(rows))}</svg>\n')
    print(f"{len(rows)} claims; {out}")


if __name__ == "__main__":
    main(*sys.argv[1:])
