// One claim with all its slots, its sentence with each slot set off, and the way to its article.

const SLOT_NAMES = Object.keys(data.style.slots);

function renderDetail() {
  const c = state.claim;
  grid.detail.hidden = c === null;
  if (c === null) return;
  grid.detail.replaceChildren(
    el("button", { type: "button", class: "close", onclick: () => { choose(null); grid.box.focus(); } }, "×", sr(say("Close"))),
    ...claimCard(c),
    el("p", { class: "go" }, el("button", { type: "button", class: "primary", onclick: () => showArticle(c.doc, c) }, say(c.doc.text === null ? "Show its sentences" : "Show in the article")),
      factButton(c), sameButton(c)),
  );
}

// other places that tell the same
function sameButton(c) {
  const same = claims.filter((o) => o.key === c.key && o !== c);
  if (!same.length) return null;
  return el("details", { class: "same" }, el("summary", {}, say("Told {n} times", { n: plain.format(same.length + 1) })),
    el("ul", {}, same.slice(0, 50).map((o) => el("li", {}, el("button", { type: "button", class: "link", onclick: () => pick(o) },
      `${docPlace(o.doc) || docName(o.doc)}: ${o.evidence_text.slice(0, 90)}`)))));
}

// the question that it answers, beside other claims
function factButton(c) {
  return c.fact ? el("button", { type: "button", onclick: () => showFact(c.fact) }, say("Beside other claims")) : null;
}

function pick(c) {
  if (state.view === "claims" && grid.at.has(c)) choose(c);
  else showArticle(c.doc, c);
}

function claimCard(c) {
  return [
    el("h2", {}, statusMark(c, true)),
    el("p", { class: "lead" }, el("b", {}, whoWords(c)), ` ${predicateWords(c.predicate)} `, el("b", { class: "figure" }, what(c)), c.time_text && ` · ${timeWords(c)}`),
    el("blockquote", {}, pieces(c)),
    slots(c),
  ];
}

// the sentence cut at the ends of all slots; each piece carries the slots that hold it
function pieces(c) {
  const base = c.evidence_start;
  const spans = SLOT_NAMES.map((name) => [name, c[`${name}_start`] - base, c[`${name}_end`] - base])
    .filter(([name, from, to]) => c[`${name}_start`] !== null && from >= 0 && to <= c.evidence_text.length);
  const cuts = [...new Set([0, c.evidence_text.length, ...spans.flatMap(([, from, to]) => [from, to])])].sort((a, b) => a - b);
  return cuts.slice(0, -1).map((from, i) => {
    const inside = spans.filter(([, a, b]) => a <= from && from < b).map(([name]) => name);
    const text = c.evidence_text.slice(from, cuts[i + 1]);
    if (!inside.length) return text;
    const starts = spans.filter(([, a]) => a === from).map(([name]) => say(data.style.slots[name]));
    return el("mark", { class: `slot k-${inside.at(-1)}`, title: inside.map((n) => say(data.style.slots[n])).join(", "), "data-label": starts.join(" + ") || null }, text);
  });
}

function slots(c) {
  const name = (slot, words = c[`${slot}_name`]) => [words, c[`${slot}_id`] && el("span", { class: "dim" }, ` ${c[`${slot}_id`]}`), c[`${slot}_type`] && el("span", { class: "dim" }, ` ${c[`${slot}_type`]}`)];
  const rows = [
    ["subject", c.subject_name && [name("subject", c.who), c.subject_how !== "named" && el("span", { class: "dim" }, ` ${say(`by ${c.subject_how}`)}`), quoted(c.subject_text !== c.who && c.subject_text)]],
    ["predicate", [predicateWords(c.predicate), quoted(c.trigger_text)]],
    ["object", c.object],
    ["value", c.value_text && [valueWords(c), quoted(c.value_text), bounds(c)]],
    ["also", c.equivalents.map((e) => withUnit(e.amount === null ? e.text : number(e.amount), e.unit, null)).join(", ")],
    ["time", c.time_text && [timeWords(c), quoted(c.time_text), el("span", { class: "dim" }, ` ${c.time_from || "…"} – ${c.time_to || "…"}`, c.time_anchored_on && c.time_anchored_on !== "explicit" && `, ${say("reckoned from")} ${say(c.time_anchored_on)}`)]],
    ["duration", c.duration_text && [c.duration_value, quoted(c.duration_text)]],
    ["place", c.place_name && name("place")],
    ["said by", c.attribution_name ? name("attribution") : el("span", { class: "dim" }, say("the article itself"))],
    ["sure", sureWords(c)],
    ["source", [docPlace(c.doc), el("span", { class: "dim" }, ` ${say(c.evidence_section)}`), safeLink(c.doc.url)]],
    ["offsets", `${codePoints(c, anchor(c)[0])}–${codePoints(c, anchor(c)[1])}`],
    ["rules", c.rules.join(", ")],
    ["id", el("code", {}, c.id)],
  ];
  return el("dl", { class: "slots" }, rows.filter(([, value]) => value && value.length !== 0).map(([word, value]) => [el("dt", { class: `k-${word === "said by" ? "attribution" : word}` }, say(word)), el("dd", {}, value)]));
}

// the confidence in all, and in each slot
const SURE = { claim: "claim", subject: "subject", predicate: "predicate", value: "value", time: "time", status: "status", attribution: "said by" };
function sureWords(c) {
  if (!sureDiffers) return null;
  const each = Object.entries(SURE).filter(([slot]) => c[`confidence_${slot}`] !== null).map(([slot, word]) => `${say(word)} ${percent(c[`confidence_${slot}`])}`);
  return [percent(c.confidence_all), el("span", { class: "dim" }, ` ${each.join(", ")}`)];
}

const quoted = (text) => text && el("span", { class: "dim" }, ` “${text}”`);

function bounds(c) {
  if (c.value_comparison === "=") return null;
  const words = [c.value_min === null ? say("no lower bound") : say("from {n}", { n: number(c.value_min) }), c.value_max === null ? say("no upper bound") : say("to {n}", { n: number(c.value_max) })];
  return el("span", { class: "dim" }, ` ${words.join(", ")}`);
}

// only addresses of the web become links; anything else is plain words
function safeLink(url) {
  if (!url) return null;
  if (!/^https?:\/\/[^\s]+$/i.test(url)) return el("span", { class: "dim" }, ` ${url}`);
  return [" ", el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, say("original"))];
}
