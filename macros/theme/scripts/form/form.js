/* One form: what people do in it, and what follows. What a calculator or a checklist adds is in `kind`. */

function start(element) {
  var id = data(element, "tool"), tool = cerise.tools[id];
  if (!tool || element.classList.contains("is-live")) { return; }
  var form = {
    element, tool, store: storeOf(id, element), fields: {},
    lang: data(element, "lang"), section: data(element, "section"),
    words: json(element, "words"), formats: json(element, "formats") || {}, inputs: {}, grids: {}, extra: {}, told: {}
  };
  var currency = one(element, 'input[name="currency"]'), usual = currency ? currency.value : "";
  form.currency = () => currency ? currency.value.trim() : "";
  form.took = field => { take(form, field); };
  tool.inputs.forEach((input, at) => { form.inputs[input.key] = input; input.at = at; });
  kind.start(form);
  fieldsIn(form, element);
  form.writeCurrency = () => {
    if (currency) { currency.value = has(form.store.answers, "currency") ? form.store.answers.currency : usual; }
  };
  form.usual = usual;
  form.store.forms.push(form);
  element.classList.add("is-live");
  listen(form);
  restore(form);
  paint(form, true);
}
function listen(form) {
  var element = form.element;
  element.addEventListener("submit", event => { event.preventDefault(); });
  element.addEventListener("input", event => { typed(form, event.target, false); });
  element.addEventListener("change", event => { typed(form, event.target, true); });
  element.addEventListener("click", event => {
    var button = event.target.closest("button");
    if (!button) { return; }
    var action = data(button, "action");
    if (action === "clear") { clear(form); }
    if (action === "undo") { undo(form, button.parentNode); }
    if (action === "print") { window.print(); }
    kind.pressed(form, button, action);
  });
}
function typed(form, target, finished) {
  if (target.name === "currency") {
    put(form.store.answers, "currency", target.value.trim() === form.usual ? null : target.value.trim());
    changed(form);
    return;
  }
  var field = form.fields[(target.name || "").replace(/\.na$/, "")];
  if (!field) { return; }
  if (field.typed) { field.typed(target); }
  field.touched = field.touched || finished;
  if (finished && field.left) { field.left(field.read().value); }
  take(form, field);
}
function take(form, field) {
  var state = field.read();
  put(form.store.answers, field.key, state.value);
  put(form.store.drafts, field.key, state.draft);
  if (field.mark) { field.mark(); }
  kind.took(form, field);
  tell(form, null, "");
  changed(form);
}
function changed(form) {
  save(form.store);
  form.store.forms.forEach(other => {
    if (other !== form) { restore(other); }
    schedule(other);
  });
}
/* Write the answers back into every form of a tool. */
function reshow(store) { store.forms.forEach(form => { restore(form); schedule(form); }); }
function schedule(form) {
  if (form.scheduled) { return; }
  form.scheduled = true;
  requestAnimationFrame(() => { form.scheduled = false; paint(form, false); });
}
function restore(form) {
  var store = form.store;
  kind.restored(form);
  Object.keys(form.fields).forEach(key => {
    form.fields[key].write(has(store.answers, key) ? store.answers[key] : null, store.drafts[key]);
  });
  form.writeCurrency();
}
