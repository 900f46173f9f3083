/* What every answer earned, from the tables of the last result. */

/* {id, points, weight, alarm} of every answer that counts, in the order of the questions. */
function judged(form, result) {
  return rowsOf(form, result).filter(item => item.row.counted > 0).map(item => {
    return { id: item.id, points: item.row.points, weight: item.row.counted, alarm: item.row.alarm };
  });
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
