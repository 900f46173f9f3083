/* What a checklist adds to a form. The page of a whole checklist has more `parts`: each may say what to do at the
   start, when answers are restored, and when they are shown. */

var parts = [];
function ask(moment, form) { parts.forEach(part => { if (part[moment]) { part[moment](form); } }); }
var kind = {
  forms: "form.tool-checklist",
  start: form => { ask("start", form); },
  field: (input, control) => control.type === "radio" ? radios : measure,
  pressed: () => {},
  took: () => {},
  restored: form => { ask("restored", form); },
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
    ask("paint", form);
  },
  spoken: form => [spokenScore(form)]
};
