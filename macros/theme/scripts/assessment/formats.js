/* The three kinds of files that are opened: answers in JSON, tables in CSV, workbooks. */

var LARGEST_FILE = 10 * 1048576, MOST_ROWS = 5000, LARGEST_CELL = 131072, DEEPEST = 100;

/* {record, said} of a file; what is wrong with a file that cannot be read is the error's message. */
function readRecordFile(form, file) {
  if (file.size > LARGEST_FILE) { return Promise.reject(new Error(form.reading.words.too_large)); }
  return new Response(file).arrayBuffer().then(buffer => readRecord(form, new Uint8Array(buffer)), error => refuse("no_file", { reason: error.message }))
    .catch(error => {
      var words = form.reading.words;
      throw new Error(fill(has(words, error.key) ? words[error.key] : words.damaged, error.values || {}));
    });
}
async function readRecord(form, bytes) {
  var start = String.fromCharCode(...bytes.subarray(0, 1000)).replace(/^(\xef\xbb\xbf)?[ \t\r\n]*/, "");
  if (!start && bytes.length < 1000) { refuse("empty"); }
  if (/^(PK|\xd0\xcf)/.test(start)) { return readWorkbook(form, bytes); }
  return /^[[{]/.test(start) ? readJson(form, bytes) : readTable(form, bytes);
}

/* --- JSON --- */

/* The text itself, when nothing in it is nested beyond reason: reading millions of levels would stop the page. */
function shallow(text) {
  for (var at = 0, depth = 0, quoted = false; at < text.length; at++) {
    var letter = text.charCodeAt(at);
    if (quoted && letter === 92) { at += 1; } else if (letter === 34) { quoted = !quoted; }
    if (!quoted && (letter === 91 || letter === 123)) { depth += 1; }
    if (!quoted && (letter === 93 || letter === 125)) { depth -= 1; }
    if (depth > DEEPEST) { refuse("bad_json"); }
  }
  return text;
}
function readJson(form, bytes) {
  var found;
  try { found = JSON.parse(shallow(new TextDecoder("utf-8", { fatal: true }).decode(bytes))); } catch (error) { refuse("bad_json"); }
  if (!isObject(found)) { refuse("not_ours"); }
  var reading = startReading(form, found.tool, found.version, found.language, false);
  if (!isObject(found.answers)) { refuse("no_answers"); }
  function part(name, act) { Object.keys(isObject(found[name]) ? found[name] : {}).forEach(id => { act(id, found[name][id]); }); }
  part("answers", (id, raw) => { readAnswer(reading, id, raw, "answers." + shownId(id)); });
  part("retired", (id, raw) => { readAnswer(reading, id, raw, "retired." + shownId(id)); });
  part("about", (id, raw) => { readFact(reading, id, raw); });
  part("previous", (id, raw) => { readBefore(reading, id, raw); });
  ["comments", "seen"].forEach(name => { part(name, (id, raw) => { readText(reading, name, id, raw, name + "." + shownId(id)); }); });
  (Array.isArray(found.plan) ? found.plan.slice(0, MOST_ACTIONS) : []).filter(isObject).forEach((line, at) => {
    Object.keys(line).forEach(key => { readAction(reading, at + 1, key, line[key]); });
  });
  return finishReading(reading);
}

/* --- CSV --- */

/* The rows of a table, each with the number of its last line in the file. */
function rowsIn(text, separator) {
  var rows = [], cells = [], line = 1, at = 0, stop = new RegExp("[" + separator + "\r\n]", "g");
  function lines(part) { return (part.match(/\r\n?|\n/g) || []).length; }
  while (at < text.length && rows.length <= MOST_ROWS) {
    var cell = "";
    if (!cells.length && (text[at] === "\n" || text[at] === "\r")) {
      line += text[at] === "\r" && text[at + 1] === "\n" ? 0 : 1;
      at += 1;
      continue;
    }
    if (text[at] === '"') {
      for (var from = at + 1, end = at; ; from = end + 2) {
        end = text.indexOf('"', from) < 0 ? text.length : text.indexOf('"', from);
        cell += text.slice(from, end);
        if (text[end + 1] !== '"') { break; }
        if (cell.length > LARGEST_CELL) { refuse("damaged"); }
        cell += '"';
      }
      line += lines(cell);
      at = end + 1;
    }
    stop.lastIndex = at;
    var found = stop.exec(text), next = found ? found.index : text.length;
    if (cell.length + next - at > LARGEST_CELL) { refuse("damaged"); }
    cells.push(cell + text.slice(at, next));
    at = next + 1;
    if (found && found[0] === separator && at < text.length) { continue; }
    if (found && found[0] === separator) { cells.push(""); }
    if (cells.some(Boolean)) { rows.push({ cells, line }); }
    if (text[next] === "\r" && text[at] === "\n") { at += 1; }
    line += 1;
    cells = [];
  }
  return rows;
}
function decoded(bytes) {
  var wide = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : "";
  if (wide) { return { text: new TextDecoder(wide).decode(bytes) }; }
  try { return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) }; } catch (error) {
    return { text: new TextDecoder("windows-1252").decode(bytes), guessed: true };
  }
}
/* {names, rows}: the rows of a table below the names of its columns, whatever the language of its headers. */
function tableIn(form, text) {
  text = text.replace(/^[\r\n]+/, "");
  var header = text.split("\n", 1)[0], heads = form.reading.heads;
  var marks = [";", ",", "\t"].sort((a, b) => header.split(b).length - header.split(a).length);
  var rows = rowsIn(text, marks[0]);
  if (rows.length > MOST_ROWS) { refuse("too_large"); }
  var names = (rows.length ? rows.shift().cells : []).map(cell => {
    return Object.keys(heads).find(name => heads[name].some(head => folded(head) === folded(cell))) || "";
  });
  if (!names.includes("id") || !names.includes("answer")) { refuse("not_ours"); }
  return { names, rows };
}
function readTable(form, bytes) {
  var found = decoded(bytes), table = tableIn(form, found.text), rows = table.rows.map(row => {
    var cells = { line: row.line };
    table.names.forEach((name, at) => { if (name) { cells[name] = row.cells[at] || ""; } });
    return cells;
  });
  if (!rows.length) { refuse("not_ours"); }
  var first = rows.find(row => row.tool) || rows[0], reading = startReading(form, first.tool, first.version, first.language, true);
  if (found.guessed) { tellOf(reading, "guessed_encoding", {}); }
  rows.forEach(row => { readRow(reading, row, "CSV:" + row.line); });
  return finishReading(reading);
}
function readRow(reading, row, place) {
  var id = row.id.trim(), at = id.split(".");
  if (!id) { return; }
  if (![reading.record.tool, ""].includes((row.tool || "").trim())) {
    tellOf(reading, "other_tool", { place, tool: row.tool.slice(0, LONGEST_SHOWN) });
  } else if (at[0] === "about") { readFact(reading, at[1], row.answer); } else if (at[0] === "plan") {
    readAction(reading, Number(at[1]), at[2], row.answer);
  } else {
    readAnswer(reading, at[0] === "retired" ? at[1] : id, row.answer, place);
    readText(reading, "comments", id, row.comment, place);
    readText(reading, "seen", id, row.seen, place);
    readBefore(reading, id, row.previous);
  }
}

