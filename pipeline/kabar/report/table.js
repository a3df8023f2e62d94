// The table: only the rows in sight are in the document, so that it is as fast with 100,000 claims as with ten.

// `text` is what a column is as wide as; the sentence has the room that the others leave
const COLUMNS = [
  { name: "status", word: "Status", cell: (c) => statusMark(c), sort: (c) => STATUSES.indexOf(c.status) * 2 + c.negated },
  { name: "who", word: "Subject", cell: (c) => (c.who === NONE.who ? el("span", { class: "dim" }, "–") : c.who), sort: (c) => (c.who === NONE.who ? null : c.who), text: (c) => c.who, room: [8, 24] },
  { name: "predicate", word: "Predicate", cell: (c) => predicateWords(c.predicate), sort: (c) => predicateWords(c.predicate), text: (c) => predicateWords(c.predicate), room: [9, 20] },
  { name: "value", word: "Value", cell: (c) => (c.kind === "event" ? el("span", { class: "dim" }, c.event_words || "") : valueWords(c)), text: what, room: [7, 24], sort: (c) => c.value_amount ?? c.value_min ?? c.value_max },
  { name: "time", word: "Time", cell: timeWords, text: timeWords, room: [6, 21], sort: (c) => c.time_from || c.time_to },
  { name: "said", word: "Said by", cell: (c) => c.attribution_name || "", text: (c) => c.attribution_name || "", room: [7, 20], sort: (c) => c.attribution_name },
  ...(sureDiffers ? [{ name: "sure", word: "Sure", cell: (c) => percent(c.confidence_all), text: () => "100 %", room: [5, 6], sort: (c) => c.confidence_all }] : []),
  { name: "sentence", word: "Sentence", cell: marked, sort: (c) => c.evidence_text },
  { name: "source", word: "Source", cell: (c) => docPlace(c.doc), text: (c) => docPlace(c.doc), room: [7, 22], sort: (c) => docPlace(c.doc) },
];
const MOST_PRINTED = 2000;
const grid = { order: [], top: 0, row: 44 };

function buildTable() {
  const heads = COLUMNS.map((column, i) => el("th", { scope: "col", class: `c-${column.name}`, "aria-colindex": i + 1 },
    el("button", { type: "button", onclick: () => sortBy(column.name) }, say(column.word), el("span", { class: "arrow", "aria-hidden": "true" }))));
  grid.body = el("tbody");
  grid.before = el("tr", { class: "gap", "aria-hidden": "true" }, el("td"));
  grid.after = grid.before.cloneNode(true);
  grid.table = el("table", { role: "grid", "aria-label": say("Claims"), "aria-colcount": COLUMNS.length }, el("thead", {}, el("tr", { "aria-rowindex": 1 }, heads)), grid.body);
  grid.box = el("div", { class: "scroll", id: "rows", tabindex: "0", role: "region", "aria-label": say("Table of claims; arrow keys choose a claim") }, grid.table);
  grid.none = el("p", { class: "empty", hidden: true }, say("No claim passes these filters."));
  grid.detail = el("aside", { class: "detail", id: "detail", "aria-label": say("Claim in detail") });
  grid.sortbox = sortSelect();
  byId("view-claims").append(el("div", { class: "sorter" }, grid.sortbox), el("div", { class: "split" }, el("div", { class: "pane" }, grid.none, grid.box), grid.detail));
  let waiting = false;
  grid.box.addEventListener("scroll", () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; drawRows(); });
  }, { passive: true });
  grid.box.addEventListener("click", (e) => {
    const row = e.target.closest("tr[data-claim]");
    if (row) choose(claims[row.dataset.claim]);
  });
  grid.box.addEventListener("dblclick", (e) => {
    const row = e.target.closest("tr[data-claim]");
    if (row) showArticle(claims[row.dataset.claim].doc, claims[row.dataset.claim]);
  });
  new ResizeObserver(() => { if (state.view === "claims") drawRows(true); }).observe(grid.box);
}

// phones show rows as cards without heads: there the order is chosen here
function sortSelect() {
  const select = el("select", { "aria-label": say("Order") }, el("option", { value: "document|" }, say("in the order of the articles")),
    COLUMNS.filter((c) => c.name !== "sentence" && c.name !== "source").flatMap((c) => [el("option", { value: `${c.name}|` }, say("{column}, rising", { column: say(c.word) })), el("option", { value: `${c.name}|down` }, say("{column}, falling", { column: say(c.word) }))]));
  select.addEventListener("change", () => {
    const [name, down] = select.value.split("|");
    Object.assign(state, { sort: name, down: down === "down" });
    renderTable();
  });
  return select;
}

function sortBy(name) {
  if (state.sort === name && state.down) Object.assign(state, { sort: "document", down: false });
  else Object.assign(state, { down: state.sort === name, sort: name });
  grid.box.scrollTop = 0;
  renderTable();
}

