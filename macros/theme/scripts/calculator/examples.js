/* Examples that fill in the form. */

function example(form, inputs) {
  var answers = {}, cells = form.tool.cells(inputs);
  Object.keys(cells).forEach(key => { put(answers, key, cells[key]); });
  put(answers, "currency", form.store.answers.currency);
  kind.emptied(form);
  replace(form, answers, {}, barOf(form), form.words.example_shown);
  var result = one(form.element, ".tool-result");
  result.focus({ preventScroll: true });
  result.scrollIntoView({ block: "nearest" });
}
