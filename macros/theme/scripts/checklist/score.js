/* What a checklist shows: its scores, its critical points, the advice of its band. */

/* A wrong value counts as no answer: the rest is scored. */
function withoutRefused(form, values, result) {
  var refused = result.refusals.filter(isInput);
  refused.forEach(refusal => { values[refusal.subject] = null; });
  return refused.length ? form.tool.compute(values) : result;
}
/* {id, row}: what each question earned, section by section. */
function rowsOf(form, result) {
  var next = {}, found = [];
  form.tool.inputs.forEach(input => {
    var table = input.key.replace(/-\d+$/, "").replace(/-/g, "_"), at = next[table] || 0;
    next[table] = at + 1;
    found.push({ id: input.key, row: result.tables[table] && result.tables[table][at] });
  });
  return found.filter(item => item.row);
}
/* What a checklist shows beyond its outputs: coverage of each section and the critical points at their lowest. */
function derive(form, result) {
  var extra = {}, told = {}, critical = rowsOf(form, result).filter(item => item.row.alarm).map(item => item.id);
  Object.keys(result.tables).forEach(table => {
    var section = table.replace(/_/g, "-"), rows = result.tables[table];
    var answered = rows.filter(row => row.answered).length;
    extra[section + ".coverage"] = rows.length ? answered / rows.length : null;
    if (answered && !known(result.outputs[section])) { told[section] = form.words.na; }
  });
  extra.critical = critical.join(" ");
  form.extra = extra;
  told.critical = criticalText(form, critical.length);
  form.told = told;
}
function paintChecklist(form) {
  var critical = form.extra.critical.split(" "), coverage = valueOf(form, "coverage"), score = valueOf(form, "score");
  each(form.element, "[data-copy]", element => {
    var key = data(element, "copy"), value = valueOf(form, key);
    say(element, value === null ? form.words.none : format(value, "score", form.lang));
  });
  each(form.element, "[data-progress]", bar => {
    bar.value = valueOf(form, data(bar, "progress")) || 0;
  });
  each(form.element, "[data-provisional]", tag => { show(tag, score !== null && coverage < 1); });
  each(form.element, "[data-band]", advice => {
    show(advice, data(advice, "band") === valueOf(form, "band"));
  });
  show(one(form.element, "[data-alarm]"), form.extra.critical !== "");
  each(form.element, "[data-critical]", item => {
    show(item, critical.includes(data(item, "critical")));
  });
  each(form.element, "[data-radar]", figure => { paintFigure(form, figure); });
}
function criticalText(form, count) {
  return count === 1 ? form.words.critical_one : fill(form.words[count ? "critical_many" : "critical_none"], { n: count });
}
function spokenScore(form) {
  var score = valueOf(form, "score");
  return score === null ? "" : fill(form.words.announce_score, {
    score: format(score, "score", form.lang), coverage: format(valueOf(form, "coverage"), "score", form.lang)
  });
}
