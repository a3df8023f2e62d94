// Facts: questions that several claims answer. A list on the left; beside it the series that the question belongs to,
// its answers with the sentences behind them, what was revised and reached, and conflicts side by side.

const SHOW_FACTS = 400;
const KINDS = [
  ["all", "All", () => true],
  ["conflict", "Contradicted", (f) => f.relations.some((r) => r.relation === "conflict")],
  ["update", "Revised", (f) => f.relations.some((r) => r.relation === "update")],
  ["outcome", "Came out", (f) => f.relations.some((r) => r.relation === "outcome")],
  ["agreed", "Several voices", (f) => f.answers.some((a) => a.voices.independent > 1)],
];
const facts = data.facts.map((fact, index) => ({ ...fact, index, claims: fact.answers.flatMap((a) => a.claims.map((i) => claims[i])) }));
for (const fact of facts) for (const c of fact.claims) c.fact ??= fact;
const factView = { kind: "all", fact: null };

const subjectNames = new Map(claims.filter((c) => c.subject_id).map((c) => [c.subject_id, c.who]));
const factWho = (f) => (f.subject ? subjectNames.get(f.subject.id) || f.subject.name : say(NONE.who));
const factWhat = (f) => predicateWords(f.predicate);
const factWhen = (f) => (!f.period ? "" : f.period.dated ? f.period.value || `${f.period.from} – ${f.period.to}` : say("told {day}", { day: f.period.from }));
const voicesWords = (v) => `${plural(v.articles, "article", "articles")}, ${say("{n} independent", { n: plain.format(v.independent) })}`;

function answerValue(a) {
  const v = a.value;
  if (!v) return "";
  const figure = v.comparison === "range" ? `${number(v.min)} – ${number(v.max)}` : number(v.amount ?? v.min ?? v.max);
  const arrow = v.change ? `${data.style.change[v.change]} ` : "";
  return arrow + data.style.comparison[v.comparison] + withUnit(figure, v.unit, v.per, v.amount);
}

function answerTime(a) {
  if (!a.time || !a.time.value) return "";
  return a.time.modifier ? `${say(data.style.modifier[a.time.modifier])} ${a.time.value}` : a.time.value;
}
const answerWords = (f, a) => [answerValue(a) || factWhat(f), answerTime(a)].filter(Boolean).join(", ");
const saidWhen = (a) => (a.published_first === null ? say("undated") : a.published_first === a.published_last ? a.published_first : `${a.published_first} – ${a.published_last}`);
const saidBy = (a) => a.said_by.concat(a.publishers.filter((p) => !a.said_by.includes(p)));

function answerMark(a) {
  const { symbol, word } = data.style.status[a.status];
  const words = (a.negated ? `${say(data.style.negated.word)}, ` : "") + say(word);
  return el("span", { class: `status s-${a.status}`, title: words }, el("span", { "aria-hidden": "true" }, symbol),
    a.negated && el("span", { class: "negated", "aria-hidden": "true" }, data.style.negated.symbol), sr(words));
}

function buildFacts() {
  factView.search = el("input", { type: "search", placeholder: say("Find a fact"), "aria-label": say("Find a fact") });
  factView.search.addEventListener("input", () => renderFacts());
  factView.chips = KINDS.map(([name, words]) => el("button", { type: "button", class: "chip", "data-kind": name, onclick: () => { factView.kind = name; renderFacts(); } }, say(words)));
  factView.items = el("ul", { class: "docs" });
  factView.page = el("article", { class: "paper", id: "fact", tabindex: "-1" });
  const chips = el("div", { class: "chips", role: "group", "aria-label": say("Which facts") }, factView.chips);
  factView.menu = el("details", { class: "chooser", open: !matchMedia("(max-width: 900px)").matches }, el("summary", {}, say("Facts")), el("nav", { "aria-label": say("Facts") }, factView.search, chips, factView.items));
  byId("view-facts").append(el("div", { class: "reader two" }, factView.menu, factView.page));
}

function renderFacts() {
  if (!facts.length) {
    factView.items.replaceChildren();
    factView.page.replaceChildren(el("p", { class: "empty" }, say("No facts lie beside these claims."), " ", el("code", {}, "kabar facts FOLDER -o FOLDER"), " ", say("sets the claims of a run beside each other; this page shows them when it is made again.")));
    return;
  }
  const pass = new Set(shown);
  const needle = factView.search.value.toLowerCase();
  const [, , wanted] = KINDS.find(([name]) => name === factView.kind);
  const list = facts.filter((f) => wanted(f) && (!isFiltered() || f.claims.some((c) => pass.has(c))) && `${factWho(f)} ${factWhat(f)} ${factWhen(f)}`.toLowerCase().includes(needle));
  for (const chip of factView.chips) chip.setAttribute("aria-pressed", String(chip.dataset.kind === factView.kind));
  if (!list.includes(factView.fact)) factView.fact = list[0] || null;
  factView.items.replaceChildren(...list.slice(0, SHOW_FACTS).map((f) => el("li", {}, el("button", { type: "button", "aria-current": f === factView.fact ? "true" : null, onclick: () => pickFact(f) },
    el("span", { class: "name" }, `${factWho(f)} · ${factWhat(f)}`), el("span", { class: "dim" }, [factWhen(f), voicesWords(f.voices)].filter(Boolean).join(" · ")), el("span", { class: "badges" }, badges(f))))));
  if (list.length > SHOW_FACTS) factView.items.append(el("li", { class: "none" }, say("and {n} more: search or filter", { n: plain.format(list.length - SHOW_FACTS) })));
  if (!list.length) factView.items.append(el("li", { class: "none" }, say("no fact")));
  renderFact();
}

