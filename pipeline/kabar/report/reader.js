// Articles: a list, the text with its claims set off, and the claims beside it. The text is shown as it stands: its
// characters in the page are those of the document, so that a highlight can be checked by its offsets.

const reader = {};

function buildReader() {
  reader.search = el("input", { type: "search", placeholder: say("Find an article"), "aria-label": say("Find an article") });
  reader.items = el("ul", { class: "docs" });
  reader.text = el("article", { class: "paper", id: "paper", tabindex: "-1" });
  reader.cards = el("ol", { class: "claims" });
  reader.side = el("aside", { class: "beside", "aria-label": say("Claims of this article") }, reader.cards);
  reader.menu = el("details", { class: "chooser", open: !matchMedia("(max-width: 900px)").matches }, el("summary", {}, say("Articles")), el("nav", { "aria-label": say("Articles") }, reader.search, reader.items));
  byId("view-articles").append(el("div", { class: "reader" }, reader.menu, reader.text, reader.side));
  reader.search.addEventListener("input", renderDocs);
  reader.text.addEventListener("click", (e) => followMark(e.target));
  reader.text.addEventListener("keydown", (e) => {
    if ((e.key === "Enter" || e.key === " ") && e.target.matches("mark")) { e.preventDefault(); followMark(e.target); }
  });
  for (const kind of ["mouseover", "focusin"]) reader.text.addEventListener(kind, (e) => hoverMark(e.target));
  for (const kind of ["mouseout", "focusout"]) reader.text.addEventListener(kind, hideTip);
}

// articles that have claims which pass, and without a filter all that were read
function renderDocs() {
  const pass = count(shown, (c) => c.doc);
  const needle = reader.search.value.toLowerCase();
  const docs = documents.filter((d) => d.status === "ok" && (pass.has(d) || !isFiltered()) && `${docName(d)} ${d.path} ${docPlace(d)}`.toLowerCase().includes(needle));
  reader.docs = docs;
  const some = docs.slice(0, 500);
  reader.items.replaceChildren(...some.map((d) => el("li", {}, el("button", { type: "button", "aria-current": d === state.doc ? "true" : null, onclick: () => showArticle(d, null) },
    el("span", { class: "name" }, docName(d)), el("span", { class: "dim" }, `${docPlace(d)} · ${plural(pass.get(d) || 0, "claim", "claims")}`)))));
  if (docs.length > some.length) reader.items.append(el("li", { class: "none" }, say("and {n} more: search or filter", { n: plain.format(docs.length - some.length) })));
  if (!docs.length) reader.items.append(el("li", { class: "none" }, say("no article")));
}

function renderReader() {
  renderDocs();
  const allowed = new Set(reader.docs);
  if (!state.doc || (!allowed.has(state.doc) && !(state.claim && state.claim.doc === state.doc))) state.doc = reader.docs[0] || null;
  for (const b of reader.items.querySelectorAll("button")) b.removeAttribute("aria-current");
  const at = reader.docs.indexOf(state.doc);
  const current = at >= 0 && reader.items.children[at] && reader.items.children[at].querySelector("button");
  if (current) {
    current.setAttribute("aria-current", "true");
    current.scrollIntoView({ block: "nearest" });
  }
  renderArticle();
}

function renderArticle() {
  const d = state.doc;
  if (!d) {
    reader.text.replaceChildren(el("p", { class: "empty" }, say("No article to show.")));
    reader.cards.replaceChildren();
    return;
  }
  const pass = new Set(shown);
  reader.here = d.claims.filter((c) => pass.has(c) || c === state.claim);
  const head = el("header", {}, el("h2", {}, docName(d)), el("p", { class: "dim" }, [docPlace(d), d.author, d.path, d.position].filter(Boolean).join(" · "), safeLink(d.url)),
    d.flags.length > 0 && el("p", { class: "dim" }, `${say("Doubts")}: ${d.flags.join(", ")}`));
  reader.text.replaceChildren(head, d.text === null ? excerpts(d) : el("div", { class: "text", lang: d.language, id: "text" }, runs(d.text, 0, d.text.length, reader.here, d.blocks)));
  reader.cards.replaceChildren(...reader.here.map(cardButton));
  if (!reader.here.length) reader.cards.append(el("li", { class: "none" }, say("No claims here.")));
  if (state.claim) toClaim(state.claim, false);
}

// without the text: the sentences of the claims, each once
function excerpts(d) {
  const bySentence = new Map();
  for (const c of reader.here) {
    if (!bySentence.has(c.evidence_start)) bySentence.set(c.evidence_start, []);
    bySentence.get(c.evidence_start).push(c);
  }
  return el("div", { lang: d.language, id: "text" }, el("p", { class: "note" }, say("The text of this article is not at hand or has changed; these are the sentences of its claims.")),
    [...bySentence.values()].map((group) => {
      const c = group[0];
      return el("p", { class: "text excerpt" }, el("span", { class: "dim" }, c.evidence_prefix), runs(c.evidence_text, c.evidence_start, c.evidence_end, group, []), el("span", { class: "dim" }, c.evidence_suffix));
    }));
}

