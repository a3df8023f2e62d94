// The claims that pass the filters as CSV, in the order of the table: made in the page, nothing is sent.

// what people look for comes first
const CSV_COLUMNS = [
  ["subject", (c) => c.subject_name], ["predicate", (c) => c.predicate], ["trigger", (c) => c.trigger_text], ["status", (c) => c.status],
  ["value", (c) => c.value_text], ["amount", (c) => c.value_amount], ["unit", (c) => c.value_unit], ["time_value", (c) => c.time_value],
  ["said_by", (c) => c.attribution_name], ["confidence", (c) => c.confidence_all], ["sentence", (c) => c.evidence_text], ["url", (c) => c.doc.url],
  ["id", (c) => c.id], ["key", (c) => c.key], ["kind", (c) => c.kind], ["negated", (c) => c.negated],
  ["subject_id", (c) => c.subject_id], ["object", (c) => c.object],
  ["comparison", (c) => c.value_comparison], ["min", (c) => c.value_min], ["max", (c) => c.value_max], ["per", (c) => c.value_per], ["change", (c) => c.value_change],
  ["time", (c) => c.time_text], ["time_modifier", (c) => c.time_modifier], ["from", (c) => c.time_from], ["to", (c) => c.time_to],
  ["duration", (c) => c.duration_value], ["place", (c) => c.place_name],
  ["section", (c) => c.evidence_section], ["start", (c) => codePoints(c, anchor(c)[0])], ["end", (c) => codePoints(c, anchor(c)[1])],
  ["title", (c) => c.doc.title], ["publisher", (c) => c.doc.publisher], ["published", (c) => c.doc.published], ["language", (c) => c.doc.language],
  ["path", (c) => c.doc.path], ["position", (c) => c.doc.position],
];

// as `kabar table` writes cells: an apostrophe in front of what a spreadsheet might run, quotes where they are needed
function csvCell(value) {
  if (value === null || value === undefined) return "";
  if (typeof value !== "string") return String(value);
  const safe = /^[\t\r\n']|^\s*[=+\-@＝＋－＠]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function csv(list) {
  const head = CSV_COLUMNS.map(([name]) => name).join(",");
  return [head, ...list.map((c) => CSV_COLUMNS.map(([, cell]) => csvCell(cell(c))).join(","))].map((row) => `${row}\r\n`).join("");
}

function download() {
  const address = URL.createObjectURL(new Blob([csv(sorted())], { type: "text/csv" }));
  const link = el("a", { href: address, download: "claims.csv" });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}
