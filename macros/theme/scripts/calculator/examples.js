/* Examples that fill in the form. */

function example(form, inputs) {
  var answers = {};
  put(answers, "currency", form.store.answers.currency);
  Object.keys(inputs).forEach(key => {
    if (!Array.isArray(inputs[key])) { put(answers, key, inputs[key]); return; }
    inputs[key].forEach((line, row) => {
      Object.keys(line).forEach(column => { put(answers, [key, row, column].join("."), line[column]); });
    });
  });
  kind.emptied(form);
  replace(form, answers, {}, barOf(form), form.words.example_shown);
  var result = one(form.element, ".tool-result");
  result.focus({ preventScroll: true });
  result.scrollIntoView({ block: "nearest" });
}
