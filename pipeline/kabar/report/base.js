// Data, small helpers for elements, and how numbers and times are written. All words become text nodes.

const data = JSON.parse(document.getElementById("data").textContent);
const STATUSES = Object.keys(data.style.status);
const SVG = "http://www.w3.org/2000/svg";
const byId = (id) => document.getElementById(id);

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(3).filter((c) => c !== null && c !== undefined && c !== false));
  return node;
}
const el = (name, attributes, ...children) => fill(document.createElement(name), attributes, children);
const svg = (name, attributes, ...children) => fill(document.createElementNS(SVG, name), attributes, children);
const sr = (text) => el("span", { class: "sr" }, text);
const store = {
  get(name) { try { return localStorage.getItem(`kabar-${name}`); } catch { return null; } }, // a page from a file may have none
  set(name, value) { try { localStorage.setItem(`kabar-${name}`, value); } catch { /* then it holds for this visit */ } },
};

// --- the language of the page: a table of words a language; the key is what stands here ---

const LANGUAGES = Object.keys(data.languages);
const wished = new URLSearchParams(location.hash.split("?")[1] || "").get("lang");
const language = [wished, store.get("language"), navigator.language.slice(0, 2)].find((l) => LANGUAGES.includes(l)) || LANGUAGES[0];
const vocabulary = Object.fromEntries(["words", "predicates", "units"].map((part) => [part, new Map(Object.entries(data.languages[language][part]))]));
// words of the page, with {names} filled in
const say = (words, given = {}) => (vocabulary.words.get(words) || words).replaceAll(/\{(\w+)\}/g, (hole, name) => (name in given ? given[name] : hole));
const predicateWords = (id) => vocabulary.predicates.get(id) || id.replaceAll("_", " ");
// a unit behind a number, or alone
const unitName = (unit, n = 1) => { const [one, many] = vocabulary.units.get(unit) || [unit, unit]; return n === 1 ? one : many; };

// --- claims as objects; columns are decoded once ---

// what a facet has where the claim says nothing: never ranked among the others
const NONE = { source: "(no publisher)", who: "(no subject)", said: "(the article)", year: "(no date)" };
const isNone = (facet, value) => NONE[facet] === value;
const siteOf = (url) => (URL.canParse(url || "") ? new URL(url).hostname.replace(/^www\./, "") : "");

// one subject has one name in every view: the one that most of its claims use
const subjectKey = (c) => c.subject_id || (c.subject_name || "").toLowerCase() || NONE.who;
const commonest = (names) => ranked(count(names, String))[0][0];

const documents = data.documents.map((d, index) => ({ ...d, index, claims: [] }));
const claims = Array.from({ length: data.count }, (_, index) => ({ index, doc: documents[data.of[index]] }));
for (const [name, column] of Object.entries(data.claims)) {
  const cell = Array.isArray(column) ? (i) => column[i]
    : (i) => (column.index[i] < 0 ? null : column.values[column.index[i]]);
  for (const claim of claims) claim[name] = cell(claim.index);
}
for (const [key, same] of grouped(claims, subjectKey)) {
  const name = key === NONE.who ? key : commonest(same.map((c) => c.subject_name));
  for (const claim of same) claim.who = name;
}
for (const claim of claims) {
  const { doc } = claim;
  doc.claims.push(claim);
  if (doc.text !== null) claim.evidence_text = doc.text.slice(claim.evidence_start, claim.evidence_end);
  claim.source = doc.publisher || siteOf(doc.url) || NONE.source;
  claim.language = doc.language || "?";
  claim.said = claim.attribution_name || NONE.said;
  claim.year = (claim.time_from || claim.time_to || "").slice(0, 4) || NONE.year;
  claim.rules = JSON.parse(claim.extractor_rules || "[]");
  claim.equivalents = claim.value_equivalents ? JSON.parse(claim.value_equivalents) : [];
  claim.heap = [claim.who, claim.subject_name, claim.predicate, predicateWords(claim.predicate), claim.object, claim.value_text, claim.time_text, claim.trigger_text,
    claim.evidence_text, claim.source, claim.attribution_name, claim.place_name, doc.title, doc.path, claim.id]
    .join("\n").toLowerCase();
}
for (const doc of documents) doc.claims.sort((a, b) => anchor(a)[0] - anchor(b)[0] || a.index - b.index);