// rows in the order of a column; what has no value comes last, rising or falling
function sorted() {
  const column = COLUMNS.find((c) => c.name === state.sort);
  if (!column || state.sort === "document") return shown.slice();
  const sign = state.down ? -1 : 1;
  const keys = new Map(shown.map((c) => [c, column.sort(c)]));
  return shown.slice().sort((a, b) => {
    const [x, y] = [keys.get(a), keys.get(b)];
    const [noX, noY] = [x === null || x === undefined, y === null || y === undefined];
    if (noX || noY) return noX - noY || a.index - b.index;
    return sign * (typeof x === "string" ? x.localeCompare(y, language) : x - y) || a.index - b.index;
  });
}

function renderTable() {
  grid.order = sorted();
  grid.at = new Map(grid.order.map((c, i) => [c, i]));
  grid.table.setAttribute("aria-rowcount", String(grid.order.length + 1));
  COLUMNS.forEach((column, i) => {
    const th = grid.table.tHead.rows[0].cells[i];
    const on = state.sort === column.name;
    th.setAttribute("aria-sort", on ? (state.down ? "descending" : "ascending") : "none");
    th.querySelector(".arrow").textContent = on ? (state.down ? " ↓" : " ↑") : "";
  });
  grid.none.hidden = grid.order.length > 0;
  grid.box.hidden = grid.order.length === 0;
  if (state.claim && !grid.at.has(state.claim)) state.claim = null;
  widen();
  drawRows(true);
  renderDetail();
}

// a column is as wide as nine in ten of its cells need, within bounds
function widen() {
  const step = Math.ceil(grid.order.length / 2000);
  const some = grid.order.filter((_, i) => i % step === 0);
  COLUMNS.forEach((column, i) => {
    if (!column.text) return;
    const lengths = some.map((c) => column.text(c).length).sort((a, b) => a - b);
    const [least, most] = column.room;
    const wide = Math.min(most, Math.max(least, say(column.word).length + 2, lengths[Math.floor(lengths.length * 0.9)] || 0));
    grid.table.tHead.rows[0].cells[i].style.width = `${(wide * 0.62 + 1.3).toFixed(1)}rem`;
  });
}

function drawRows(force) {
  if (grid.box.hidden || state.view !== "claims") return;
  grid.row = parseFloat(getComputedStyle(grid.table).getPropertyValue("--row")) || 44;
  const height = grid.box.clientHeight || 600;
  const sight = Math.ceil(height / grid.row) + 16;
  const first = grid.printing ? 0 : Math.max(0, Math.min(Math.floor(grid.box.scrollTop / grid.row) - 8, grid.order.length - sight));
  const last = Math.min(grid.order.length, grid.printing ? MOST_PRINTED : first + sight);
  if (!force && first === grid.first && last === grid.last) return;
  Object.assign(grid, { first, last });
  grid.before.firstElementChild.style.height = `${first * grid.row}px`;
  grid.after.firstElementChild.style.height = `${grid.printing ? 0 : (grid.order.length - last) * grid.row}px`;
  grid.body.replaceChildren(grid.before, ...grid.order.slice(first, last).map((c, i) => tableRow(c, first + i)), grid.after);
}

function tableRow(c, at) {
  const cells = COLUMNS.map((column, i) => el("td", { class: `c-${column.name}`, role: "gridcell", "aria-colindex": i + 1 }, el("span", { class: "cut" }, column.cell(c))));
  return el("tr", { "data-claim": c.index, "aria-rowindex": at + 2, "aria-selected": String(c === state.claim), class: `row b-${c.status}` }, cells);
}

// the sentence around the anchor, which is set off
function marked(c) {
  const [from, to] = anchor(c).map((at) => at - c.evidence_start);
  if (from < 0 || to > c.evidence_text.length || to - from === c.evidence_text.length) return c.evidence_text;
  const cut = from > 90 ? c.evidence_text.lastIndexOf(" ", from - 60) + 1 : 0;
  return [cut ? "…" : "", c.evidence_text.slice(cut, from), el("mark", { class: `m-${c.status}` }, c.evidence_text.slice(from, to)), c.evidence_text.slice(to, to + 200)];
}

function choose(claim, { scroll = true } = {}) {
  state.claim = claim;
  remember();
  for (const row of grid.body.querySelectorAll("tr[data-claim]")) row.setAttribute("aria-selected", String(claim !== null && Number(row.dataset.claim) === claim.index));
  renderDetail();
  if (claim && scroll) reveal(claim);
  if (claim) byId("said").textContent = sentence(claim);
}

function reveal(claim) {
  const at = grid.at.get(claim);
  if (at === undefined) return;
  const head = grid.table.tHead.offsetHeight;
  const covered = getComputedStyle(grid.detail).position === "absolute" ? grid.detail.offsetHeight : 0; // phones
  const [top, height] = [at * grid.row, grid.box.clientHeight - head - covered];
  if (top < grid.box.scrollTop) grid.box.scrollTop = top;
  else if (top + grid.row > grid.box.scrollTop + height) grid.box.scrollTop = top + grid.row - height;
  drawRows(true);
}

function step(by) {
  if (!grid.order.length) return;
  const at = state.claim ? grid.at.get(state.claim) : by > 0 ? -1 : grid.order.length;
  choose(grid.order[Math.min(grid.order.length - 1, Math.max(0, at + by))]);
}
