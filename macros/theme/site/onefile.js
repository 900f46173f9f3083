/* Unpacks the scripts of the page, and the questions where they are packed too. Each script is known to the policy. */
(async () => {
  "use strict";
  try {
    var packed = Uint8Array.from(atob(document.getElementById("packed").textContent), letter => letter.charCodeAt(0));
    var stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
    var parts = JSON.parse(await new Response(stream).text());
  } catch (error) {
    document.getElementById("too-old").hidden = false;
    return;
  }
  if (parts.body) { document.getElementById("questions").innerHTML = parts.body; }
  parts.scripts.forEach(text => {
    var script = document.createElement("script");
    script.textContent = text;
    document.body.appendChild(script);
  });
  cerise.form.begin();
})();
