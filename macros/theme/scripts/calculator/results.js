/* What a calculator found: messages, sentence, charts and tables. */

var MENTIONED = 6;

window.addEventListener("beforeprint", () => {
  Object.values(stores).forEach(store => { store.forms.forEach(form => work(form, Infinity)); });
});

function paintCalculator(form) {
  var refusals = form.result.refusals;
  function subjects(kind) { return refusals.filter(refusal => refusal.kind === kind).map(refusal => refusal.subject); }
  paintMissing(form, subjects("missing"));
  var failed = subjects("check"), errors = subjects("error");
  each(form.element, "[data-check]", message => {
    show(message, failed.includes(data(message, "check")));
  });
  var message = one(form.element, "[data-errors]");
  var told = failed.length ? [] : errors.map(key => labelOf(form, key)).filter(Boolean);
  say(message, told.length ? fill(form.words.error, { names: told.join(", ") }) : "");
  show(message, told.length > 0);
  paintSentence(form);
  form.jobs = [];
  each(form.element, "[data-plot]", figure => { paintPlot(form, figure); });
  form.tables.forEach(view => { paintTable(form, view); });
  work(form, 4);
  form.element.classList.toggle("has-result", Object.values(form.result.outputs).some(known));
}
/* Charts, then the rows of tables, as far as `time` (ms) goes and on in the next frame: the typing never waits. */
function work(form, time) {
  var end = performance.now() + time;
  cancelAnimationFrame(form.later);
  while (form.jobs.length && performance.now() < end) { form.jobs.shift()(); }
  if (form.jobs.length) { form.later = requestAnimationFrame(() => work(form, time)); }
}
function labelOf(form, key) {
  var output = one(form.element, 'output[name="' + key + '"]');
  return output ? document.getElementById(output.getAttribute("aria-labelledby")).textContent : "";
}
function blank(result) {
  return {
    outputs: {}, tables: {}, sentences: [],
    refusals: result.refusals.filter(refusal => refusal.kind === "missing" || isInput(refusal))
  };
}
/* Which fields still stand in the way of a result, as links that lead to them. */
function paintMissing(form, missing) {
  var wrong = form.wrong.filter(key => form.fields[key].touched);
  var blanks = missing.filter(key => !form.wrong.includes(key) && form.fields[key]);
  var place = one(form.element, "[data-missing]"), state = wrong.join() + "|" + blanks.join();
  show(place, state !== "|");
  if (data(place, "state") === state) { return; }
  place.setAttribute("data-state", state);
  place.textContent = "";
  pointAt(form, place, form.words.correct, wrong);
  pointAt(form, place, form.words.missing, blanks);
}
function pointAt(form, place, words, keys) {
  if (!keys.length) { return; }
  if (place.firstChild) { place.appendChild(make("br")); }
  place.append(words + " ");
  var cells = keys.some(key => form.fields[key].grid);
  keys.slice(0, MENTIONED).forEach((key, index) => {
    var field = form.fields[key], link = make("a", field.label(), { href: "#" + field.control.id });
    link.addEventListener("click", event => { event.preventDefault(); form.fields[key].focus(); });
    if (index) { place.append(cells ? form.words.between : ", "); }
    place.appendChild(link);
  });
  if (keys.length > MENTIONED) {
    place.append(" " + fill(form.words.more, { n: keys.length - MENTIONED }));
  }
}
function paintSentence(form) {
  var place = one(form.element, "[data-sentences]");
  if (!place) { return; }
  var texts = json(place, "sentences");
  var said = (form.result.sentences || []).map(index => spoken(form, texts[index]));
  said = said.find(Boolean) || "";
  say(place, said);
  show(place, said !== "");
}
/* The sentence with its values written in; empty when one of them is withheld. */
function spoken(form, text) {
  var whole = true;
  var said = text.replace(/\{(\w+)\}/g, (_, name) => {
    var value = has(form.result.outputs, name) ? form.result.outputs[name] : inputValue(form, name);
    if (!known(value)) { whole = false; return ""; }
    var shape = form.formats[name];
    return shape && typeof shape === "object" ? shape[value] || value : format(value, shape, form.lang, form.currency());
  });
  return whole ? said : "";
}
function inputValue(form, key) {
  var input = form.inputs[key];
  return known(form.values[key]) ? form.values[key] : input ? input.default : null;
}
