/* The open assessment as a file: answers in JSON, a table in CSV, the blank workbook with everything filled in. */

/* The blank workbook and table come as a script, since a page opened from a folder may load nothing else. */
function loadBlank(form) {
  var name = form.store.tool + "." + form.lang, address = data(form.files, "blank");
  cerise.blanks = cerise.blanks || {};
  return new Promise((done, fail) => {
    if (has(cerise.blanks, name)) { done(cerise.blanks[name]); return; }
    if (!address) { fail(new Error(form.words.file_no_blank)); return; }
    var script = make("script", null, { src: address });
    script.onload = () => { done(cerise.blanks[name]); };
    script.onerror = () => { script.remove(); fail(new Error(form.words.file_no_blank)); };
    document.head.appendChild(script);
  });
}
function bytesOf(base64) { return Uint8Array.from(atob(base64), letter => letter.charCodeAt(0)); }
/* "governance-institution-2026-11-24.json": letters, digits and hyphens, whatever the institution is called. */
function fileName(record, ending) {
  var about = record.about, name = (about.institution || "").normalize("NFKD").replace(/[^\w\s-]/g, "").toLowerCase();
  var day = /^\d{4}-\d\d-\d\d$/.test(about.date) ? about.date : new Date().toISOString().slice(0, 10);
  var parts = [record.tool, name.replace(/[\W_]+/g, "-").slice(0, 40).replace(/^-|-$/g, ""), day];
  return parts.filter(Boolean).join("-") + "." + ending;
}
function download(name, kind, content) {
  var link = make("a", null, { download: name, href: URL.createObjectURL(new Blob([content], { type: kind })) });
  document.body.appendChild(link).click();
  link.remove();
  setTimeout(() => { URL.revokeObjectURL(link.href); }, 60000);
}
function jsonOf(record) { return JSON.stringify(record, null, 1) + "\n"; }
/* An answer as files write it: the reader's word for a code, the number itself. */
function labelOf(form, id, value) {
  var kind = kindOf(form, id);
  if (typeof kind === "string") { return value === "na" ? form.reading.na[0] : value; }
  var answer = (form.reading.scales[kind] || []).find(answer => answer[0] === value);
  return answer ? answer[1] : value;
}

/* --- CSV --- */