// the characters from..to, cut where a sentence, an anchor, a slot of the chosen claim or a block begins or ends
function runs(text, from, to, list, blocks) {
  const chosen = list.includes(state.claim) ? state.claim : null;
  const slotSpans = chosen ? SLOT_NAMES.filter((n) => chosen[`${n}_start`] !== null).map((n) => [n, chosen[`${n}_start`], chosen[`${n}_end`]]) : [];
  const cuts = new Set([from, to]);
  const add = (a, b) => { if (a >= from && b <= to) cuts.add(a).add(b); };
  for (const c of list) { add(c.evidence_start, c.evidence_end); add(...anchor(c)); }
  for (const [, a, b] of slotSpans) add(a, b);
  for (const [a, b] of blocks) add(a, b);
  const marks = spansAt(list.map((c) => [...anchor(c), c]));
  const sentences = spansAt(list.map((c) => [c.evidence_start, c.evidence_end, c]));
  const sections = spansAt(blocks.map((b) => [b[0], b[1], b[2]]));
  const order = [...cuts].sort((a, b) => a - b);
  return order.slice(0, -1).map((a, i) => piece(text.slice(a - from, order[i + 1] - from), a, order[i + 1], marks(a), sentences(a),
    blocks.length ? sections(a)[0] || "furniture" : null, slotSpans.filter(([, x, y]) => x <= a && a < y)));
}

// for rising positions: what spans hold them (a sweep, so that long articles with many claims stay fast)
function spansAt(spans) {
  const rest = spans.slice().sort((x, y) => x[0] - y[0]);
  let open = [];
  let next = 0;
  return (at) => {
    while (next < rest.length && rest[next][0] <= at) open.push(rest[next++]);
    open = open.filter((s) => s[1] > at);
    return open.map((s) => s[2]);
  };
}

function piece(text, start, end, marks, sentences, section, slotSpans) {
  const chosen = sentences.includes(state.claim);
  const classes = [section && section !== "body" && `in-${section}`, sentences.length && "told", chosen && "chosen"].filter(Boolean).join(" ");
  if (slotSpans.length) {
    const labels = slotSpans.filter(([, a]) => a === start).map(([n]) => say(data.style.slots[n])).join(" + ");
    return markPiece(text, start, end, marks, `slot k-${slotSpans.at(-1)[0]} ${classes}`, labels);
  }
  if (marks.length) {
    const many = new Set(marks.map((c) => c.status)).size > 1 ? "many " : "";
    return markPiece(text, start, end, marks, `hit ${many}m-${marks[0].status} ${classes}`, "");
  }
  return classes ? el("span", { class: classes, "data-start": start, "data-end": end }, text) : text;
}

function markPiece(text, start, end, marks, classes, label) {
  const first = marks.find((c) => anchor(c)[0] === start);
  const words = marks.map(sentence).join("; ");
  return el("mark", { class: classes, "data-start": start, "data-end": end, "data-claims": marks.map((c) => c.index).join(" ") || null, "data-label": label || null,
    tabindex: first ? "0" : null, role: first ? "button" : null, "aria-label": first ? `${text}, ${say("claim")}: ${words}` : null }, text);
}

const marksOf = (node) => {
  const mark = node.closest && node.closest("mark[data-claims]");
  return mark ? mark.dataset.claims.split(" ").map((i) => claims[i]) : [];
};

function hoverMark(node) {
  const list = marksOf(node);
  if (list.length) showTip(node.closest("mark"), list);
}

// a click on words that several claims share goes round among them
function followMark(node) {
  const list = marksOf(node);
  if (!list.length) return;
  pickHere(list[(list.indexOf(state.claim) + 1) % list.length]);
}

function pickHere(c) {
  state.claim = c;
  const top = reader.text.scrollTop;
  renderArticle();
  reader.text.scrollTop = top;
  toClaim(c, true);
  remember();
  hideTip();
  byId("said").textContent = sentence(c);
}

function cardButton(c) {
  const on = c === state.claim;
  const head = el("button", { type: "button", class: `claim b-${c.status}`, "data-claim": c.index, "aria-pressed": String(on), onclick: () => pickHere(c) },
    statusMark(c), " ", el("b", {}, whoWords(c)), ` ${predicateWords(c.predicate)} `, el("b", { class: "figure" }, what(c)), c.time_text && el("span", { class: "dim" }, ` · ${timeWords(c)}`));
  if (!on) return el("li", {}, head);
  return el("li", { class: "on" }, head, slots(c), el("p", { class: "go" }, el("button", { type: "button", onclick: () => backToTable(c) }, say("Show in the table")), factButton(c), sameButton(c)));
}

function toClaim(c, smooth) {
  const mark = reader.text.querySelector(`mark[data-start="${anchor(c)[0]}"]`) || reader.text.querySelector(`[data-start="${c.evidence_start}"]`);
  const behavior = smooth && !matchMedia("(prefers-reduced-motion: reduce)").matches ? "smooth" : "auto";
  if (mark) mark.scrollIntoView({ block: "center", behavior });
  const card = reader.cards.querySelector(`[data-claim="${c.index}"]`);
  if (card) card.scrollIntoView({ block: "nearest", behavior });
  if (mark && reader.focus) mark.focus({ preventScroll: true });
  reader.focus = false;
}

function showArticle(d, c) {
  Object.assign(state, { doc: d, claim: c, view: "articles" });
  reader.focus = c !== null;
  if (matchMedia("(max-width: 900px)").matches) reader.menu.open = false;
  showView(true);
}

function backToTable(c) {
  Object.assign(state, { claim: c, view: "claims" });
  if (!shown.includes(c)) clearFilters();
  showView(true);
  reveal(c);
  grid.box.focus({ preventScroll: true });
}
