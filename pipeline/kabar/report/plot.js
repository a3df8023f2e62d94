// Drawing of the timeline: time to the right, the value upward or lanes below each other. A bar is the time span, an
// arrow an open end, a whisker the bounds of the value; the symbol is the status, hollow where the claim has no date.

const GLYPHS = {
  actual: [["circle", { r: 6, class: "full" }]],
  target: [["circle", { r: 6.5, class: "line" }], ["circle", { r: 2.8, class: "full" }]],
  planned: [["path", { d: "M-5 -6.5L7 0L-5 6.5z", class: "full" }]],
  expected: [["path", { d: "M0 -7.5L7.5 0L0 7.5L-7.5 0z", class: "line" }]],
  possible: [["circle", { r: 6, class: "line" }]],
};
const glyph = (status) => GLYPHS[status].map(([name, attributes]) => svg(name, attributes));
const MARGIN = { left: 74, right: 26, top: 26, bottom: 34 };

const MOVED = 150; // height of the axis of movements
const GAP = 30;

function drawPlot() {
  const width = Math.max(300, line.plot.clientWidth || 900);
  const all = line.claims.slice(0, MOST_MARKS);
  line.x = all.length ? timeScale(all, width) : null;
  const list = all.filter((c) => inSight(c, line.x));
  if (!list.length) {
    line.plot.replaceChildren(el("p", { class: "empty" }, say(all.length ? "Nothing in this stretch of time." : "No dated claim in this choice.")));
    return;
  }
  const { x } = line;
  const panels = line.scaled ? scaledPanels(list, width) : [lanePanel(list, x)];
  const height = panels.at(-1).bottom + MARGIN.bottom;
  const box = svg("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "group", "aria-label": say("Timeline; left and right arrow go from mark to mark") });
  box.append(timeAxis(x, width, panels));
  const groups = [];
  for (const panel of panels) {
    box.append(panel.y ? valueAxis(panel, width) : lanes(panel.marks, width));
    if (panel.y) raise(panel, x);
    groups.push(...panel.marks.map((m) => mark(m, x, panel, width)));
  }
  groups.sort((a, b) => a.at - b.at);
  box.append(...groups.map((g) => g.node));
  label(groups, width);
  const nodes = groups.map((g) => g.node);
  nodes[0].setAttribute("tabindex", "0");
  box.addEventListener("keydown", (e) => walk(e, nodes));
  line.plot.replaceChildren(box);
}

// levels above, movements on an axis of their own below
function scaledPanels(list, width) {
  const [levels, moves] = [list.filter((c) => !isMove(c)), list.filter(isMove)];
  const panels = [];
  let top = MARGIN.top;
  if (levels.length) {
    const bottom = top + Math.min(400, Math.max(220, width * 0.4));
    panels.push({ top, bottom, marks: clusters(levels), y: valueScale(levels, top, bottom, level, line.log), words: unitWords(line.unit) });
    top = bottom + GAP;
  }
  if (moves.length) {
    const bottom = top + MOVED;
    panels.push({ top, bottom, marks: clusters(moves), y: valueScale(moves, top, bottom, moved, false), moves: true, words: `${say("change")}, ${[...new Set(moves.map((c) => unitName(c.value_unit)))].join(", ")}` });
  }
  return panels;
}

function lanePanel(list, x) {
  const marks = packed(list, x);
  return { top: MARGIN.top, bottom: MARGIN.top + marks.rows * 26, marks, y: null };
}

// in the stretch of time that is shown, with a part of its span at least
const inSight = (c, x) => (until(c) ?? stand(c)) >= x.low && (from(c) ?? stand(c)) <= x.high;

function walk(e, groups) {
  const at = groups.indexOf(document.activeElement);
  const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: groups.length - 1 }[e.key];
  if (at < 0 || to === undefined || !groups[to]) return;
  e.preventDefault();
  e.stopPropagation();
  groups[at].setAttribute("tabindex", "-1");
  groups[to].setAttribute("tabindex", "0");
  groups[to].focus();
}

// --- scales ---

function timeScale(list, width) {
  const ends = list.flatMap((c) => (isDated(c) ? [from(c), until(c)] : [stand(c)])).filter((t) => t !== null);
  let [low, high] = [Math.min(...ends), Math.max(...ends)];
  const pad = Math.max((high - low) * 0.04, 15 * DAY);
  [low, high] = line.zoom || [low - pad, high + pad];
  const inner = width - MARGIN.left - MARGIN.right;
  return Object.assign((t) => MARGIN.left + (inner * (t - low)) / (high - low), { low, high, inner });
}

