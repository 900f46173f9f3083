/* The action plan: lines suggested by the low answers, written by people. */

var SUGGESTED = 5;

parts.push({
  start: form => {
    var panel = one(form.element, "[data-plan]");
    form.planHeads = Array.from(panel.querySelectorAll("thead th")).map(head => head.textContent);
    panel.addEventListener("input", event => {
      var row = event.target.closest("[data-line]");
      if (!row) { return; }
      form.store.plan[Number(data(row, "line"))][data(event.target, "plan-key")] = event.target.value;
      changed(form);
    });
    panel.addEventListener("click", event => {
      var button = event.target.closest("[data-plan-act]"), act = button && planActions[data(button, "plan-act")];
      if (act) { act(form, panel, button); }
    });
  },
  restored: form => { form.planShown = ""; },
  viewed: form => {
    if (form.view === "plan" && !form.store.plan.length && form.result) { suggest(form, SUGGESTED); }
  },
  paint: form => {
    if (form.view === "plan") { paintPlan(form); }
  }
});

var planActions = {
  low: (form, panel) => {
    tellPlan(panel, suggest(form, SUGGESTED) ? "" : form.words.plan_no_low);
  },
  line: (form, panel) => {
    if (!addLine(form, { indicator: "" })) { tellPlan(panel, form.words.plan_full); return; }
    paintPlan(form);
    one(panel, '[data-line="' + (form.store.plan.length - 1) + '"] textarea').focus();
  },
  remove: (form, panel, button) => {
    form.planBefore = copy(form.store.plan);
    form.store.plan.splice(Number(data(button.closest("[data-line]"), "line")), 1);
    planned(form);
    tellPlan(panel, form.words.plan_removed, true);
    one(panel, '[data-plan-act="undo"]').focus();
  },
  undo: (form, panel) => {
    form.store.plan = form.planBefore;
    planned(form);
    tellPlan(panel, "");
    one(panel, '[data-plan-act="line"]').focus();
  }
};

function tellPlan(panel, message, undo) {
  say(one(panel, "[data-plan-note]"), message);
  show(one(panel, '[data-plan-act="undo"]'), undo === true);
}
function planned(form) {
  form.planShown = "";
  changed(form);
  paintPlan(form);
}
function addLine(form, line) {
  if (form.store.plan.length >= MOST_ACTIONS) { return false; }
  form.store.plan.push(Object.assign({ indicator: "", gap: "", action: "", who: "", when: "" }, line));
  planned(form);
  return true;
}
/* The lowest answers that no line mentions yet, with the comment already written; how many were added. */
function suggest(form, most) {
  var there = form.store.plan.map(line => line.indicator);
  var gaps = gapsOf(form).filter(item => !there.includes(item.id)).slice(0, most);
  return gaps.filter(item => addLine(form, { indicator: item.id, gap: form.store.comments[item.id] || "" })).length;
}
/* Lines are drawn anew only when their number or their questions change: typing is never interrupted. */
function paintPlan(form) {
  var panel = one(form.element, "[data-plan]"), body = one(panel, "[data-plan-lines]"), plan = form.store.plan;
  var state = JSON.stringify([form.store.key, plan.map(line => line.indicator)]);
  show(one(panel, "[data-plan-none]"), !plan.length);
  if (form.planShown === state) { return; }
  form.planShown = state;
  body.textContent = "";
  plan.forEach((line, at) => { body.appendChild(planRow(form, line, at)); });
}
function planRow(form, line, at) {
  var row = make("tr", null, { "data-line": at });
  row.appendChild(make("th", line.indicator ? askOf(form, line.indicator) : "", { scope: "row" }));
  PLAN.slice(1).forEach((key, column) => {
    var label = fill(form.words.plan_cell, { row: at + 1, column: lower(form.planHeads[column + 1]) });
    var box = make(key === "who" || key === "when" ? "input" : "textarea", null, {
      class: "tool-input tool-text", "data-plan-key": key, "aria-label": label, maxlength: 2000
    });
    if (box.rows) { box.rows = 2; }
    box.value = line[key] || "";
    row.appendChild(make("td", null, { "data-head": form.planHeads[column + 1] })).appendChild(box);
  });
  row.appendChild(make("td")).appendChild(make("button", "\u00d7", {
    type: "button", class: "tool-button", "data-plan-act": "remove", "aria-label": fill(form.words.plan_remove_line, { row: at + 1 })
  }));
  return row;
}
