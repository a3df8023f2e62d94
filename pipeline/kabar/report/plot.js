// Drawing of the timeline: time to the right, the value upward or lanes below each other. A bar is the time span, an
// arrow an open end, a whisker the bounds of the value; the symbol is the status.

const GLYPHS = {
  actual: [["circle", { r: 6, class: "full" }]],
  target: [["circle", { r: 6.5, class: "line" }], ["circle", { r: 2.8, class: "full" }]],
  planned: [["path", { d: "M-5 -6.5L7 0L-5 6.5z", class: "full" }]],
  expected: [["path", { d: "M0 -7.5L7.5 0L0 7.5L-7.5 0z", class: "line" }]],
  possible: [["circle", { r: 6, class: "line" }]],
};
const glyph = (status) => GLYPHS[status].map(([name, attributes]) => svg(name, attributes));
const MARGIN = { left: 74, right: 26, top: 26, bottom: 34 };

function drawPlot() {
  const width = Math.max(300, line.plot.clientWidth || 900);
  const list = line.claims.slice(0, MOST_MARKS);
  if (!list.length) {
    line.plot.replaceChildren(el("p", { class: "empty" }, "No dated claim in this choice."));
    return;
  }
  const x = timeScale(list, width);
  const marks = line.scaled ? clusters(list) : packed(list, x);
  const height = line.scaled ? Math.min(460, Math.max(280, width * 0.45)) : MARGIN.top + MARGIN.bottom + marks.rows * 26;
  const y = line.scaled ? valueScale(list, height) : null;
  const box = svg("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "group", "aria-label": "Timeline; left and right arrow go from mark to mark" });
  box.append(timeAxis(x, width, height), line.scaled ? valueAxis(y, width) : lanes(marks, width));
  if (line.scaled) spread(marks, x, y);
  const groups = marks.map((m) => mark(m, x, y, width, height));
  box.append(...groups);
  if (groups.length) groups[0].setAttribute("tabindex", "0");
  box.addEventListener("keydown", (e) => walk(e, groups));
  line.plot.replaceChildren(box);
}

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
  const ends = list.flatMap((c) => [from(c), until(c)]).filter((t) => t !== null);
  let [low, high] = [Math.min(...ends), Math.max(...ends)];
  const pad = Math.max((high - low) * 0.04, 15 * DAY);
  low -= pad;
  high += pad;
  const inner = width - MARGIN.left - MARGIN.right;
  return Object.assign((t) => MARGIN.left + (inner * (t - low)) / (high - low), { low, high, inner });
}

const level = (c) => (c.value_comparison === "range" ? (c.value_min + c.value_max) / 2 : c.value_amount ?? c.value_min ?? c.value_max ?? 0);

function valueScale(list, height) {
  const all = list.flatMap((c) => [level(c), c.value_min ?? level(c), c.value_max ?? level(c)]);
  const [most, least] = [Math.max(...all), Math.min(...all)];
  const log = line.log && least > 0;
  const inner = height - MARGIN.top - MARGIN.bottom;
  let [low, high] = log ? [Math.log10(least) - 0.1, Math.log10(most) + 0.1] : [Math.min(0, least), Math.max(0, most)];
  if (high === low) high = low + 1;
  if (!log) high += (high - low) * 0.08;
  const turn = (v) => (log ? Math.log10(v) : v);
  return Object.assign((v) => MARGIN.top + inner * (1 - (turn(v) - low) / (high - low)), { low, high, log, inner });
}

