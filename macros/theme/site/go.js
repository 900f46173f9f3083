/* Goes on to the reader's language, where it is known. Without JavaScript the page offers both. */
(function () {
  "use strict";
  var wanted = null;
  try { wanted = localStorage.getItem("cerise:language"); } catch (refused) { /* private mode: ask the browser */ }
  var spoken = [wanted].concat(navigator.languages || [navigator.language]);
  for (var i = 0; i < spoken.length; i++) {
    var link = spoken[i] && document.querySelector('[data-language="' + spoken[i].slice(0, 2).toLowerCase() + '"]');
    if (link) { location.replace(link.href); return; }
  }
})();
