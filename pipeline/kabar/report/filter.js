// Filters: one state for all views, written into the address so that a view can be sent or kept as a bookmark.

const FACETS = [
  { name: "status", word: "Status", key: (c) => c.status, buttons: true, order: STATUSES },
  { name: "language", word: "Language", key: (c) => c.language, buttons: true },
  { name: "kind", word: "Kind", key: (c) => c.kind, show: (v) => say(v), buttons: true },
  { name: "predicate", word: "Predicate", key: (c) => c.predicate, show: (v) => predicateWords(v) },
  { name: "who", word: "Subject", key: (c) => c.who },
  { name: "source", word: "Source", key: (c) => c.source },
  { name: "said", word: "Said by", key: (c) => c.said },
  { name: "year", word: "Year", key: (c) => c.year },
  { name: "section", word: "Section", key: (c) => c.evidence_section, show: (v) => say(v) },
];
const facetWord = (facet, value) => (isNone(facet.name, value) ? say(value) : (facet.show || String)(value));
const state = { view: "overview", query: "", claim: null, doc: null, sort: "document", down: false, sure: 0 };
for (const facet of FACETS) state[facet.name] = new Set();

let shown = claims; // the claims that pass all filters, in the order of the files
const listeners = [];
const onFilter = (f) => listeners.push(f);

function words() {
  return state.query.toLowerCase().split(/\s+/).filter(Boolean);
}

function passes(claim, needles, except) {
  if (claim.confidence_all * 100 < state.sure) return false;
  for (const facet of FACETS) {
    const wanted = state[facet.name];
    if (facet.name !== except && wanted.size && !wanted.has(facet.key(claim))) return false;
  }
  return needles.every((needle) => claim.heap.includes(needle));
}

function applyFilters() {
  const needles = words();
  shown = claims.filter((c) => passes(c, needles));
  remember();
  renderFilters();
  for (const listener of listeners) listener();
  byId("said").textContent = say("{n} of {all}", { n: plain.format(shown.length), all: plural(claims.length, "claim", "claims") });
}

function toggle(name, value, only) {
  const set = state[name];
  const had = set.has(value);
  if (only) set.clear();
  if (had) set.delete(value);
  else set.add(value);
  applyFilters();
}

function clearFilters() {
  for (const facet of FACETS) state[facet.name].clear();
  state.sure = 0;
  clearSearch();
}

function clearSearch() {
  clearTimeout(bar.waiting);
  state.query = "";
  byId("query").value = "";
  applyFilters();
}
const isFiltered = () => state.query !== "" || state.sure > 0 || FACETS.some((f) => state[f.name].size);

// --- the bar ---

const bar = {};

function buildFilters() {
  const box = byId("filters");
  const query = el("input", { type: "search", id: "query", placeholder: say("Search claims, sentences, sources"), autocomplete: "off", spellcheck: "false" });
  query.addEventListener("input", () => {
    clearTimeout(bar.waiting);
    bar.waiting = setTimeout(() => { state.query = query.value.trim(); applyFilters(); }, 90);
  });
  box.append(el("label", { class: "search" }, sr(say("Search")), query));
  const more = el("div", { class: "facets", id: "facets" });
  const open = el("button", { type: "button", class: "more", "aria-expanded": "false", "aria-controls": "facets" }, say("Filters"));
  open.addEventListener("click", () => {
    const on = box.classList.toggle("open");
    open.setAttribute("aria-expanded", String(on));
  });
  box.append(open, more);
  for (const facet of FACETS) {
    const values = count(claims, facet.key);
    if (values.size < 2) continue;
    more.append(facet.buttons ? buttons(facet, values) : menu(facet));
  }
  if (sureDiffers) more.append(slider());
  bar.count = el("p", { class: "count" });
  bar.clear = el("button", { type: "button", class: "clear", onclick: clearFilters }, say("Clear filters"));
  bar.save = el("button", { type: "button", class: "clear", title: say("The claims that pass the filters, as CSV"), onclick: download }, say("Save as CSV"));
  box.append(bar.count, bar.clear, bar.save);
}

function buttons(facet, values) {
  const order = facet.order ? facet.order.filter((v) => values.has(v)) : ranked(values).map(([v]) => v);
  bar[facet.name] = order.map((value) => {
    const style = facet.name === "status" ? data.style.status[value] : null;
    const button = el("button", { type: "button", class: style ? `chip s-${value}` : "chip", "data-value": value, onclick: () => toggle(facet.name, value) },
      style && el("span", { "aria-hidden": "true" }, `${style.symbol} `), say(style ? style.word : value));
    return button;
  });
  return el("div", { class: "chips", role: "group", "aria-label": say(facet.word) }, bar[facet.name]);
}

