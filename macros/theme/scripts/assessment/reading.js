/* What has been read of a file: the same rules and the same words as the command line (macros/exports/read). */

var ABOUT = ["institution", "date", "respondent", "role"], PLAN = ["indicator", "gap", "action", "who", "when"];
var MOST_ACTIONS = 20, LONGEST_SHOWN = 80, LONGEST_TEXT = 5000;

function folded(label) { return label.normalize("NFKC").replace(/\u2019/g, "'").replace(/\s+/g, " ").trim().toLowerCase(); }
function isEmpty(raw) { return raw === null || raw === undefined || typeof raw === "string" && !raw.trim(); }
/* A text, whatever a spreadsheet took it for: a date without its midnight. */
function plainText(raw) { return String(typeof raw === "object" ? "{…}" : raw).trim().replace(/ 00:00:00$/, "").slice(0, LONGEST_TEXT); }

/* What is handed over becomes a record under the ids of today; `typed`: numbers come as texts. */
function startReading(form, tool, version, language, typed) {
  var facts = form.reading, current = form.store.current;
  if (typeof tool !== "string" || !tool.trim()) { refuse("not_ours"); }
  tool = tool.trim();
  if (tool !== form.store.tool) {
    refuse("another", { theirs: has(facts.tools, tool) ? facts.tools[tool] : tool.slice(0, LONGEST_SHOWN), ours: facts.tools[form.store.tool] });
  }
  version = Math.trunc(isEmpty(version) ? NaN : Number(version));
  if (!isFinite(version)) { refuse("no_version", { tool }); }
  if (version > current) { refuse("newer", { tool, version, current }); }
  var reading = {
    form, typed, language: language === "en" ? "en" : "fr", older: version < current, moves: form.store.moved[Math.max(1, version)] || {},
    taken: new Set(), said: [], lines: {}, codes: facts.scales.map(codesOf),
    record: { tool, version: current, language, about: {}, answers: {}, comments: {}, seen: {}, previous: {}, retired: {} }
  };
  if (reading.older) { tellOf(reading, "older", { tool, version, current }); }
  return reading;
}
function codesOf(answers) {
  var found = new Map();
  answers.forEach(answer => { answer.forEach(name => { if (!found.has(folded(name))) { found.set(folded(name), answer[0]); } }); });
  return found;
}
function tellOf(reading, key, values) {
  var text = fill(reading.form.reading.words[key], values);
  if (!reading.said.includes(text)) { reading.said.push(text); }
}
/* How a question is answered: the number of its scale, or the kind of number it takes; undefined when it is unknown. */
function kindOf(form, id) {
  if (has(form.inputs, id)) { return has(form.reading.fields, id) ? form.reading.fields[id] : 0; }
  return has(form.reading.retired, id) ? form.reading.retired[id] : undefined;
}

/* --- answers --- */

function readAnswer(reading, id, raw, place) {
  var now = successors(reading.moves, id);
  now.forEach(today => { readOne(reading, today, raw, place); });
  if (now.join() !== id && !isEmpty(raw)) { tellOf(reading, now.length > 1 ? "split" : "renamed", { place, id: shownId(id), now: now.join(", ") }); }
}
function readOne(reading, id, raw, place) {
  var asked = has(reading.form.inputs, id), kind = kindOf(reading.form, id);
  if (reading.taken.has(id)) { tellOf(reading, "twice", { place, id }); return; }
  if (asked || kind !== undefined && !isEmpty(raw)) { reading.taken.add(id); }
  if (isEmpty(raw)) { return; }
  if (kind === undefined) { tellOf(reading, "unknown_id", { place, id: shownId(id) }); return; }
  var found = understood(reading, kind, raw);
  if (!asked) {
    reading.record.retired[id] = found ? found.value : plainText(raw).slice(0, LONGEST_SHOWN);
    tellOf(reading, "retired", { place, id });
  } else if (!found) {
    tellOf(reading, typeof kind === "string" ? "not_a_number" : "unknown_answer", {
      place, id, raw: plainText(raw).slice(0, LONGEST_SHOWN), allowed: (reading.form.reading.scales[kind] || []).map(answer => answer[1]).join(", ")
    });
  } else {
    reading.record.answers[id] = found.value;
    if (found.said) { tellOf(reading, "number_as_text", { place, id, raw: raw.trim(), value: answerText(reading.form, id, found.value) }); }
  }
}
function shownId(id) { return id.slice(0, LONGEST_SHOWN); }
/* {value}, with `said` when it had to be guessed; null when it is no possible answer. */
function understood(reading, kind, raw) {
  if (typeof kind === "number") {
    var code = typeof raw === "string" ? reading.codes[kind].get(folded(raw)) : undefined;
    return code === undefined ? null : { value: code };
  }
  if (typeof raw === "number") { return isFinite(raw) ? { value: raw } : null; }
  if (typeof raw !== "string") { return null; }
  if (reading.form.reading.na.some(name => folded(name) === folded(raw))) { return { value: "na" }; }
  return numberRead(reading, kind === "percent", raw);
}
function numberRead(reading, percent, raw) {
  var power = /^([+-]?[\d.,]+)(e[+-]?\d{1,3})$/i.exec(raw.trim());
  if (raw.length > 60 || power) { return power ? { value: Number(raw.replace(",", ".")) * (percent ? 0.01 : 1), said: true } : null; }
  var found = parse(raw.replace(/\u2013/g, "-"), reading.language, percent);
  if (found.readings) { return { value: found.readings[1], said: true }; }
  return known(found.value) ? { value: found.value, said: !reading.typed } : null;
}
/* Last time's answer has no effect on the score: one that is not understood is left out. */
function readBefore(reading, id, raw) {
  successors(reading.moves, id).filter(today => has(reading.form.inputs, today) && !isEmpty(raw)).forEach(today => {
    var found = understood(reading, kindOf(reading.form, today), raw);
    if (found) { reading.record.previous[today] = found.value; }
  });
}

/* --- texts --- */

function readText(reading, part, id, raw, place) {
  if (isEmpty(raw)) { return; }
  successors(reading.moves, id).forEach(today => {
    if (kindOf(reading.form, today) === undefined) { tellOf(reading, "unknown_id", { place, id: shownId(today) }); return; }
    reading.record[part][today] = plainText(raw);
  });
}
function readFact(reading, key, raw) {
  if (ABOUT.includes(key) && !isEmpty(raw)) { reading.record.about[key] = plainText(raw); }
}
function readAction(reading, number, key, raw) {
  if (!PLAN.includes(key) || !(number > 0 && number <= MOST_ACTIONS) || isEmpty(raw)) { return; }
  var text = plainText(raw), line = reading.lines[number] = reading.lines[number] || {};
  line[key] = key === "indicator" ? successors(reading.moves, text)[0] : text;
}
/* The record, once everything is read: numbers that are out of bounds are said and left out. */
function finishReading(reading) {
  var record = reading.record, form = reading.form, values = {};
  record.plan = Object.keys(reading.lines).sort((a, b) => a - b).map(number => {
    return PLAN.reduce((line, key) => { line[key] = reading.lines[number][key] || ""; return line; }, {});
  });
  form.tool.inputs.forEach(input => { values[input.key] = has(record.answers, input.key) ? record.answers[input.key] : null; });
  form.tool.compute(values).refusals.filter(isInput).forEach(refusal => {
    var box = form.fields[refusal.subject], bound = box ? data(box.control, refusal.kind) : "";
    tellOf(reading, "refused", { label: refusal.subject, reason: fill(form.words[refusal.kind] || "", { bound }) });
    delete record.answers[refusal.subject];
  });
  return { record, said: reading.said };
}
