"""``kabar score``: claims against gold."""

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from kabar.out.score import Change, Judged


def command(
    gold: Annotated[str, typer.Argument(help="Gold file (JSONL, one annotated article a line).")],
    claims: Annotated[str, typer.Argument(help="claims.jsonl, the folder of a run, or -.")],
    against: Annotated[str | None, typer.Option(help="Claims of an older run: show gains and losses.")] = None,
    rules: Annotated[bool, typer.Option("--rules", help="Also how right each rule is.")] = False,
    errors: Annotated[bool, typer.Option("--errors", help="Also every miss, false claim and wrong slot.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="As one JSON object.")] = False,
) -> None:
    """Score claims against gold: detected, core (what, how much, unit, when) and full (every slot).

    Precision, recall and F1 for all, each language and each kind; slots in percent of the detected.
    """
    from kabar.out import load, score
    from kabar.out.gold import GoldDocument

    documents = [document for _, document in load.records(gold, GoldDocument)]
    new = score.judged(documents, load.claims(claims))
    changes = score.changes(score.judged(documents, load.claims(against)), new) if against else []
    if as_json:
        _json(new, changes, rules, bool(against))
        return
    if errors:
        typer.echo("\n".join(score.errors(new)))
    _text(new, rules)
    if against:
        _changes(changes)


def _json(judged: "list[Judged]", changes: "list[Change]", rules: bool, compared: bool) -> None:
    import msgspec

    from kabar.out import score

    found = {group: row._asdict() for group, row in score.table(judged).items()}
    for row in found.values():
        row.update({level: row[level]._asdict() for level in score.LEVELS})
    if rules:
        found["rules"] = {rule: counts._asdict() for rule, counts in score.rules(judged).items()}
    if compared:
        found["changes"] = {"rows": [{**c._asdict(), "gain": score.is_gain(c)} for c in changes]}
    typer.echo(msgspec.json.encode(found))


def _text(judged: "list[Judged]", rules: bool) -> None:
    from kabar.out import score

    for group, row in score.table(judged).items():
        levels = "  ".join(f"{n} P {v.p} R {v.r} F1 {v.f1}" for n in score.LEVELS for v in [getattr(row, n)])
        typer.echo(f"{group:9} gold {row.gold:4} pred {row.pred:4}  {levels}")
        typer.echo("          slots of the detected: " + "  ".join(f"{s} {v}" for s, v in row.slots.items()))
    if rules:
        typer.echo("\nrule                                      claims  detected  core  full")
        for rule, c in score.rules(judged).items():
            typer.echo(f"{rule:40} {c.pred:7} {c.detected:9} {c.core:5} {c.full:5}")


def _changes(changes: "list[Change]") -> None:
    from kabar.out import score

    gains = sum(score.is_gain(c) for c in changes)
    typer.echo(f"\n{gains} gains, {len(changes) - gains} losses")
    for c in changes:
        what = c.claim.value or c.claim.time
        sign = "+" if score.is_gain(c) else "-"
        where = f"{c.claim.kind} {c.claim.predicate[0]} {what.text if what else None!r}"
        typer.echo(f"{sign} {c.document} {where}: {_state(c.old)} -> {_state(c.new)}")


def _state(wrong: tuple[str, ...] | None) -> str:
    if wrong is None:
        return "missed"
    return f"wrong {', '.join(wrong)}" if wrong else "right"
