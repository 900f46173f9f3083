/* Answers: one store a tool, shared by its forms, kept on this device. */

var stores = {};

function storeOf(tool) {
  if (!stores[tool]) { stores[tool] = load({ tool, forms: [], kept: true }); }
  return stores[tool];
}
function load(store) {
  var saved = {};
  try { saved = JSON.parse(localStorage.getItem("cerise:" + store.tool)) || {}; } catch (error) { saved = {}; }
  ["answers", "drafts"].forEach(part => {
    store[part] = saved[part] && typeof saved[part] === "object" ? saved[part] : {};
  });
  store.time = saved.time || "";
  return store;
}
function save(store) {
  var empty = !Object.keys(store.answers).length && !Object.keys(store.drafts).length;
  store.time = empty ? "" : new Date().toISOString();
  try {
    if (empty) { localStorage.removeItem("cerise:" + store.tool); } else {
      localStorage.setItem("cerise:" + store.tool, JSON.stringify({
        tool: store.tool, version: cerise.tools[store.tool].version, time: store.time,
        answers: store.answers, drafts: store.drafts
      }));
    }
    store.kept = true;
  } catch (error) { store.kept = false; }
}
function reread(store) { load(store); }
function concerns(store, name) { return name === null || name === "cerise:" + store.tool; }