function timeAxis(x, width, height) {
  const g = svg("g", { class: "axis", "aria-hidden": "true" });
  for (const [t, words] of timeTicks(x, width)) {
    g.append(svg("line", { x1: x(t), x2: x(t), y1: MARGIN.top, y2: height - MARGIN.bottom }), svg("text", { x: x(t), y: height - 12, "text-anchor": "middle" }, words));
  }
  return g;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function timeTicks(x, width) {
  const room = Math.max(3, Math.floor(width / 90));
  const months = (x.high - x.low) / (30.44 * DAY);
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

function valueAxis(y, width) {
  const g = svg("g", { class: "axis", "aria-hidden": "true" });
  for (const v of valueTicks(y)) {
    g.append(svg("line", { x1: MARGIN.left, x2: width - MARGIN.right, y1: y(v), y2: y(v) }), svg("text", { x: MARGIN.left - 8, y: y(v) + 4, "text-anchor": "end" }, shortNumber(v)));
  }
  g.append(svg("text", { x: 10, y: 14, class: "unit" }, unitWords(line.unit)));
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

const compact = new Intl.NumberFormat("en", { notation: "compact", maximumSignificantDigits: 3 });
const shortNumber = (v) => (v !== 0 && Math.abs(v) < 0.01 ? v.toExponential(1) : compact.format(v));

// --- marks: claims that say the same of the same time are one ---

function clusters(list) {
  const found = new Map();
  for (const c of list) {
    const key = [c.time_from, c.time_to, c.value_amount, c.value_min, c.value_max, c.value_comparison, c.status, c.negated].join("|");
    if (!found.has(key)) found.set(key, { claims: [] });
    found.get(key).claims.push(c);
  }
  return [...found.values()];
}

// marks that would cover each other stand side by side, and their bars below each other
function spread(marks, x, y) {
  const groups = [];
  for (const m of marks) {
    const [cx, cy] = [x(when(m.claims[0])), y(level(m.claims[0]))];
    Object.assign(m, { cx, cy, bar: 0 });
    const near = groups.find((g) => Math.abs(g.cx - cx) < 24 && Math.abs(g.cy - cy) < 12);
    if (near) near.members.push(m);
    else groups.push({ cx, cy, members: [m] });
  }
  for (const g of groups) {
    g.members.forEach((m, i) => {
      const off = i - (g.members.length - 1) / 2;
      Object.assign(m, { cx: g.cx + off * 34, bar: off * 5 });
    });
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
      const middle = x(when(c));
      const [left, right] = [Math.min(x(from(c) ?? when(c)), middle - 9), Math.max(x(until(c) ?? when(c)), middle + 22)];
      let at = ends.findIndex((end) => end <= left);
      if (at < 0) at = ends.length;
      ends[at] = right + 4;
      marks.push({ claims: [c], cx: middle, cy: MARGIN.top + (row + at) * 26 + 15, bar: 0 });
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
    svg("text", { x: 6, y: lane.y + 18, class: "lane" }, lane.predicate.replaceAll("_", " "))]));
}

function mark(m, x, y, width, height) {
  const { cx, cy } = m;
  const c = m.claims[0];
  const languages = [...new Set(m.claims.map((o) => o.language))].sort().join(" ");
  const label = `${sentence(c)}${m.claims.length > 1 ? `, told ${m.claims.length} times` : ""}, ${languages}`;
  const open = () => showArticle(c.doc, c);
  const g = svg("g", { class: `mark s-${c.status}${c.negated ? " not" : ""}`, tabindex: "-1", role: "button", "aria-label": label, "data-claims": m.claims.map((o) => o.index).join(" "), onclick: open,
    onkeydown: (e) => { if (e.key === "Enter" || e.key === " ") { e.preventDefault(); open(); } },
    onmouseenter: () => showTip(g, m.claims), onmouseleave: hideTip, onfocus: () => showTip(g, m.claims), onblur: hideTip });
  g.append(...span(c, x, x(when(c)), cy + m.bar, width), ...(y ? whisker(c, cx, cy, y, height) : []));
  g.append(svg("g", { transform: `translate(${cx} ${cy})` }, svg("circle", { r: 12, class: "touch" }), glyph(c.status),
    c.negated && svg("path", { class: "cross", d: "M-8 8L8 -8" }),
    svg("text", { x: 11, y: -6, class: "tag" }, m.claims.length > 1 ? `${languages} ×${m.claims.length}` : languages)));
  return g;
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
function whisker(c, cx, cy, y, height) {
  const [low, high] = [c.value_min, c.value_max];
  if (c.value_comparison === "~") return [svg("path", { class: "how open", d: `M${cx} ${cy - 13}V${cy + 13}` })];
  if (low !== null && high !== null) {
    return low === high ? [] : [svg("path", { class: "how", d: `M${cx} ${y(low)}V${y(high)}M${cx - 5} ${y(low)}h10M${cx - 5} ${y(high)}h10` })];
  }
  const up = high === null;
  const end = up ? Math.max(MARGIN.top, cy - 30) : Math.min(height - MARGIN.bottom, cy + 30);
  return [svg("path", { class: "how open", d: `M${cx} ${cy}V${end}` }), svg("path", { class: "tip", d: up ? `M${cx} ${end - 5}l-4 7h8z` : `M${cx} ${end + 5}l-4 -7h8z` })];
}

// --- details on hover and focus ---

function showTip(target, list) {
  const tip = byId("tip");
  tip.replaceChildren(...list.slice(0, 4).map((c) => el("div", { class: `b-${c.status}` },
    el("p", {}, statusMark(c, true), " ", el("b", {}, c.who), ` ${c.predicate.replaceAll("_", " ")} `, el("b", { class: "figure" }, what(c)), c.time_text && ` · ${timeWords(c)}`),
    el("p", { class: "quote" }, c.evidence_text.length > 220 ? `${c.evidence_text.slice(0, 220)}…` : c.evidence_text),
    el("p", { class: "dim" }, [c.attribution_name && `said by ${c.attribution_name}`, docPlace(c.doc)].filter(Boolean).join(" · ")))));
  if (list.length > 4) tip.append(el("p", { class: "dim" }, `and ${list.length - 4} more`));
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
