/* Answer, result, action plan, compare, files: one at a time. */

parts.push({
  start: form => {
    form.element.addEventListener("click", event => {
      var button = event.target.closest("button[data-view]");
      if (button) { goTo(form, data(button, "view")); }
    });
    window.addEventListener("hashchange", () => reveal(form));
    goTo(form, "fill", true);
    reveal(form);
  }
});

function goTo(form, view, quiet) {
  form.view = view;
  form.element.setAttribute("data-view", view);
  each(form.element, ".tool-view", button => {
    button.setAttribute("aria-pressed", String(data(button, "view") === view));
  });
  each(form.element, "[data-panel]", panel => { show(panel, data(panel, "panel").split(" ").includes(view)); });
  ask("viewed", form);
  if (!quiet) {
    schedule(form);
    one(form.element, ".tool-views").scrollIntoView();
  }
}
/* An address that leads to a question opens the view in which it stands. */
function reveal(form) {
  var id = decodeURIComponent(location.hash.slice(1)), target = id && document.getElementById(id);
  var panel = target && form.element.contains(target) && target.closest("[data-panel]");
  if (!panel || !panel.hidden) { return; }
  goTo(form, data(panel, "panel").split(" ")[0], true);
  target.scrollIntoView();
}
