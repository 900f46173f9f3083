/* What a checklist shows: its outputs, its critical points, the advice of its band. */

/* What a checklist shows beyond its outputs: coverage of each section and the critical points at their lowest. */
function derive(form, result) {
  var extra = {}, critical = [];
  Object.keys(result.tables).forEach(table => {
    var section = table.replace(/_/g, "-"), rows = result.tables[table];
    var keys = form.tool.inputs.map(input => input.key).filter(key => {
      return key.replace(/-\d+$/, "") === section;
    });
    var answered = rows.filter(row => row.answered).length;
    extra[section + ".coverage"] = rows.length ? answered / rows.length : null;
    rows.forEach((row, at) => { if (row.alarm) { critical.push(keys[at]); } });
  });
  extra.critical = critical.join(" ");
  form.extra = extra;
  form.told = { critical: criticalText(form, critical.length) };
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
