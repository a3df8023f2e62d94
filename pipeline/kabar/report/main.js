// Views, theme, keys; and the start.

const VIEWS = [
  { name: "overview", word: "Overview", render: renderOverview },
  { name: "timeline", word: "Timeline", render: renderTimeline },
  { name: "claims", word: "Claims", render: renderTable },
  { name: "articles", word: "Articles", render: renderReader },
  { name: "facts", word: "Facts", render: renderFacts },
];

function buildViews() {
  const list = el("ul", {}, VIEWS.map((v) => el("li", {}, el("a", { href: `#${v.name}`, id: `to-${v.name}`, onclick: (e) => { e.preventDefault(); go(v.name); } }, say(v.word)))));
  byId("views").append(list);
}

function go(name) {
  if (name === "articles" && state.claim) state.doc = state.claim.doc;
  state.view = name;
  showView(true);
}

function showView(push) {
  hideTip();
  for (const v of VIEWS) {
    const on = v.name === state.view;
    byId(`view-${v.name}`).hidden = !on;
    if (on) byId(`to-${v.name}`).setAttribute("aria-current", "page");
    else byId(`to-${v.name}`).removeAttribute("aria-current");
  }
  document.body.dataset.view = state.view;
  remember(push);
  VIEWS.find((v) => v.name === state.view).render();
  if (state.view === "claims" && state.claim) reveal(state.claim);
}

const THEMES = ["system", "light", "dark"];

function setTheme(name) {
  if (name === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = name;
  byId("theme").dataset.theme = name;
  byId("theme-word").textContent = say(name);
  byId("theme").title = `${say("Colours")}: ${say(name)}`;
  store.set("theme", name);
}

// the words of the template, and the way to the other languages
function buildWords() {
  document.documentElement.lang = language;
  for (const node of document.querySelectorAll("[data-say]")) {
    if (!node.childElementCount) node.textContent = say(node.textContent);
    for (const name of ["title", "aria-label"]) if (node.hasAttribute(name)) node.setAttribute(name, say(node.getAttribute(name)));
  }
  byId("language").append(...LANGUAGES.map((l) => el("option", { value: l, lang: l }, data.languages[l].name)));
  byId("language").value = language;
  byId("language").addEventListener("change", () => speak(byId("language").value));
}

function speak(next) {
  store.set("language", next);
  const [view, text] = location.hash.slice(1).split("?");
  const query = new URLSearchParams(text || "");
  query.set("lang", next);
  history.replaceState(null, "", `#${view || state.view}?${query}`);
  location.reload();
}

// on paper all that can be scrolled to on a screen, dark on light
function forPrint(on) {
  grid.printing = on;
  if (on) document.documentElement.dataset.theme = "light";
  else setTheme(byId("theme").dataset.theme);
  if (state.view === "claims") drawRows(true);
}

function onKey(e) {
  if (e.key === "Escape") return escape(e);
  if (e.ctrlKey || e.metaKey || e.altKey || e.target.closest("input, select, textarea, dialog")) return undefined;
  const inList = state.view === "claims" && (!e.target.closest("button, a, summary") || e.target.closest(".detail") === null);
  if (e.key >= "1" && e.key <= String(VIEWS.length)) go(VIEWS[e.key - 1].name);
  else if (e.key === "/") byId("query").focus();
  else if (e.key === "?") byId("keys").showModal();
  else if (e.key === "c" && state.view === "articles" && state.claim) backToTable(state.claim);
  else if (inList && (e.key === "ArrowDown" || e.key === "j")) step(1);
  else if (inList && (e.key === "ArrowUp" || e.key === "k")) step(-1);
  else if (inList && e.key === "PageDown") step(10);
  else if (inList && e.key === "PageUp") step(-10);
  else if (inList && e.key === "Enter" && state.claim && !e.target.closest("button, a, summary")) showArticle(state.claim.doc, state.claim);
  else if (state.view === "articles" && (e.key === "j" || e.key === "k")) neighbour(e.key === "j" ? 1 : -1);
  else return undefined;
  e.preventDefault();
  return undefined;
}

function neighbour(by) {
  const list = reader.here || [];
  const at = list.indexOf(state.claim);
  const next = list[at < 0 ? 0 : at + by];
  if (next) pickHere(next);
}

function escape(e) {
  const open = document.querySelector("details.facet[open]");
  hideTip();
  if (open) {
    open.open = false;
    open.querySelector("summary").focus();
  } else if (e.target.id === "query" && e.target.value) {
    e.preventDefault();
    clearSearch();
    grid.box.focus();
  } else if (e.target.id === "query") grid.box.focus();
  else if (state.claim && state.view === "claims") choose(null);
}

function start() {
  buildWords();
  setTheme(THEMES.includes(store.get("theme")) ? store.get("theme") : "system");
  buildViews();
  buildFilters();
  buildTimeline();
  buildTable();
  buildReader();
  buildFacts();
  recall();
  onFilter(() => {
    grid.box.scrollTop = 0;
    VIEWS.find((v) => v.name === state.view).render();
  });
  byId("theme").addEventListener("click", () => setTheme(THEMES[(THEMES.indexOf(byId("theme").dataset.theme) + 1) % 3]));
  byId("keys-button").addEventListener("click", () => byId("keys").showModal());
  byId("skip").addEventListener("click", (e) => { e.preventDefault(); byId("main").focus(); });
  document.addEventListener("keydown", onKey);
  addEventListener("beforeprint", () => forPrint(true));
  addEventListener("afterprint", () => forPrint(false));
  document.addEventListener("click", (e) => {
    for (const open of document.querySelectorAll("details.facet[open]")) if (!open.contains(e.target)) open.open = false;
  });
  addEventListener("popstate", () => { recall(); applyFilters(); showView(false); });
  applyFilters();
  showView(false);
  document.body.dataset.ready = "true";
}

start();