// the span that finds a claim: its value, else its trigger, else its sentence
function anchor(c) {
  if (c.value_start !== null) return [c.value_start, c.value_end];
  if (c.trigger_start !== null) return [c.trigger_start, c.trigger_end];
  return [c.evidence_start, c.evidence_end];
}

// offsets as the claims file counts them: code points
function codePoints(c, at) {
  if (c.doc.text !== null) return [...c.doc.text.slice(0, at)].length;
  const within = at - c.evidence_start;
  return within < 0 || within > c.evidence_text.length ? at : c.evidence_start + [...c.evidence_text.slice(0, within)].length;
}

// --- words for numbers and times ---

const plain = new Intl.NumberFormat(language, { maximumSignificantDigits: 15 });
const SCALES = [[1e12, "trillion"], [1e9, "billion"], [1e6, "million"]];
const CURRENCY = new Set(claims.filter((c) => c.value_unit_kind === "currency").map((c) => c.value_unit));

function number(n) {
  for (const [scale, word] of SCALES) {
    const part = n / scale;
    if (Math.abs(part) >= 1 && Math.abs(part) < 1000 && Number(part.toPrecision(6)) === Number(part.toPrecision(15))) {
      return `${plain.format(part)} ${say(word)}`;
    }
  }
  return Math.abs(n) >= 1e15 ? n.toExponential(4) : plain.format(n);
}

function withUnit(text, unit, per, n) {
  const base = per ? ` / ${unitName(per)}` : "";
  if (!unit) return text + base;
  if (unit === "%") return `${text} %${base}`;
  return CURRENCY.has(unit) ? `${unit} ${text}${base}` : `${text} ${unitName(unit, n)}${base}`;
}

function valueWords(c) {
  if (c.value_text === null) return "";
  const { comparison, change } = data.style;
  const figure = c.value_comparison === "range" ? `${number(c.value_min)} – ${number(c.value_max)}`
    : c.value_amount === null ? c.value_text : number(c.value_amount);
  const arrow = c.value_change ? `${change[c.value_change]} ` : "";
  return arrow + comparison[c.value_comparison] + withUnit(figure, c.value_unit, c.value_per, c.value_amount);
}

function timeWords(c) {
  if (c.time_text === null) return "";
  const value = say(data.style.reference[c.time_value] || "") || c.time_value || c.time_text;
  return c.time_modifier ? `${say(data.style.modifier[c.time_modifier])} ${value}` : value;
}

const what = (c) => valueWords(c) || c.event_words || "";
const statusWord = (c) => (c.negated ? `${say(data.style.negated.word)}, ` : "") + say(data.style.status[c.status].word);
const whoWords = (c) => (c.who === NONE.who ? say(c.who) : c.who);
const sentence = (c) => `${statusWord(c)}: ${whoWords(c)}, ${predicateWords(c.predicate)}, ${[what(c), timeWords(c)].filter(Boolean).join(", ")}`;

function statusMark(c, withWord) {
  return el("span", { class: `status s-${c.status}`, title: statusWord(c) },
    el("span", { "aria-hidden": "true" }, data.style.status[c.status].symbol),
    c.negated && el("span", { class: "negated", "aria-hidden": "true" }, data.style.negated.symbol),
    withWord ? ` ${statusWord(c)}` : sr(statusWord(c)));
}

// how sure a claim is, in whole percent, and whether there is anything to tell apart
const percent = (n) => `${Math.round(n * 100)} %`;
const sureDiffers = new Set(claims.map((c) => c.confidence_all)).size > 1;

const docName = (d) => d.title || d.path || say("(standard input)");
const docPlace = (d) => [d.publisher, d.published, d.language].filter(Boolean).join(" · ");

function count(list, key) {
  const found = new Map();
  for (const item of list) found.set(key(item), (found.get(key(item)) || 0) + 1);
  return found;
}
function ranked(found) {
  return [...found].sort((a, b) => b[1] - a[1] || String(a[0]).localeCompare(String(b[0]), language));
}

function grouped(list, key) {
  const found = new Map();
  for (const item of list) {
    if (!found.has(key(item))) found.set(key(item), []);
    found.get(key(item)).push(item);
  }
  return found;
}

const plural = (n, one, many) => `${plain.format(n)} ${say(n === 1 ? one : many)}`;