const level = (c) => (c.value_comparison === "range" ? (c.value_min + c.value_max) / 2 : c.value_amount ?? c.value_min ?? c.value_max ?? 0);
const moved = (c) => (c.value_change === "decrease" ? -level(c) : level(c));

function valueScale(list, top, bottom, value, wantsLog) {
  const all = list.flatMap((c) => (value === moved ? [moved(c)] : [level(c), c.value_min ?? level(c), c.value_max ?? level(c)]));
  const [most, least] = [Math.max(...all), Math.min(...all)];
  const log = wantsLog && least > 0;
  let [low, high] = log ? [Math.log10(least) - 0.1, Math.log10(most) + 0.1] : [Math.min(0, least), Math.max(0, most)];
  if (high === low) high = low + 1;
  if (!log) [low, high] = [low < 0 ? low - (high - low) * 0.1 : low, high > 0 ? high + (high - low) * 0.1 : high];
  const turn = (v) => (log ? Math.log10(v) : v);
  return Object.assign((v) => bottom - ((bottom - top) * (turn(v) - low)) / (high - low), { low, high, log, value });
}

function timeAxis(x, width, panels) {
  const g = svg("g", { class: "axis", "aria-hidden": "true" });
  const bottom = panels.at(-1).bottom;
  for (const [t, words] of timeTicks(x, width)) {
    g.append(...panels.map((p) => svg("line", { x1: x(t), x2: x(t), y1: p.top, y2: p.bottom })), svg("text", { x: x(t), y: bottom + MARGIN.bottom - 12, "text-anchor": "middle" }, words));
  }
  return g;
}

const MONTHS = Array.from({ length: 12 }, (_, m) => new Intl.DateTimeFormat(language, { month: "short", timeZone: "UTC" }).format(Date.UTC(2001, m, 15)));

function timeTicks(x, width) {
  const room = Math.max(3, Math.floor(width / 90));
  const months = (x.high - x.low) / (30.44 * DAY);
  if (months < room / 2) return dayTicks(x, room);
  const steps = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000];
  const step = steps.find((s) => months / s <= room) || 24000;
  const first = new Date(x.low);
  const ticks = [];
  for (let m = Math.ceil((first.getUTCFullYear() * 12 + first.getUTCMonth()) / step) * step; ticks.length < 60; m += step) {
    const date = new Date(0);
    date.setUTCFullYear(Math.floor(m / 12), m % 12, 1);
    if (date.getTime() > x.high) break;
    if (date.getTime() >= x.low) ticks.push([date.getTime(), step >= 12 ? String(Math.floor(m / 12)) : `${MONTHS[m % 12]} ${Math.floor(m / 12)}`]);
  }
  return ticks;
}

// stretches of weeks: days at even distances
function dayTicks(x, room) {
  const step = [1, 2, 5, 7, 14].find((s) => (x.high - x.low) / (s * DAY) <= room) || 14;
  const ticks = [];
  for (let t = Math.ceil(x.low / (step * DAY)) * step * DAY; t <= x.high; t += step * DAY) {
    const date = new Date(t);
    ticks.push([t, `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`]);
  }
  return ticks;
}

function valueAxis({ y, top, words }, width) {
  const g = svg("g", { class: "axis", "aria-hidden": "true" });
  for (const v of valueTicks(y)) {
    g.append(svg("line", { x1: MARGIN.left, x2: width - MARGIN.right, y1: y(v), y2: y(v) }), svg("text", { x: MARGIN.left - 8, y: y(v) + 4, "text-anchor": "end" }, shortNumber(v)));
  }
  g.append(svg("text", { x: 10, y: top - 12, class: "unit" }, words));
  return g;
}

function valueTicks(y) {
  if (y.log) {
    const ticks = [];
    for (let e = Math.floor(y.low); e <= Math.ceil(y.high); e++) for (const m of y.high - y.low > 2 ? [1] : [1, 2, 5]) ticks.push(m * 10 ** e);
    return ticks.filter((v) => Math.log10(v) >= y.low && Math.log10(v) <= y.high);
  }
  const rough = (y.high - y.low) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((m) => m * power).find((s) => s >= rough);
  const ticks = [];
  for (let i = Math.ceil(y.low / step); i * step <= y.high; i++) ticks.push(i * step);
  return ticks;
}

