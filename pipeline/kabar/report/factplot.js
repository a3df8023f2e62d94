// The series of a fact: what was aimed at and expected, by the day on which it was told, as steps; and what was so, at
// its date. All facts of the same subject, predicate and unit are drawn; the chosen one stands out.

const SERIES = { height: 240, left: 66, right: 20, top: 22, bottom: 30 };
const seriesKey = (f) => [f.subject ? f.subject.id || f.subject.name.toLowerCase() : `(${f.id})`, f.predicate, f.unit, f.per].join("|");

// a goal or forecast stands at the day it was first told; what was so at the end of its period, or at the day of the
// last article where the period was not over yet
function standsAt(a) {
  const told = a.published_first ? day(a.published_first) : null;
  if (a.status !== "actual" || !a.time || !a.time.to) return told;
  const end = day(a.time.to);
  return a.published_last && day(a.published_last) < end ? Math.max(day(a.time.from || a.time.to), day(a.published_last)) : end;
}

// a point for each answer with a number
function seriesPoints(f) {
  const points = [];
  for (const one of facts.filter((o) => seriesKey(o) === seriesKey(f))) {
    one.answers.forEach((a, index) => {
      const value = a.value && a.value.change === null || a.value && !MOVES.has(a.value.unit) ? a.value.amount ?? a.value.min ?? a.value.max : null;
      if (value === null || value === undefined) return;
      const at = standsAt(a);
      if (at !== null) points.push({ fact: one, answer: a, index, at, value });
    });
  }
  return points;
}

function factPlot(f) {
  const points = seriesPoints(f);
  if (points.length < 2) return null;
  const width = Math.max(300, Math.min(760, (factView.page.clientWidth || 800) - 60));
  const [ends, most, least] = [points.map((p) => p.at), Math.max(...points.map((p) => p.value)), Math.min(...points.map((p) => p.value))];
  const pad = Math.max((Math.max(...ends) - Math.min(...ends)) * 0.06, 15 * DAY);
  const [low, high] = [Math.min(...ends) - pad, Math.max(...ends) + pad];
  const bottom = SERIES.height - SERIES.bottom;
  const x = Object.assign((t) => SERIES.left + ((width - SERIES.left - SERIES.right) * (t - low)) / (high - low), { low, high });
  const floor = Math.min(0, least);
  const top = Math.max(most * 1.12, floor + 1e-9);
  const y = Object.assign((v) => bottom - ((bottom - SERIES.top) * (v - floor)) / (top - floor), { low: floor, high: top, log: false });
  const box = svg("svg", { viewBox: `0 0 ${width} ${SERIES.height}`, width, height: SERIES.height, role: "group", "aria-label": `${factWho(f)}, ${factWhat(f)}`, class: "series" });
  const grid = svg("g", { class: "axis", "aria-hidden": "true" });
  for (const [t, words] of timeTicks(x, width)) grid.append(svg("line", { x1: x(t), x2: x(t), y1: SERIES.top, y2: bottom }), svg("text", { x: x(t), y: SERIES.height - 10, "text-anchor": "middle" }, words));
  for (const v of valueTicks(y)) grid.append(svg("line", { x1: SERIES.left, x2: width - SERIES.right, y1: y(v), y2: y(v) }), svg("text", { x: SERIES.left - 8, y: y(v) + 4, "text-anchor": "end" }, shortNumber(v)));
  grid.append(svg("text", { x: 6, y: 12, class: "unit" }, [f.unit, f.per].filter(Boolean).map(unitName).join(" / ")));
  box.append(grid, ...steps(points, x, y), ...points.map((p) => point(f, p, x, y)));
  return el("figure", { class: "plot" }, box, el("figcaption", { class: "dim" }, say("Targets, plans and forecasts at the day they were first told; what was so, at the end of its period. Steps are revisions, dotted lines what came of a target.")));
}

// revisions as steps, and from a goal to what came of it
function steps(points, x, y) {
  const of = new Map(points.map((p) => [`${p.fact.id}/${p.index}`, p]));
  const parts = [];
  for (const fact of new Set(points.map((p) => p.fact))) {
    for (const r of fact.relations) {
      const [a, b] = [of.get(`${fact.id}/${r.a}`), of.get(`${fact.id}/${r.b}`)];
      if (!a || !b) continue;
      if (r.relation === "update") parts.push(svg("path", { class: "step s-target", d: `M${x(a.at)} ${y(a.value)}H${x(b.at)}V${y(b.value)}` }));
      if (r.relation === "outcome") parts.push(svg("path", { class: "came", d: `M${x(a.at)} ${y(a.value)}L${x(b.at)} ${y(b.value)}` }));
      if (r.relation === "conflict") parts.push(svg("path", { class: "clash", d: `M${x(a.at)} ${y(a.value)}L${x(b.at)} ${y(b.value)}` }));
    }
  }
  return parts;
}

function point(f, p, x, y) {
  const list = p.answer.claims.map((i) => claims[i]);
  const words = `${say(data.style.status[p.answer.status].word)}: ${answerWords(p.fact, p.answer)}, ${saidWhen(p.answer)}${saidBy(p.answer).length ? `, ${say("said by")} ${saidBy(p.answer).slice(0, 3).join(", ")}` : ""}`;
  const open = () => (list.length ? showArticle(list[0].doc, list[0]) : null);
  const g = svg("g", { class: `mark s-${p.answer.status}${p.fact === f ? "" : " other"}`, tabindex: "0", role: "button", "aria-label": words, transform: `translate(${x(p.at)} ${y(p.value)})`, onclick: open,
    onkeydown: (e) => { if (e.key === "Enter" || e.key === " ") { e.preventDefault(); open(); } },
    onmouseenter: () => showTip(g, list), onmouseleave: hideTip, onfocus: () => showTip(g, list), onblur: hideTip },
    svg("circle", { r: 12, class: "touch" }), glyph(p.answer.status));
  return g;
}
