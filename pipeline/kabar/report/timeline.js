// Timeline: which claims are drawn. A series is one subject, one predicate and one unit; its movements (up 5 %) have an
// axis of their own below its levels. Events and mixed choices are drawn in lanes instead of on a scale.

const MOST_MARKS = 1500;
const line = { subject: null, predicate: null, unit: null, log: false, undated: true, zoom: null };
const unitKey = (c) => [c.value_unit || "", c.value_per || ""].join("/");
const unitWords = (key) => key.split("/").filter(Boolean).map(unitName).join(" / ") || say("(no unit)");
const isDated = (c) => Boolean(c.time_from || c.time_to);
const MOVES = new Set(["%", "percentage point", "point", "times"]);
const isMove = (c) => c.value_change !== null && MOVES.has(c.value_unit);
const whoSays = (c) => c.attribution_name || c.doc.publisher || "";

function buildTimeline() {
  line.subjects = el("select", { id: "line-subject" });
  line.predicates = el("select", { id: "line-predicate" });
  line.units = el("select", { id: "line-unit" });
  line.logbox = el("input", { type: "checkbox", id: "line-log" });
  line.undatedbox = el("input", { type: "checkbox", id: "line-undated", checked: true });
  line.plot = el("div", { class: "plot", id: "plot" });
  line.note = el("p", { class: "dim", id: "line-note" });
  line.list = el("ol", { class: "claims" });
  line.subjects.addEventListener("change", () => pickSeries({ subject: line.subjects.value || null, predicate: line.predicate, unit: null }));
  line.predicates.addEventListener("change", () => pickSeries({ ...line, predicate: line.predicates.value || null, unit: null }));
  line.units.addEventListener("change", () => pickSeries({ ...line, unit: line.units.value }));
  line.logbox.addEventListener("change", () => { line.log = line.logbox.checked; renderTimeline(); });
  line.undatedbox.addEventListener("change", () => { line.undated = line.undatedbox.checked; renderTimeline(); });
  const label = (words, control) => el("label", { for: control.id }, words, " ", control);
  line.unitLabel = label(say("Unit"), line.units);
  line.logLabel = el("label", { for: "line-log" }, line.logbox, ` ${say("logarithmic")}`);
  line.undatedLabel = el("label", { for: "line-undated" }, line.undatedbox, ` ${say("undated, at their article’s day")}`);
  byId("view-timeline").append(
    el("div", { class: "controls" }, label(say("Subject"), line.subjects), label(say("Predicate"), line.predicates), line.unitLabel, line.logLabel, line.undatedLabel, zoomer()),
    legend(), line.plot, line.note,
    el("section", { "aria-labelledby": "line-head" }, el("h2", { id: "line-head" }, say("The same in words")), line.list));
  line.plot.addEventListener("wheel", wheel, { passive: false });
  new ResizeObserver(() => { if (state.view === "timeline") drawPlot(); }).observe(line.plot);
}

// --- zoom: the stretch of time that is shown; null is all of it ---

function zoomer() {
  const button = (words, title, act) => el("button", { type: "button", title, "aria-label": title, onclick: act }, words);
  return el("div", { class: "zoom", role: "group", "aria-label": say("Stretch of time") },
    button("−", say("Show more time"), () => zoom(2, 0)), button("+", say("Show less time"), () => zoom(0.5, 0)),
    button("◂", say("Earlier"), () => zoom(1, -0.4)), button("▸", say("Later"), () => zoom(1, 0.4)), button(say("All"), say("All of the time"), () => { line.zoom = null; drawPlot(); }));
}

function zoom(factor, shift, at = 0.5) {
  if (!line.x) return;
  const { low, high } = line.x;
  const span = Math.max(2 * DAY, (high - low) * factor);
  const start = low + (high - low) * at - span * at + shift * span;
  line.zoom = [start, start + span];
  drawPlot();
}

function wheel(e) {
  if (!(e.ctrlKey || e.metaKey) || !line.x) return;
  e.preventDefault();
  const box = line.plot.getBoundingClientRect();
  zoom(e.deltaY > 0 ? 1.25 : 0.8, 0, Math.min(1, Math.max(0, (e.clientX - box.left - MARGIN.left) / line.x.inner)));
}

function legend() {
  const item = (status) => el("li", { class: `s-${status}` }, svg("svg", { viewBox: "-9 -9 18 18", class: "glyph", "aria-hidden": "true" }, glyph(status)), ` ${say(data.style.status[status].word)}`);
  const sketch = (words, ...parts) => el("li", {}, svg("svg", { viewBox: "-14 -9 28 18", class: "glyph long", "aria-hidden": "true" }, parts), ` ${words}`);
  return el("ul", { class: "legend", "aria-label": say("Legend") }, STATUSES.map(item),
    sketch(say("from – to"), svg("path", { class: "when", d: "M-12 0H12" })),
    sketch(say("open end"), svg("path", { class: "when open", d: "M-12 0H9" }), svg("path", { class: "tip", d: "M13 0l-5 -3.5v7z" })),
    sketch(say("range"), svg("path", { class: "how", d: "M0 -8V8M-4 -8H4M-4 8H4" })),
    sketch(say("at least, more than"), svg("path", { class: "how open", d: "M0 8V-4" }), svg("path", { class: "tip", d: "M0 -9l-3.5 5h7z" })),
    sketch(say("undated"), svg("circle", { class: "hollow", r: 6 })));
}