const compact = new Intl.NumberFormat(language, { notation: "compact", maximumSignificantDigits: 3 });
const shortNumber = (v) => (v !== 0 && Math.abs(v) < 0.01 ? v.toExponential(1) : compact.format(v));

// --- marks: claims that say the same of the same time are one ---

function clusters(list) {
  const found = new Map();
  for (const c of list) {
    const key = [isDated(c), stand(c), c.time_from, c.time_to, c.value_change, c.value_amount, c.value_min, c.value_max, c.value_comparison, c.status, c.negated].join("|");
    if (!found.has(key)) found.set(key, { claims: [] });
    found.get(key).claims.push(c);
  }
  return [...found.values()];
}

// A mark stands at its date and nowhere else. Those that would cover each other are raised, with a stem down to where
// their value is.
function raise(panel, x) {
  const { marks, y } = panel;
  const taken = [];
  for (const m of marks) {
    const [cx, cy] = [x(stand(m.claims[0])), y(y.value(m.claims[0]))];
    let at = cy;
    while (taken.some((o) => Math.abs(o.cx - cx) < 15 && Math.abs(o.at - at) < 15) && at > panel.top - 14) at -= 16;
    taken.push({ cx, at });
    Object.assign(m, { cx, cy: at, foot: cy });
  }
}

// lanes by predicate; within a lane marks move down until they find room
function packed(list, x) {
  const lanesBy = new Map();
  for (const c of list) {
    if (!lanesBy.has(c.predicate)) lanesBy.set(c.predicate, []);
    lanesBy.get(c.predicate).push(c);
  }
  const marks = [];
  marks.lanes = [];
  let row = 0;
  for (const [predicate, members] of [...lanesBy].sort((a, b) => b[1].length - a[1].length)) {
    const ends = [];
    for (const c of members) {
      const middle = x(stand(c));
      const [left, right] = [Math.min(x(from(c) ?? stand(c)), middle - 9), Math.max(x(until(c) ?? stand(c)), middle + 22)];
      let at = ends.findIndex((end) => end <= left);
      if (at < 0) at = ends.length;
      ends[at] = right + 4;
      marks.push({ claims: [c], cx: middle, cy: MARGIN.top + (row + at) * 26 + 15 });
    }
    marks.lanes.push({ predicate, y: MARGIN.top + row * 26, rows: ends.length });
    row += ends.length;
  }
  marks.rows = row;
  return marks;
}

function lanes(marks, width) {
  return svg("g", { class: "axis", "aria-hidden": "true" }, marks.lanes.map((lane) => [
    svg("line", { x1: 4, x2: width - 4, y1: lane.y, y2: lane.y }),
    svg("text", { x: 6, y: lane.y + 18, class: "lane" }, predicateWords(lane.predicate))]));
}

function mark(m, x, panel, width) {
  const { cx, cy } = m;
  const c = m.claims[0];
  const says = [...new Set(m.claims.map(whoSays).filter(Boolean))];
  const told = m.claims.length > 1 ? ` ×${m.claims.length}` : "";
  const words = `${sentence(c)}${m.claims.length > 1 ? `, ${say("Told {n} times", { n: m.claims.length })}` : ""}${isDated(c) ? "" : `, ${say("undated")}`}${says.length ? `, ${say("said by")} ${says.join(", ")}` : ""}`;
  const open = () => showArticle(c.doc, c);
  const g = svg("g", { class: `mark s-${c.status}${c.negated ? " not" : ""}${isDated(c) ? "" : " undated"}`, tabindex: "-1", role: "button", "aria-label": words, "data-claims": m.claims.map((o) => o.index).join(" "), onclick: open,
    onkeydown: (e) => { if (e.key === "Enter" || e.key === " ") { e.preventDefault(); open(); } },
    onmouseenter: () => showTip(g, m.claims), onmouseleave: hideTip, onfocus: () => showTip(g, m.claims), onblur: hideTip });
  if (isDated(c)) g.append(...span(c, x, cx, m.foot ?? cy, width));
  if (m.foot !== undefined && m.foot - cy > 8) g.append(svg("path", { class: "stem", d: `M${cx} ${cy + 7}V${m.foot}` }));
  if (panel.y && !panel.moves) g.append(...whisker(c, cx, cy, panel));
  const tag = svg("text", { x: 11, y: -6, class: "tag" }, (says[0] || "").slice(0, 20) + (says.length > 1 ? ` +${says.length - 1}` : "") + told);
  g.append(svg("g", { transform: `translate(${cx} ${cy})` }, svg("circle", { r: 12, class: "touch" }), isDated(c) ? glyph(c.status) : svg("circle", { r: 5.5, class: "hollow" }),
    c.negated && svg("path", { class: "cross", d: "M-8 8L8 -8" }), tag));
  return { node: g, at: stand(c), cx, cy, tag };
}