/* --- workbooks --- */

function cellName(prefix, id) { return prefix + "_" + id.replace(/[-.]/g, "_"); }
async function readWorkbook(form, bytes) {
  var cells = await valuesIn(await openBook(bytes)), names = {};
  function raw(name) { return cells.has(name) ? cells.get(name).raw : null; }
  function place(name) { return cells.has(name) ? cells.get(name).place : name; }
  var reading = startReading(form, raw("cerise_tool"), raw("cerise_version"), raw("cerise_language"), false);
  var asked = Object.keys(form.inputs), ids = asked.concat(Object.keys(reading.moves), Object.keys(form.reading.retired));
  ids.forEach(id => { names[cellName("in", id)] = id; });
  var answers = Array.from(cells.keys()).filter(name => name.startsWith("in_"));
  Object.keys(names).concat(answers.filter(name => !has(names, name))).filter(name => cells.has(name)).forEach(name => {
    readAnswer(reading, has(names, name) ? names[name] : name.slice(3).replace(/_/g, "-"), raw(name), place(name));
  });
  Object.keys(form.reading.retired).forEach(id => { readAnswer(reading, id, raw(cellName("retired", id)), place(cellName("retired", id))); });
  if (!reading.older) { asked.filter(id => !reading.taken.has(id)).forEach(id => { tellOf(reading, "missing_cell", { id }); }); }
  ids.forEach(id => {
    readText(reading, "comments", id, raw(cellName("note", id)), place(cellName("note", id)));
    readText(reading, "seen", id, raw(cellName("seen", id)), place(cellName("seen", id)));
    readBefore(reading, id, raw(cellName("prev", id)));
  });
  ABOUT.forEach(key => { readFact(reading, key, raw("about_" + key)); });
  for (var number = 1; number <= MOST_ACTIONS; number++) {
    PLAN.forEach(key => { readAction(reading, number, key, raw("plan_" + number + "_" + key)); });
  }
  return finishReading(reading);
}