function badges(f) {
  const found = count(f.relations, (r) => r.relation);
  return [...found].filter(([name]) => name !== "compatible").map(([name, n]) => el("span", { class: `badge r-${name}` }, n > 1 ? `${say(name)} ×${n}` : say(name)));
}

function pickFact(f) {
  factView.fact = f;
  if (matchMedia("(max-width: 900px)").matches) factView.menu.open = false;
  renderFacts();
  factView.page.scrollTop = 0;
}

function showFact(f) {
  Object.assign(factView, { fact: f, kind: "all" });
  factView.search.value = "";
  state.view = "facts";
  showView(true);
}

function renderFact() {
  const f = factView.fact;
  if (!f) return factView.page.replaceChildren(el("p", { class: "empty" }, say("No fact to show.")));
  const names = f.subject ? f.subject.names.filter((n) => n !== f.subject.name) : [];
  const kinds = (name) => f.relations.filter((r) => r.relation === name);
  return factView.page.replaceChildren(
    el("header", {}, el("h2", {}, [factWho(f), factWhat(f), factWhen(f)].filter(Boolean).join(" · ")),
      el("p", { class: "dim" }, [voicesWords(f.voices), plural(f.claims.length, "claim", "claims"), names.length && `${say("also named")} ${names.join(", ")}`].filter(Boolean).join(" · "))),
    factPlot(f) || "",
    section(say("Contradictions"), kinds("conflict").map((r) => conflict(f, r))),
    section(say("Revised"), kinds("update").map((r) => change(f, r))),
    section(say("What came of it"), kinds("outcome").map((r) => change(f, r))),
    section(say("Answers"), f.answers.map((a) => answer(f, a))),
    section(say("Both can be so"), kinds("compatible").map((r) => el("p", { class: "holds" }, answerWords(f, f.answers[r.a]), " ≈ ", answerWords(f, f.answers[r.b])))));
}

const section = (title, rows) => (rows.length ? el("section", { class: "factpart" }, el("h3", {}, title), rows) : "");

function change(f, r) {
  const [a, b] = [f.answers[r.a], f.answers[r.b]];
  const result = r.relation === "update" ? "" : r.reached === null ? "open" : r.reached ? "reached" : "missed";
  const sign = r.difference > 0 ? "+" : "−";
  const apart = r.difference ? ` ${sign}${number(Math.abs(r.difference))}${r.ratio ? ` (${r.ratio >= 1 ? "+" : "−"}${plain.format(Number(Math.abs(100 * (r.ratio - 1)).toPrecision(3)))} %)` : ""}` : "";
  return el("p", { class: "holds" }, answerMark(a), ` ${answerWords(f, a)} `, el("span", { class: "dim" }, saidWhen(a)), " → ", answerMark(b), ` ${answerWords(f, b)} `, el("span", { class: "dim" }, saidWhen(b)),
    result && " ", result && el("b", { class: `badge r-${result}` }, say(result)), apart && el("b", { class: "figure" }, apart));
}

function conflict(f, r) {
  return el("div", { class: "against" }, [r.a, r.b].map((n) => el("div", {}, answer(f, f.answers[n], 2))));
}

// an answer: what, when told, by whom, and the sentences of its claims
function answer(f, a, most = 5) {
  const list = a.claims.map((i) => claims[i]);
  return el("div", { class: `answer b-${a.status}` },
    el("p", {}, answerMark(a), " ", el("b", { class: "figure" }, answerWords(f, a)), el("span", { class: "dim" }, ` · ${[saidWhen(a), voicesWords(a.voices)].join(" · ")}`)),
    saidBy(a).length > 0 && el("p", { class: "dim" }, `${say("said by")} ${saidBy(a).slice(0, 6).join(", ")}${saidBy(a).length > 6 ? ` ${say("and {n} more", { n: saidBy(a).length - 6 })}` : ""}`),
    el("ul", {}, list.slice(0, most).map((c) => el("li", {}, el("button", { type: "button", class: "link quote", title: say("Show in the article"), onclick: () => showArticle(c.doc, c) }, c.evidence_text.length > 260 ? `${c.evidence_text.slice(0, 260)}…` : c.evidence_text),
      el("span", { class: "dim" }, ` ${docPlace(c.doc) || docName(c.doc)}`)))),
    list.length > most && el("p", { class: "dim" }, say("and {n} more", { n: list.length - most })));
}
