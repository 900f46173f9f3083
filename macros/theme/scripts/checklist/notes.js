/* Texts beside the answers: the document seen, a comment, who fills in. A box says which part of the record it is. */

parts.push({
  start: form => {
    form.element.addEventListener("input", event => {
      var part = data(event.target, "part");
      if (!part) { return; }
      put(form.store[part], data(event.target, "key"), event.target.value.trim() ? event.target.value : null);
      changed(form);
    });
  },
  restored: form => {
    each(form.element, "[data-part]", box => {
      var text = form.store[data(box, "part")][data(box, "key")] || "", around = box.closest("details");
      if (box.value !== text && document.activeElement !== box) { box.value = text; }
      if (text && around && around.classList.contains("tool-notes")) { around.open = true; }
    });
  }
});
