/* What a checklist adds to a form. */

var kind = {
  forms: "form.tool-checklist",
  start: () => {},
  took: () => {},
  restored: () => {},
  emptied: () => {},
  /* A wrong value counts as no answer: the rest is scored. */
  settled: (form, result) => {
    var refused = Object.keys(form.refused);
    refused.forEach(key => { form.values[key] = null; });
    if (refused.length) { result = form.tool.compute(form.values); }
    derive(form, result);
    return result;
  },
  paint: paintChecklist,
  spoken: form => [spokenScore(form)]
};
