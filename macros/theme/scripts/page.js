/* The page: its forms come to life, other tabs are listened to, everything is unfolded on paper. */

function begin() { each(document, kind.forms, start); }

window.addEventListener("storage", event => {
  Object.values(stores).filter(store => concerns(store, event.key)).forEach(store => {
    reread(store);
    reshow(store);
  });
});
window.addEventListener("beforeprint", () => {
  each(document, ".tool details:not([open]):not(.tool-formulas)", details => {
    details.open = true;
    details.setAttribute("data-printed", "");
  });
});
window.addEventListener("afterprint", () => {
  each(document, ".tool details[data-printed]", details => {
    details.open = false;
    details.removeAttribute("data-printed");
  });
});

cerise.form = { begin, parse, format };
/* The scripts of the tools come after this one, and before the page is ready. */
if (document.readyState === "complete") { begin(); } else { document.addEventListener("DOMContentLoaded", begin); }
if (window.document$ && window.document$.subscribe) { window.document$.subscribe(begin); }