// the series that tells most: many dated claims, of several statuses, in several languages
function bestSeries() {
  const found = new Map();
  for (const c of shown) {
    if (c.kind !== "quantity" || !isDated(c) || c.subject_name === null || isMove(c)) continue;
    const key = [subjectKey(c), c.predicate, unitKey(c)].join("\u0000");
    if (!found.has(key)) found.set(key, []);
    found.get(key).push(c);
  }
  const kinds = (list, key) => new Set(list.map(key)).size;
  const worth = (list) => kinds(list, (c) => `${c.time_from} ${c.time_to} ${level(c)}`) * (1 + kinds(list, (c) => c.status)) * (1 + kinds(list, (c) => c.language));
  const [best] = [...found.values()].sort((a, b) => worth(b) - worth(a));
  return best && best.length > 2 ? { subject: subjectKey(best[0]), predicate: best[0].predicate, unit: unitKey(best[0]) } : { subject: null, predicate: null, unit: null };
}

function pickSeries({ subject, predicate, unit }) {
  Object.assign(line, { subject, predicate, unit, picked: true, zoom: null });
  renderTimeline();
}

function options(select, all, values, chosen, name) {
  select.replaceChildren(el("option", { value: "" }, all), ...values.slice(0, 400).map(([v, n]) => el("option", { value: v }, `${name(v)} (${plain.format(n)})`)));
  select.value = chosen || "";
}

function renderTimeline() {
  if (!line.picked) Object.assign(line, bestSeries());
  const names = new Map();
  for (const c of shown) if (!names.has(subjectKey(c))) names.set(subjectKey(c), c.who === NONE.who ? say(c.who) : c.who);
  if (line.subject && !names.has(line.subject)) line.subject = null;
  const ofSubject = shown.filter((c) => !line.subject || subjectKey(c) === line.subject);
  if (line.predicate && !ofSubject.some((c) => c.predicate === line.predicate)) line.predicate = null;
  const series = ofSubject.filter((c) => !line.predicate || c.predicate === line.predicate);
  options(line.subjects, say("All subjects"), ranked(count(shown, subjectKey)), line.subject, (v) => names.get(v));
  options(line.predicates, say("All predicates"), ranked(count(ofSubject, (c) => c.predicate)), line.predicate, predicateWords);
  const measured = series.filter((c) => c.kind === "quantity");
  line.scaled = Boolean(line.predicate) && measured.length > 0;
  const units = ranked(count(measured.filter((c) => !isMove(c)), unitKey));
  line.unitLabel.hidden = !line.scaled || !units.length;
  line.logLabel.hidden = !line.scaled;
  if (line.scaled && units.length) {
    if (!units.some(([u]) => u === line.unit)) line.unit = units[0][0];
    line.units.replaceChildren(...units.map(([u, n]) => el("option", { value: u }, `${unitWords(u)} (${n})`)));
    line.units.value = line.unit;
  }
  const here = line.scaled ? measured.filter((c) => isMove(c) || unitKey(c) === line.unit) : series;
  const undated = here.filter((c) => !isDated(c));
  line.undatedLabel.hidden = !undated.some((c) => stand(c, true) !== null);
  line.claims = here.filter((c) => stand(c) !== null).sort((a, b) => stand(a) - stand(b) || a.index - b.index);
  const inWords = here.filter((c) => stand(c) === null);
  line.note.textContent = [plural(here.length - undated.length, "dated claim", "dated claims"), undated.length && say("{n} without a date", { n: plain.format(undated.length) }),
    line.claims.length > MOST_MARKS && say("only the first {n} drawn: choose a subject or filter", { n: plain.format(MOST_MARKS) })].filter(Boolean).join("; ");
  line.list.replaceChildren(...[...line.claims, ...inWords].slice(0, 300).map((c) => el("li", {}, el("button", { type: "button", class: `claim b-${c.status}`, onclick: () => showArticle(c.doc, c) },
    statusMark(c), " ", el("b", { class: "figure" }, timeWords(c) || (c.doc.published ? say("told {day}", { day: c.doc.published }) : say("no date"))), ` ${whoWords(c)} `, predicateWords(c.predicate), " ", el("b", { class: "figure" }, what(c)), el("span", { class: "dim" }, ` · ${[c.attribution_name && `${say("said by")} ${c.attribution_name}`, docPlace(c.doc)].filter(Boolean).join(" · ")}`)))));
  drawPlot();
}

const DAY = 86400000;
const day = (iso) => Date.parse(`${iso}T00:00:00Z`);
const from = (c) => (c.time_from ? day(c.time_from) : null);
const until = (c) => (c.time_to ? day(c.time_to) + DAY : null);
const when = (c) => (from(c) !== null && until(c) !== null ? (from(c) + until(c)) / 2 : from(c) ?? until(c));
const published = (c) => (c.doc.published ? day(c.doc.published) + DAY / 2 : null);
// where a claim stands: at its date; without one at its article's day, where that is wanted
const stand = (c, always) => when(c) ?? (always || line.undated ? published(c) : null);