/* All the digits of a number, no grouping, the decimal mark of the language; `places` shifts the decimals. */
function digitsOf(value, places, mark) {
  var parts = Math.abs(value).toExponential(14).split("e"), figures = parts[0].replace(".", ""), point = 1 + Number(parts[1]) + places;
  if (point < 1) { figures = "0".repeat(1 - point) + figures; point = 1; }
  figures = figures.padEnd(point, "0");
  var decimals = figures.slice(point).replace(/0+$/, "");
  return (value < 0 ? "-" : "") + figures.slice(0, point).replace(/^0+(?=\d)/, "") + (decimals && mark + decimals);
}
function csvAnswer(form, id, value) {
  if (!known(value)) { return ""; }
  var label = labelOf(form, id, value), percent = kindOf(form, id) === "percent";
  return typeof label === "number" ? digitsOf(label, percent ? 2 : 0, form.lang === "fr" ? "," : ".") + (percent ? " %" : "") : label;
}
/* Never a formula for a spreadsheet, nor a number below zero when it is a text. */
function csvText(text) { return (/^-/.test(text || "") ? " " : "") + (text || ""); }
function csvCell(text, separator) {
  var safe = (/^[=+@\t]/.test(text) ? " " : "") + text;
  return safe.includes(separator) || /["\r\n]/.test(safe) ? '"' + safe.replace(/"/g, '""') + '"' : safe;
}
/* The blank table with everything filled in; what has no row yet gets one at the end. */
async function csvOf(form, record, blank) {
  var text = new TextDecoder().decode(await piped(bytesOf(blank.csv), new DecompressionStream("deflate-raw"), LARGEST_CONTENT));
  var separator = form.lang === "fr" ? ";" : ",", head = text.split("\r\n", 1)[0], table = tableIn(form, text);
  var facts = ["tool", "version", "language", "permalink", "licence"], first = table.rows[0].cells;
  var at = name => table.names.indexOf(name), lines = table.rows.map(row => row.cells);
  function set(cells, name, text) { cells[at(name)] = text; }
  function append(id, question, answer) {
    var cells = table.names.map((name, place) => facts.includes(name) ? first[place] : "");
    set(cells, "id", id);
    set(cells, "question", question);
    set(cells, "answer", answer);
    lines.push(cells);
  }
  lines.forEach(cells => {
    var id = cells[at("id")], fact = /^about\.(.*)/.exec(id);
    if (fact) { set(cells, "answer", csvText(record.about[fact[1]])); return; }
    set(cells, "answer", csvAnswer(form, id, record.answers[id]));
    set(cells, "previous", csvAnswer(form, id, record.previous[id]));
    set(cells, "seen", csvText(record.seen[id]));
    set(cells, "comment", csvText(record.comments[id]));
  });
  Object.keys(record.retired).forEach(id => {
    var value = record.retired[id];
    append("retired." + id, "", typeof value === "number" ? digitsOf(value, 0, ".") : value);
  });
  record.plan.forEach((line, number) => {
    PLAN.filter(key => line[key]).forEach(key => { append("plan." + (number + 1) + "." + key, blank.plan[key], csvText(line[key])); });
  });
  return "\ufeff" + [head].concat(lines.map(cells => cells.map(cell => csvCell(cell, separator)).join(separator)), "").join("\r\n");
}

/* --- the workbook --- */

var SHEET_XML = "http://schemas.openxmlformats.org/spreadsheetml/2006/main", TALLEST = 409;

/* The blank workbook with the record in its named cells. Results are left out, so that none is stale: a spreadsheet
   computes them when it opens the file. */
async function workbookOf(form, record, blank) {
  var book = await openBook(bytesOf(blank.xlsx)), sheets = new Map(), changed = new Map();
  for (var [title, path] of book.sheets) {
    var sheet = await book.xml(path);
    sheets.set(title, { sheet, cells: cellsIn(sheet) });
    each(sheet, "c > f", formula => { forget(formula.parentNode); });
    changed.set(path, sheet);
  }
  for (var part of book.zip.entries.keys()) {
    if (!/^xl\/charts\/chart\d+\.xml$/.test(part)) { continue; }
    changed.set(part, await book.xml(part));
    Array.from(changed.get(part).getElementsByTagName("c:numCache")).forEach(cache => { cache.remove(); });
  }
  fillBook(form, record, (name, value) => {
    var place = book.places.get(name), found = place && sheets.get(place.sheet);
    if (found && found.cells.has(place.address)) { type(found.sheet, found.cells.get(place.address), value); }
  });
  if (Object.keys(record.retired).length) {
    var main = await book.xml("xl/workbook.xml");
    addRetired(main, book.places.get("before_score").sheet, sheets, record.retired, blank.retired);
    changed.set("xl/workbook.xml", main);
  }
  changed.forEach((doc, path) => {
    changed.set(path, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + new XMLSerializer().serializeToString(doc.documentElement));
  });
  return rezip(book.zip, changed);
}
function fillBook(form, record, write) {
  form.tool.inputs.forEach(input => {
    var id = input.key;
    [["in", record.answers], ["prev", record.previous]].forEach(part => {
      if (known(part[1][id])) { write(cellName(part[0], id), labelOf(form, id, part[1][id])); }
    });
    [["seen", record.seen], ["note", record.comments]].forEach(part => { if (part[1][id]) { write(cellName(part[0], id), part[1][id]); } });
  });
  ABOUT.filter(key => record.about[key]).forEach(key => { write("about_" + key, record.about[key]); });
  record.plan.forEach((line, number) => {
    PLAN.filter(key => line[key]).forEach(key => { write("plan_" + (number + 1) + "_" + key, line[key]); });
  });
}
/* The stored result of a formula. */
function forget(cell) {
  cell.removeAttribute("t");
  Array.from(cell.children).filter(child => child.localName === "v").forEach(child => { child.remove(); });
}
/* A number, or a text that is never a formula. */
function type(sheet, cell, value) {
  var kind = typeof value === "number" ? ["v"] : ["is", "t"], inside = cell;
  cell.textContent = "";
  kind.forEach(tag => { inside = inside.appendChild(sheet.createElementNS(SHEET_XML, tag)); });
  /* Characters that XML cannot hold are left out. */
  inside.textContent = String(value).replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, "").replace(/\r\n?/g, "\n");
  if (kind.length > 1) {
    cell.setAttribute("t", "inlineStr");
    inside.setAttributeNS("http://www.w3.org/XML/1998/namespace", "xml:space", "preserve");
    makeRoom(sheet, cell, inside.textContent);
  }
}
/* A row high enough for a long text: not all programs see to it. */
function makeRoom(sheet, cell, text) {
  var at = columnOf(cell.getAttribute("r")), row = cell.parentNode, width = 10;
  each(sheet, "cols > col", column => {
    if (at >= column.getAttribute("min") && at <= column.getAttribute("max")) { width = Number(column.getAttribute("width")); }
  });
  var lines = text.split("\n").reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / width)), 0);
  var height = Math.min(TALLEST, lines * 12 + 4);
  if (height <= (row.getAttribute("ht") || 15)) { return; }
  row.setAttribute("ht", height);
  row.setAttribute("customHeight", 1);
}
/* Answers to questions no longer asked have no cell in a blank workbook: they come below the comparison. */
function addRetired(main, title, sheets, retired, heading) {
  var sheet = sheets.get(title).sheet, body = one(sheet, "sheetData"), last = body.lastElementChild, names = one(main, "definedNames");
  var number = Number(last.getAttribute("r")) + 2;
  function row(texts) {
    var line = body.appendChild(sheet.createElementNS(SHEET_XML, "row"));
    line.setAttribute("r", number);
    texts.forEach((text, at) => {
      var cell = line.appendChild(sheet.createElementNS(SHEET_XML, "c")), model = last.children[at];
      cell.setAttribute("r", lettersOf(at + 1) + number);
      cell.setAttribute("s", model ? model.getAttribute("s") || 0 : 0);
      type(sheet, cell, text);
    });
    number += 1;
  }
  row([heading]);
  Object.keys(retired).forEach(id => {
    var name = names.appendChild(main.createElementNS(SHEET_XML, "definedName"));
    name.setAttribute("name", cellName("retired", id));
    name.textContent = "'" + title.replace(/'/g, "''") + "'!$B$" + number;
    row([id, retired[id]]);
  });
}