// claims whose confidence in all is at least so high
function slider() {
  const input = el("input", { type: "range", id: "sure", min: 0, max: 100, step: 5, value: state.sure });
  const told = el("output", { for: "sure", class: "figure" });
  input.addEventListener("input", () => { state.sure = Number(input.value); applyFilters(); });
  bar.sure = { input, told };
  return el("label", { class: "slider", title: say("Claims that are right in everything with this probability, or a higher one") }, say("Sure"), " ", input, told);
}

function menu(facet) {
  const search = el("input", { type: "search", "aria-label": say("Find in {facet}", { facet: say(facet.word) }), placeholder: say("Find") });
  const list = el("ul");
  const head = el("summary", {}, say(facet.word));
  const box = el("details", { class: "facet", name: "facet", "data-facet": facet.name }, head, el("div", { class: "pop" }, search, list));
  const render = () => renderMenu(facet, list, search.value.toLowerCase());
  search.addEventListener("input", render);
  box.addEventListener("toggle", () => { if (box.open) { render(); search.focus({ preventScroll: true }); } });
  bar[facet.name] = { box, head, render };
  return box;
}

const noneLast = (facet, values) => [...values.filter(([v]) => !isNone(facet, v)), ...values.filter(([v]) => isNone(facet, v))];

function renderMenu(facet, list, needle) {
  const needles = words();
  const values = count(claims.filter((c) => passes(c, needles, facet.name)), facet.key);
  for (const value of state[facet.name]) if (!values.has(value)) values.set(value, 0);
  const name = (value) => facetWord(facet, value);
  const rows = noneLast(facet.name, ranked(values)).filter(([v]) => name(v).toLowerCase().includes(needle)).slice(0, 300);
  list.replaceChildren(...rows.map(([value, n]) => {
    const input = el("input", { type: "checkbox", value });
    input.checked = state[facet.name].has(value);
    input.addEventListener("change", () => toggle(facet.name, value));
    return el("li", {}, el("label", {}, input, el("span", { class: "name" }, name(value)), el("span", { class: "n" }, plain.format(n))));
  }));
  if (!rows.length) list.append(el("li", { class: "none" }, say("nothing")));
}

function renderFilters() {
  for (const facet of FACETS) {
    const part = bar[facet.name];
    if (!part) continue;
    const chosen = state[facet.name];
    if (facet.buttons) {
      for (const b of part) b.setAttribute("aria-pressed", String(chosen.has(b.dataset.value)));
      continue;
    }
    const only = chosen.size === 1 ? facetWord(facet, [...chosen][0]) : chosen.size;
    part.head.replaceChildren(say(facet.word), chosen.size ? el("b", {}, `: ${only}`) : "");
    part.box.classList.toggle("on", chosen.size > 0);
    if (part.box.open) {
      const focused = part.box.contains(document.activeElement) ? document.activeElement.value : null;
      part.render();
      const again = focused && [...part.box.querySelectorAll("input[type=checkbox]")].find((i) => i.value === focused);
      if (again) again.focus({ preventScroll: true });
    }
  }
  if (bar.sure) {
    bar.sure.input.value = state.sure;
    bar.sure.told.textContent = `≥ ${state.sure} %`;
  }
  bar.count.textContent = isFiltered() ? say("{n} of {all}", { n: plain.format(shown.length), all: plural(claims.length, "claim", "claims") }) : plural(claims.length, "claim", "claims");
  bar.clear.hidden = !isFiltered();
  bar.save.disabled = shown.length === 0;
}

// --- the address: #view?facet=value&facet=value ---

let quiet = false;

function remember(push) {
  const query = new URLSearchParams();
  if (state.query) query.set("q", state.query);
  for (const facet of FACETS) for (const value of state[facet.name]) query.append(facet.name, value);
  if (state.sure) query.set("sure", String(state.sure));
  if (wished && language === wished) query.set("lang", wished);
  if (state.claim) query.set("claim", state.claim.id);
  if (state.view === "articles" && state.doc) query.set("article", String(state.doc.index));
  const text = query.toString();
  const hash = `#${state.view}${text ? `?${text}` : ""}`;
  if (hash === location.hash) return;
  quiet = true;
  history[push ? "pushState" : "replaceState"](null, "", hash);
  quiet = false;
}

function recall() {
  const [view, text] = location.hash.slice(1).split("?");
  const query = new URLSearchParams(text || "");
  state.view = VIEWS.some((v) => v.name === view) ? view : "overview";
  state.query = query.get("q") || "";
  byId("query").value = state.query;
  for (const facet of FACETS) state[facet.name] = new Set(query.getAll(facet.name));
  state.sure = sureDiffers ? Math.min(100, Math.max(0, Number(query.get("sure")) || 0)) : 0;
  const id = query.get("claim");
  state.claim = (id && claims.find((c) => c.id === id)) || null;
  state.doc = documents[Number(query.get("article") ?? NaN)] || (state.claim && state.claim.doc) || null;
}
