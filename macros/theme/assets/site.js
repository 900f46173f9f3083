/* What every page needs: the other language opens at the same section, and is remembered; the search has a name. */
(function () {
  "use strict";
  var link = document.querySelector("a.cerise-language"), search = document.querySelector(".md-search[role=dialog]");
  function remember(language) {
    try { localStorage.setItem("cerise:language", language); } catch (refused) { /* private mode: not remembered */ }
  }
  remember(document.documentElement.lang.slice(0, 2));
  if (search) { search.setAttribute("aria-label", search.querySelector("input").placeholder); }
  if (!link) { return; }
  link.addEventListener("click", function () {
    link.hash = location.hash;
    remember(link.lang);
  });
})();
