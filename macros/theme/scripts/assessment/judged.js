/* What every answer earned, from the tables of the last result. */

/* {id, points, weight, alarm} of every answer that counts, in the order of the questions. */
function judged(form, result) {
  var found = [], next = {};
  form.tool.inputs.forEach(input => {
    var table = input.key.replace(/-\d+$/, "").replace(/-/g, "_"), at = next[table] || 0, row = result.tables[table][at];
    next[table] = at + 1;
    if (row && row.counted > 0) { found.push({ id: input.key, points: row.points, weight: row.counted, alarm: row.alarm }); }
  });
  return found;
}
function loss(item) { return item.weight * (1 - item.points); }
/* The answers below the top, those that cost most first; critical points at their lowest before all. */
function gapsOf(form) {
  return judged(form, form.result).filter(item => item.points < 1)
    .sort((a, b) => b.alarm - a.alarm || loss(b) - loss(a));
}
function questionOf(form, id) { return one(form.element, '[data-question="' + id + '"]'); }
function askOf(form, id) {
  var question = questionOf(form, id);
  return question ? one(question, "[data-ask]").textContent : id;
}