// who says so, where there is room for it: no name covers another, none is cut off
function label(groups, width) {
  const taken = groups.map((g) => [g.cx - 8, g.cy - 8, g.cx + 8, g.cy + 8]);
  for (const { tag, cx, cy } of groups) {
    const long = tag.textContent.length * 5.6;
    const fits = (left) => left >= 2 && left + long <= width - 2 && !taken.some(([a, b, c, d]) => left < c && left + long > a && cy - 16 < d && cy - 4 > b);
    const left = [cx + 10, cx - 10 - long].find(fits);
    if (left === undefined) tag.setAttribute("class", "tag crowded");
    else {
      tag.setAttribute("x", left - cx);
      taken.push([left, cy - 16, left + long, cy - 4]);
    }
  }
}

// the time: a bar from first to last day; dashed with an arrow where it is open
function span(c, x, cx, cy, width) {
  const [a, b] = [from(c), until(c)];
  const parts = [];
  const [left, right] = [a === null ? Math.max(MARGIN.left, cx - 60) : x(a), b === null ? Math.min(width - MARGIN.right, cx + 60) : x(b)];
  if (a !== null && b !== null) {
    if (right - left > 14) parts.push(svg("path", { class: "when", d: `M${left} ${cy}H${right}` }));
    return parts;
  }
  parts.push(svg("path", { class: "when open", d: `M${left} ${cy}H${right}` }));
  parts.push(svg("path", { class: "tip", d: a === null ? `M${left - 4} ${cy}l7 -4v8z` : `M${right + 4} ${cy}l-7 -4v8z` }));
  return parts;
}

// the bounds of the value
function whisker(c, cx, cy, { y, top, bottom }) {
  const [low, high] = [c.value_min, c.value_max];
  if (c.value_comparison === "~") return [svg("path", { class: "how open", d: `M${cx} ${cy - 13}V${cy + 13}` })];
  if (low !== null && high !== null) {
    return low === high ? [] : [svg("path", { class: "how", d: `M${cx} ${y(low)}V${y(high)}M${cx - 5} ${y(low)}h10M${cx - 5} ${y(high)}h10` })];
  }
  const up = high === null;
  const end = up ? Math.max(top, cy - 30) : Math.min(bottom, cy + 30);
  return [svg("path", { class: "how open", d: `M${cx} ${cy}V${end}` }), svg("path", { class: "tip", d: up ? `M${cx} ${end - 5}l-4 7h8z` : `M${cx} ${end + 5}l-4 -7h8z` })];
}

// --- details on hover and focus ---

function showTip(target, list) {
  const tip = byId("tip");
  tip.replaceChildren(...list.slice(0, 4).map((c) => el("div", { class: `b-${c.status}` },
    el("p", {}, statusMark(c, true), " ", el("b", {}, whoWords(c)), ` ${predicateWords(c.predicate)} `, el("b", { class: "figure" }, what(c)), c.time_text && ` · ${timeWords(c)}`),
    el("p", { class: "quote" }, c.evidence_text.length > 220 ? `${c.evidence_text.slice(0, 220)}…` : c.evidence_text),
    el("p", { class: "dim" }, [c.attribution_name && `${say("said by")} ${c.attribution_name}`, docPlace(c.doc)].filter(Boolean).join(" · ")))));
  if (list.length > 4) tip.append(el("p", { class: "dim" }, say("and {n} more", { n: list.length - 4 })));
  tip.hidden = false;
  const box = target.getBoundingClientRect();
  const left = Math.min(Math.max(8, box.left + box.width / 2 - tip.offsetWidth / 2), innerWidth - tip.offsetWidth - 8);
  const above = box.top - tip.offsetHeight - 10;
  tip.style.left = `${left}px`;
  tip.style.top = `${above > 8 ? above : Math.min(box.bottom + 10, innerHeight - tip.offsetHeight - 8)}px`;
}

function hideTip() {
  byId("tip").hidden = true;
}
