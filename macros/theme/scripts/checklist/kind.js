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
  settled: (form, result) => {
    result = withoutRefused(form, form.values, result);
    derive(form, result);
    return result;
  },
  paint: form => {
    paintChecklist(form);
    ask("paint", form);
  },
  spoken: form => [spokenScore(form)]
};
