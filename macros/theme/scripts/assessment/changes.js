/* What opening a file would change, before anything is changed. */

var QUESTION_PARTS = ["answers", "seen", "comments", "previous"], SHORT = 300;

/* {part, label, what, from, to}: texts as they are shown; `from` is empty where nothing is written yet. */
function changesOf(form, record) {
  var now = form.store, words = form.words, found = [], plans = [planTexts(now.plan), planTexts(record.plan)];
  function compare(part, label, what, from, to) {
    if (from !== to) { found.push({ part, label, what, from, to }); }
  }
  ABOUT.forEach(key => { compare("about", "", factName(form, key), plain(now.about[key]), plain(record.about[key])); });
  form.tool.inputs.forEach(input => {
    QUESTION_PARTS.forEach(part => {
      var shown = part === "answers" || part === "previous" ? value => answerText(form, input.key, value) : plain;
      compare(part, askOf(form, input.key), words["file_" + part], shown(now[part][input.key]), shown(record[part][input.key]));
    });
  });
  for (var at = 0; at < Math.max(plans[0].length, plans[1].length); at++) {
    compare("plan", "", fill(words.file_plan, { n: at + 1 }), plans[0][at] || "", plans[1][at] || "");
  }
  Object.keys(record.retired).forEach(id => {
    compare("retired", id, words.file_retired, plain(now.retired[id]), plain(record.retired[id]));
  });
  return found;
}
function factName(form, key) {
  var box = one(form.element, '[data-part="about"][data-key="' + key + '"]');
  return one(form.element, 'label[for="' + box.id + '"]').textContent;
}
function plain(value) { return known(value) ? String(value).trim() : ""; }
/* An answer as the page shows it. */
function answerText(form, id, value) {
  if (!known(value)) { return ""; }
  var label = labelOf(form, id, value), percent = kindOf(form, id) === "percent";
  return typeof label === "number" ? format(percent ? shift(label, 2) : label, "exact", form.lang) + (percent ? "\u202f%" : "") : String(label);
}
function planTexts(plan) {
  return plan.map(line => PLAN.map(key => plain(line[key])).filter(Boolean).join(" – ")).filter(Boolean);
}
/* How many answers the file leaves as they are. */
function sameAnswers(form, record) {
  return form.tool.inputs.filter(input => {
    var now = form.store.answers[input.key];
    return known(now) && now === record.answers[input.key];
  }).length;
}
/* The open record once the file is taken over: all of it, or only where nothing is written yet. Answers to questions
   no longer asked are kept from both. */
function takenOver(store, record, blanksOnly) {
  var next = Object.assign(snapshot(store), { version: store.current });
  PARTS.filter(part => part !== "drafts").forEach(part => {
    var theirs = record[part] || {}, ours = store[part], both = blanksOnly ? Object.assign({}, theirs, ours) : Object.assign({}, ours, theirs);
    next[part] = blanksOnly || part === "retired" ? both : copy(theirs);
  });
  if (!blanksOnly) { next.drafts = {}; }
  Object.keys(next.answers).forEach(id => { delete next.drafts[id]; });
  if (!blanksOnly || !planTexts(store.plan).length) { next.plan = copy(record.plan); }
  return next;
}

/* --- shown --- */

function showChanges(form, name, found) {
  var panel = one(form.files, "[data-file-changes]"), changes = changesOf(form, found.record), words = form.words;
  var begun = planTexts(form.store.plan).length > 0; /* a plan already begun is not mixed with another one */
  var blanks = changes.filter(change => !change.from && !(begun && change.part === "plan")).length;
  form.opened = found.record;
  say(one(panel, "[data-file-title]"), fill(words.file_changes, { name }));
  say(one(panel, "[data-file-summary]"), changes.length ?
    fill(words.file_summary, { n: changes.length, same: sameAnswers(form, found.record) }) : words.file_same);
  listInto(one(panel, "[data-file-list]"), changes, changeLine);
  listInto(one(panel, "[data-file-said]"), found.said, (line, text) => { line.textContent = text; });
  show(one(panel, "[data-file-doubts]"), found.said.length > 0);
  [["fill", blanks > 0 && blanks < changes.length], ["replace", changes.length > 0], ["new", form.store.kept]].forEach(act => {
    show(one(panel, '[data-file-act="' + act[0] + '"]'), act[1]);
  });
  say(one(panel, '[data-file-act="fill"]'), fill(words.file_fill, { n: blanks }));
  say(one(panel, '[data-file-act="replace"]'), fill(words.file_replace, { n: changes.length }));
  show(panel, true);
  one(panel, "[data-file-title]").focus();
  function changeLine(line, change) {
    if (change.label) { line.append(make("span", change.label, { class: "tool-change-of" })); }
    line.append(make("strong", change.what + words.file_colon), make("span", short(change.from) || words.file_blank, { class: "tool-change-from" }),
      " \u2192 ", make("span", short(change.to) || words.file_blank, { class: "tool-change-to" }));
  }
}
function short(text) { return text.length > SHORT ? text.slice(0, SHORT) + "…" : text; }
function listInto(list, items, write) {
  list.textContent = "";
  items.forEach(item => { write(list.appendChild(make("li")), item); });
}
