/* Clear, and take back. */

/* What just happened, in the bar where it was asked for, with the button that takes it back. */
function tell(form, bar, message, final) {
  each(form.element, "[data-note]", note => { say(note, note.parentNode === bar ? message : ""); });
  each(form.element, '[data-action="undo"]', button => { show(button, button.parentNode === bar && !final); });
}
function barOf(form, grid) { return one(grid ? grid.element : one(form.element, ".tool-result"), ".tool-bar"); }
function replace(form, answers, drafts, bar, message, final) {
  form.before = { answers: form.store.answers, drafts: form.store.drafts };
  form.store.answers = answers;
  form.store.drafts = drafts;
  restore(form);
  changed(form);
  tell(form, bar, message, final);
}
function clear(form) {
  var answers = form.section ? copy(form.store.answers) : {}, drafts = form.section ? copy(form.store.drafts) : {};
  Object.keys(form.fields).forEach(key => { delete answers[key]; delete drafts[key]; });
  put(answers, "currency", form.store.answers.currency);
  kind.emptied(form);
  replace(form, answers, drafts, barOf(form), form.words.cleared);
  one(barOf(form), '[data-action="undo"]').focus();
}
function undo(form, bar) {
  replace(form, form.before.answers, form.before.drafts, bar, form.words.restored, true);
  one(bar, "button:not([hidden])").focus();
}
