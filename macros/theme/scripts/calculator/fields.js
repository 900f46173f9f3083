/* The fields of a choice and of a text. */

function list(form, input, named) {
  var first = named[0].value;
  return {
    read: () => { return { value: named[0].value || null }; },
    write: value => { named[0].value = known(value) ? value : first; },
    judge: () => {}
  };
}
function text(form, input, named) {
  return {
    read: () => { return { value: named[0].value.trim() || null }; },
    write: value => { named[0].value = known(value) ? String(value) : ""; },
    judge: () => {}
  };
}
