/* The named assessments kept on this device: open, new, duplicate, delete with undo, erase everything. */

parts.push({
  start: form => {
    var panel = one(form.element, "[data-records]");
    panel.addEventListener("click", event => {
      var button = event.target.closest("[data-record]"), act = button && recordActions[data(button, "record")];
      if (act) { act(form, panel, button); }
    });
  },
  paint: form => {
    say(one(form.element, "[data-record-name]"), recordName(form, form.store));
    listRecords(form);
  }
});

var recordActions = {
  new: (form, panel) => {
    newRecord(form.store, { about: { institution: form.store.about.institution || "" } });
    tellRecord(form, panel, form.words.record_made);
    one(panel, '[data-key="institution"]').focus();
  },
  copy: (form, panel) => {
    newRecord(form.store, recordOf(form.store, form.lang));
    tellRecord(form, panel, form.words.record_copied);
  },
  open: (form, panel, button) => {
    openRecord(form.store, data(button, "key"));
    reshow(form.store);
    tellRecord(form, panel, fill(form.words.record_opened, { name: recordName(form, form.store) }));
    one(panel, "summary").focus();
  },
  remove: (form, panel) => {
    var store = form.store, key = store.key, name = recordName(form, store), others;
    flush(store);
    form.putBack = removeRecord(store, key);
    form.removed = key;
    others = recordsOf(store.tool);
    openRecord(store, others.length ? others[0].key : "first");
    reshow(form.store);
    tellRecord(form, panel, fill(form.words.record_removed, { name }), true);
    one(panel, '[data-record="restore"]').focus();
  },
  restore: (form, panel) => {
    form.putBack();
    openRecord(form.store, form.removed);
    reshow(form.store);
    tellRecord(form, panel, form.words.record_restored);
    one(panel, "summary").focus();
  },
  erase: (form, panel) => {
    say(one(panel, "[data-record-count]"), fill(form.words.record_sure, { n: keptNames().filter(isRecord).length }));
    show(one(panel, "[data-record-sure]"), true);
    one(panel, '[data-record="keep"]').focus();
  },
  keep: (form, panel) => {
    show(one(panel, "[data-record-sure]"), false);
    one(panel, '[data-record="erase"]').focus();
  },
  "erase-all": (form, panel) => {
    Object.values(stores).forEach(store => { store.unsaved = false; clearTimeout(store.timer); });
    keptNames().forEach(name => { localStorage.removeItem(name); });
    openRecord(form.store, "first");
    reshow(form.store);
    show(one(panel, "[data-record-sure]"), false);
    tellRecord(form, panel, form.words.record_erased);
    one(panel, "summary").focus();
  }
};

function tellRecord(form, panel, message, undone) {
  say(one(panel, "[data-record-note]"), form.store.kept ? message : form.words.record_refused);
  show(one(panel, '[data-record="restore"]'), undone === true);
}
function keptNames() {
  try { return Object.keys(localStorage).filter(name => name.startsWith("cerise:")); } catch (error) { return []; }
}
/* The names of checklists without a key only say which record is open. */
function isRecord(name) { return name.split(":").length > 2 || !(kept(name) || {}).open; }
/* "Institution, date, respondent": whatever is known. */
function recordName(form, record) {
  var about = record.about || {};
  return ABOUT.map(key => about[key]).filter(known).join(", ") || form.words.record_unnamed;
}
function listRecords(form) {
  var others = othersOf(form.store);
  var state = JSON.stringify(others.map(item => [item.key, item.record.saved]));
  if (form.othersShown === state) { return; }
  form.othersShown = state;
  var list = one(form.element, "[data-record-list]");
  list.textContent = "";
  others.forEach(item => {
    var name = recordName(form, item.record), line = list.appendChild(make("li"));
    line.appendChild(make("button", fill(form.words.record_open, { name }), {
      type: "button", class: "tool-link", "data-record": "open", "data-key": item.key
    }));
    line.append(" – " + recordState(form, item.record));
  });
  show(one(form.element, "[data-record-others]"), others.length > 0);
}
function recordState(form, record) {
  var result = scored(form, record), score = result.outputs.score, words = form.words;
  return fill(known(score) ? words.record_state : words.record_started, {
    score: format(score, "score", form.lang), coverage: format(result.outputs.coverage, "score", form.lang)
  });
}
/* What the answers of any record give. */
function scored(form, record) {
  var values = valuesOf(form, record.answers || {});
  return withoutRefused(form, values, form.tool.compute(values));
}
