/* A record is one filled checklist, kept on this device; a tool may have several, and one of them is open here.
   Parts are objects by id, as in a file of answers; `drafts` is what was typed and is no number yet. */

var PARTS = ["answers", "comments", "seen", "about", "previous", "retired", "drafts"];
var WAIT = 400; /* ms: what is typed in one go is written once */
var stores = {};

function storeOf(tool, element) {
  if (!stores[tool]) {
    stores[tool] = { tool, forms: [], kept: true, moved: json(element, "moved") || {}, current: Number(data(element, "version")) };
    openRecord(stores[tool], openKey(tool));
  }
  return stores[tool];
}

/* --- what is on the device --- */

function nameOf(tool, key) { return "cerise:" + tool + ":" + key; }
function kept(name) {
  try {
    var found = JSON.parse(localStorage.getItem(name));
    return found && typeof found === "object" ? found : null;
  } catch (error) { return null; }
}
/* The record last opened; one saved before records had names gets one. */
function openKey(tool) {
  var index = kept("cerise:" + tool) || {};
  if (index.answers) {
    index.saved = index.time;
    try { localStorage.setItem(nameOf(tool, "first"), JSON.stringify(index)); } catch (error) { /* read again next time */ }
    return "first";
  }
  return index.open || "first";
}
/* Every record of `tool` on this device, the latest first. */
function recordsOf(tool) {
  var start = nameOf(tool, ""), found = [];
  try {
    Object.keys(localStorage).filter(name => name.startsWith(start)).forEach(name => {
      var record = kept(name);
      if (record) { found.push({ key: name.slice(start.length), record }); }
    });
  } catch (error) { return []; }
  return found.sort((a, b) => String(b.record.saved || "").localeCompare(String(a.record.saved || "")));
}

/* --- reading --- */

/* Make the record called `key` the open one; a new key is a blank record. */
function openRecord(store, key) {
  flush(store);
  store.key = key;
  try { localStorage.setItem("cerise:" + store.tool, JSON.stringify({ open: key })); } catch (error) { store.kept = false; }
  reread(store);
}
/* What another tab wrote since, with what was typed here on top of it. */
function reread(store) {
  flush(store);
  take_in(store, modern(store, kept(nameOf(store.tool, store.key)) || {}));
  store.base = snapshot(store);
}
function concerns(store, name) { return name === null || name === nameOf(store.tool, store.key); }
function take_in(store, record) {
  PARTS.forEach(part => { store[part] = isObject(record[part]) ? copy(record[part]) : {}; });
  store.plan = Array.isArray(record.plan) ? copy(record.plan) : [];
  store.time = record.saved || "";
}
function isObject(value) { return value !== null && typeof value === "object" && !Array.isArray(value); }
function snapshot(store) {
  var found = { plan: copy(store.plan) };
  PARTS.forEach(part => { found[part] = copy(store[part]); });
  return found;
}
/* A record of an earlier version under the ids of today; answers no longer asked for stand apart. */
function modern(store, record) {
  var moves = store.moved[record.version] || {}, now = Object.assign({}, record);
  ["answers", "comments", "seen", "previous"].forEach(part => {
    if (isObject(record[part])) { now[part] = renamed(record[part], moves); }
  });
  if (Array.isArray(record.plan)) {
    now.plan = record.plan.map(line => Object.assign({}, line, { indicator: successors(moves, line.indicator)[0] || "" }));
  }
  now.retired = Object.assign({}, isObject(record.retired) ? record.retired : {});
  var asked = cerise.tools[store.tool].inputs.map(input => input.key);
  Object.keys(now.answers || {}).filter(id => !asked.includes(id)).forEach(id => {
    now.retired[id] = now.answers[id];
    delete now.answers[id];
  });
  now.version = store.current;
  return now;
}
/* What a question is called today; several after a split. */
function successors(moves, id) { return has(moves, id) ? moves[id] : [id]; }
function renamed(values, moves) {
  var found = {};
  Object.keys(values).forEach(id => { successors(moves, id).forEach(today => { found[today] = values[id]; }); });
  return found;
}

/* --- writing --- */

function save(store) {
  store.unsaved = true;
  clearTimeout(store.timer);
  store.timer = setTimeout(() => { flush(store); store.forms.forEach(schedule); }, WAIT);
}
/* Only what changed here is written, so that two tabs on one record never undo each other's answers. */
function flush(store) {
  clearTimeout(store.timer);
  if (!store.unsaved) { return; }
  store.unsaved = false;
  var name = nameOf(store.tool, store.key), there = kept(name);
  if (there) { merge(store, modern(store, there)); }
  store.base = snapshot(store);
  store.time = isBlank(store) ? "" : new Date().toISOString();
  try {
    if (isBlank(store)) { localStorage.removeItem(name); } else { localStorage.setItem(name, JSON.stringify(written(store))); }
    store.kept = true;
  } catch (error) { store.kept = false; }
}
function merge(store, there) {
  PARTS.forEach(part => {
    var mine = store[part], base = store.base[part], theirs = isObject(there[part]) ? there[part] : {};
    Object.keys(Object.assign({}, base, mine)).forEach(key => {
      if (mine[key] !== base[key]) { put(theirs, key, mine[key]); }
    });
    store[part] = theirs;
  });
  var plans = [store.plan, store.base.plan, there.plan || []].map(plan => JSON.stringify(plan));
  if (plans[0] === plans[1]) { store.plan = there.plan || []; } else if (plans[2] !== plans[1]) {
    /* Both changed it: lines are kept from both sides. */
    store.plan = store.plan.concat((there.plan || []).filter(line => !plans[0].includes(JSON.stringify(line))));
  }
}
function isBlank(store) { return !store.plan.length && PARTS.every(part => !Object.keys(store[part]).length); }
function written(store) {
  var record = { tool: store.tool, version: store.current, saved: store.time };
  PARTS.concat("plan").forEach(part => { record[part] = store[part]; });
  return record;
}
window.addEventListener("pagehide", () => { Object.values(stores).forEach(flush); });
document.addEventListener("visibilitychange", () => { if (document.hidden) { Object.values(stores).forEach(flush); } });

/* --- for the other parts of the page --- */

/* The open record as a file of answers. */
function recordOf(store, lang) {
  var record = Object.assign({ language: lang }, written(store));
  delete record.drafts;
  return copy(record);
}
/* Put a whole record (of any version) in the place of the open one. */
function putRecord(store, record) {
  take_in(store, modern(store, record));
  refresh(store);
}
/* A record of its own for `record`, which becomes the open one; its key. */
function newRecord(store, record) {
  var key = Date.now().toString(36) + Math.random().toString(36).slice(2, 6);
  openRecord(store, key);
  putRecord(store, record);
  flush(store);
  return key;
}
/* Take a record off this device; returns what puts it back. */
function removeRecord(store, key) {
  var name = nameOf(store.tool, key), text = localStorage.getItem(name);
  if (key === store.key) { store.unsaved = false; }
  localStorage.removeItem(name);
  return () => { if (text !== null) { localStorage.setItem(name, text); } };
}
/* Show the record again everywhere, and keep it. */
function refresh(store) {
  save(store);
  store.forms.forEach(form => { restore(form); schedule(form); });
}
