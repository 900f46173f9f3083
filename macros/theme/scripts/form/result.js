/* Compute and show. */

/* The answers that a tool can compute with; one that is none of the possible ones counts as blank. */
function valuesOf(form, answers) {
  var values = {};
  form.tool.inputs.forEach(input => {
    var value = answers[input.key];
    var stale = typeof value === "string" && input.kind !== "text" && !input.options.includes(value);
    values[input.key] = known(value) && !stale ? value : null;
  });
  return values;
}
function isInput(refusal) { return !["check", "error", "missing"].includes(refusal.kind); }
function run(form) {
  var values = valuesOf(form, form.store.answers), result = form.tool.compute(values), refused = {};
  result.refusals.filter(isInput).forEach(refusal => { refused[refusal.subject] = refusal.kind; });
  form.wrong = Object.keys(form.fields).filter(key => {
    return has(form.store.drafts, key) || has(refused, key);
  });
  form.values = values;
  form.refused = refused;
  form.result = kind.settled(form, result);
}
function paint(form, first) {
  run(form);
  Object.keys(form.fields).forEach(key => { form.fields[key].judge(form.refused[key] || ""); });
  each(form.element, "[data-currency]", element => { say(element, form.currency()); });
  each(form.element, "output[name]", output => { paintOutput(form, output); });
  kind.paint(form);
  paintSaved(form);
  if (!first) { announce(form); }
}
function valueOf(form, key) {
  var value = has(form.extra, key) ? form.extra[key] : form.result.outputs[key];
  return known(value) ? value : null;
}
function paintOutput(form, output) {
  var key = output.getAttribute("name"), value = valueOf(form, key);
  output.setAttribute("data-value", value === null ? "" : String(value));
  say(output, has(form.told, key) ? form.told[key] : textOf(form, output, value));
}
function textOf(form, output, value) {
  var options = data(output, "options"), key = output.getAttribute("name");
  if (value === null) { return form.words.none; }
  var labels = options ? JSON.parse(options) : {};
  if (has(labels, value)) { return labels[value]; }
  return format(value, data(output, "format"), form.lang, form.currency());
}
function paintSaved(form) {
  var place = one(form.element, "[data-saved]"), time = form.store.time, words = form.words;
  if (!form.store.kept) { say(place, words.not_saved); return; }
  if (!time) { say(place, ""); return; }
  if (place.textContent && form.saved === time.slice(0, 16)) { return; }
  form.saved = time.slice(0, 16);
  var moment = new Date(time), today = moment.toDateString() === new Date().toDateString();
  var shape = today ? { hour: "2-digit", minute: "2-digit" } : { day: "numeric", month: "long", year: "numeric" };
  say(place, fill(words[today ? "saved" : "saved_on"], { time: new Intl.DateTimeFormat(form.lang, shape).format(moment) }));
}
function announce(form) {
  clearTimeout(form.timer);
  form.timer = setTimeout(() => {
    say(one(form.element, "[data-announce]"), kind.spoken(form).join(". "));
  }, 1200);
}
