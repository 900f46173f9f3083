/* What a checklist adds to a form. The page of a whole checklist has more `parts`, each with start and paint. */

var parts = [];
var kind = {
  forms: "form.tool-checklist",
  start: form => { parts.forEach(part => { part.start(form); }); },
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
  paint: form => {
    paintChecklist(form);
    parts.forEach(part => { part.paint(form); });
  },
  spoken: form => [spokenScore(form)]
};
