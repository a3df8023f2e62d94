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

// --- claims as objects; columns are decoded once ---

const documents = data.documents.map((d, index) => ({ ...d, index, claims: [] }));
const claims = Array.from({ length: data.count }, (_, index) => ({ index, doc: documents[data.of[index]] }));
for (const [name, column] of Object.entries(data.claims)) {
  const cell = Array.isArray(column) ? (i) => column[i]
    : (i) => (column.index[i] < 0 ? null : column.values[column.index[i]]);
  for (const claim of claims) claim[name] = cell(claim.index);
}
for (const claim of claims) {
  const { doc } = claim;
  doc.claims.push(claim);
  if (doc.text !== null) claim.evidence_text = doc.text.slice(claim.evidence_start, claim.evidence_end);
  claim.source = doc.publisher || "(no publisher)";
  claim.language = doc.language || "?";
  claim.who = claim.subject_name || "(no subject)";
  claim.said = claim.attribution_name || "(the article)";
  claim.year = (claim.time_from || claim.time_to || "").slice(0, 4) || "(no date)";
  claim.rules = JSON.parse(claim.extractor_rules || "[]");
  claim.equivalents = claim.value_equivalents ? JSON.parse(claim.value_equivalents) : [];
  claim.heap = [claim.who, claim.predicate, claim.object, claim.value_text, claim.time_text, claim.trigger_text,
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

const plain = new Intl.NumberFormat("en", { maximumSignificantDigits: 15 });
const SCALES = [[1e12, "trillion"], [1e9, "billion"], [1e6, "million"]];
const CURRENCY = new Set(claims.filter((c) => c.value_unit_kind === "currency").map((c) => c.value_unit));

function number(n) {
  for (const [scale, word] of SCALES) {
    const part = n / scale;
    if (Math.abs(part) >= 1 && Math.abs(part) < 1000 && Number(part.toPrecision(6)) === Number(part.toPrecision(15))) {
      return `${plain.format(part)} ${word}`;
    }
  }
  return Math.abs(n) >= 1e15 ? n.toExponential(4) : plain.format(n);
}

function withUnit(text, unit, per) {
  const base = per ? ` / ${per}` : "";
  if (!unit) return text + base;
  if (unit === "%") return `${text} %${base}`;
  return CURRENCY.has(unit) ? `${unit} ${text}${base}` : `${text} ${unit}${base}`;
}

function valueWords(c) {
  if (c.value_text === null) return "";
  const { comparison, change } = data.style;
  const figure = c.value_comparison === "range" ? `${number(c.value_min)} – ${number(c.value_max)}`
    : c.value_amount === null ? c.value_text : number(c.value_amount);
  const arrow = c.value_change ? `${change[c.value_change]} ` : "";
  return arrow + comparison[c.value_comparison] + withUnit(figure, c.value_unit, c.value_per);
}

function timeWords(c) {
  if (c.time_text === null) return "";
  const value = c.time_value === "PRESENT_REF" ? "now" : c.time_value || c.time_text;
  return c.time_modifier ? `${data.style.modifier[c.time_modifier]} ${value}` : value;
}

const what = (c) => valueWords(c) || c.trigger_text || c.object || "";
const statusWord = (c) => (c.negated ? `${data.style.negated.word}, ` : "") + data.style.status[c.status].word;
const sentence = (c) => `${statusWord(c)}: ${c.who}, ${c.predicate.replaceAll("_", " ")}, ${[what(c), timeWords(c)].filter(Boolean).join(", ")}`;

function statusMark(c, withWord) {
  return el("span", { class: `status s-${c.status}`, title: statusWord(c) },
    el("span", { "aria-hidden": "true" }, data.style.status[c.status].symbol),
    c.negated && el("span", { class: "negated", "aria-hidden": "true" }, data.style.negated.symbol),
    withWord ? ` ${statusWord(c)}` : sr(statusWord(c)));
}

const docName = (d) => d.title || d.path || "(standard input)";
const docPlace = (d) => [d.publisher, d.published, d.language].filter(Boolean).join(" · ");

function count(list, key) {
  const found = new Map();
  for (const item of list) found.set(key(item), (found.get(key(item)) || 0) + 1);
  return found;
}
const ranked = (found) => [...found].sort((a, b) => b[1] - a[1] || String(a[0]).localeCompare(String(b[0]), "en"));
const plural = (n, word) => `${plain.format(n)} ${word}${n === 1 ? "" : "s"}`;
