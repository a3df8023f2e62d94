// Overview: how many, of what, from where; what gave no claims and what could not be read. Bars set filters.

function renderOverview() {
  const docs = new Set(shown.map((c) => c.doc));
  const read = documents.filter((d) => d.status === "ok");
  const bare = documents.filter((d) => d.status === "ok" && !d.claims.length);
  const failed = documents.filter((d) => d.status !== "ok");
  const dated = shown.filter((c) => c.time_from || c.time_to).length;
  const tiles = [
    [shown.length, isFiltered() ? say("of {all}", { all: plural(claims.length, "claim", "claims") }) : say(shown.length === 1 ? "claim" : "claims")],
    [docs.size, say("of {all} with claims", { all: plural(read.length, "article", "articles") })],
    [new Set(shown.filter((c) => c.who !== NONE.who).map((c) => c.who)).size, say("subjects")],
    [new Set(shown.map((c) => c.key)).size, say("different claims")],
    [shown.length ? `${Math.round((100 * dated) / shown.length)} %` : "–", say("with a date")],
    [failed.length, say("not read")],
  ];
  byId("view-overview").replaceChildren(
    byId("view-overview").firstElementChild,
    el("div", { class: "tiles" }, tiles.map(([n, words]) => el("p", { class: "tile" }, el("b", {}, typeof n === "number" ? plain.format(n) : n), ` ${words}`))),
    el("div", { class: "cards" },
      bars(say("By status"), "status", (c) => c.status, (v) => `${data.style.status[v].symbol} ${say(data.style.status[v].word)}`),
      bars(say("By predicate"), "predicate", (c) => c.predicate, predicateWords),
      bars(say("By subject"), "who", (c) => c.who),
      bars(say("By source"), "source", (c) => c.source),
      bars(say("By language"), "language", (c) => c.language),
      bars(say("Said by"), "said", (c) => c.said),
      bars(say("By year"), "year", (c) => c.year)),
    el("div", { class: "cards" },
      list("bare", say("Articles without claims"), bare, (d) => [openDoc(d), el("span", { class: "dim" }, ` ${docPlace(d)}`)]),
      list("failed", say("Not read"), failed, (d) => [el("b", { class: "code" }, d.code || d.status), ` ${d.path || docName(d)}`, d.position && ` ${d.position}`, el("p", { class: "dim" }, d.message)])),
    el("p", { class: "made dim" }, say("Made by {program}. This page is one file; it loads nothing and sends nothing.", { program: data.made.join("; ") || `kabar ${data.version}` })));
}

function openDoc(d) {
  return el("a", { href: "#articles", onclick: (e) => { e.preventDefault(); showArticle(d, null); } }, docName(d));
}

// bars of the most frequent values, each cut by status
function bars(title, facet, key, show = String) {
  const every = ranked(count(shown, key));
  const values = every.filter(([v]) => !isNone(facet, v));
  const [none] = every.filter(([v]) => isNone(facet, v));
  const most = values.length ? values[0][1] : 1;
  const of = new Map(values.map(([v]) => [v, Object.fromEntries(STATUSES.map((s) => [s, 0]))]));
  for (const c of shown) if (of.has(key(c))) of.get(key(c))[c.status] += 1;
  const rows = values.slice(0, 12).map(([value, n]) => bar1(facet, value, show(value), n, most, of.get(value)));
  const rest = values.length - rows.length;
  const head = `head-${facet}`;
  return el("section", { class: "card", "aria-labelledby": head }, el("h2", { id: head }, title),
    rows.length ? el("ul", { class: "bars" }, rows) : el("p", { class: "none" }, say("none")),
    rest > 0 && el("p", { class: "dim" }, say("and {n} more", { n: plain.format(rest) })),
    none && el("p", { class: "dim" }, el("button", { type: "button", class: "link", "aria-pressed": String(state[facet].has(none[0])), onclick: () => toggle(facet, none[0]) }, say(none[0])), ` ${plain.format(none[1])}`));
}

function bar1(facet, value, name, n, most, parts) {
  const strip = svg("svg", { class: "strip", "aria-hidden": "true", viewBox: "0 0 100 8", preserveAspectRatio: "none" });
  let x = 0;
  for (const status of STATUSES) {
    const width = (100 * parts[status]) / most;
    if (width) strip.append(svg("rect", { class: `f-${status}`, x, y: 0, width, height: 8 }));
    x += width;
  }
  const split = STATUSES.filter((s) => parts[s]).map((s) => `${parts[s]} ${say(data.style.status[s].word)}`).join(", ");
  const button = el("button", { type: "button", "aria-pressed": String(state[facet].has(value)), title: split, onclick: () => toggle(facet, value) },
    el("span", { class: facet === "status" ? `name s-${value}` : "name" }, name), el("span", { class: "n" }, plain.format(n)), strip, sr(` (${split})`));
  return el("li", {}, button);
}

function list(name, title, items, show) {
  const head = `head-${name}`;
  const some = items.slice(0, 200);
  return el("section", { class: "card wide", "aria-labelledby": head }, el("h2", { id: head }, `${title} (${plain.format(items.length)})`),
    items.length ? el("ul", { class: "list", tabindex: items.length > 8 ? "0" : null }, some.map((d) => el("li", {}, show(d)))) : el("p", { class: "none" }, say("none")),
    items.length > some.length && el("p", { class: "dim" }, say("and {n} more in {file}", { n: plain.format(items.length - some.length), file: "documents.jsonl" })));
}
