/* What every page needs: the other language opens at the same section, and is remembered. */
(function () {
  "use strict";
  var link = document.querySelector("a.cerise-language");
  function remember(language) {
    try { localStorage.setItem("cerise:language", language); } catch (refused) { /* private mode: not remembered */ }
  }
  remember(document.documentElement.lang.slice(0, 2));
  if (!link) { return; }
  link.addEventListener("click", function () {
    link.hash = location.hash;
    remember(link.lang);
  });
})();
