/* Save the open assessment as a file; open a file and choose what to take over. */

parts.push({
  start: form => {
    form.files = one(form.element, "[data-files]");
    form.reading = json(form.files, "reading");
    form.files.addEventListener("click", event => {
      var button = event.target.closest("button"), act = button && fileActions[data(button, "file-act")];
      if (act) { act(form); }
      if (button && data(button, "file-save")) { saveFile(form, data(button, "file-save")); }
    });
    one(form.files, "[data-file-open]").addEventListener("change", event => {
      var file = event.target.files[0];
      event.target.value = "";
      if (file) { openFile(form, file); }
    });
    show(one(form.files, "[data-file-old]"), !canUnzip());
    show(one(form.files, "[data-file-csv]"), canUnzip());
    show(one(form.files, "[data-file-xlsx]"), canUnzip() && hasWorkbook(form));
    show(one(form.files, "[data-file-without]"), canUnzip() && !hasWorkbook(form));
  }
});

var XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
var fileWriters = {
  json: (form, record) => Promise.resolve([jsonOf(record), "application/json"]),
  csv: (form, record) => loadBlank(form).then(blank => csvOf(form, record, blank)).then(text => [text, "text/csv"]),
  xlsx: (form, record) => loadBlank(form).then(blank => workbookOf(form, record, blank)).then(bytes => [bytes, XLSX])
};

/* A page that travels alone may have no room for the blank workbook. */
function hasWorkbook(form) {
  return data(form.files, "blank") !== null || Boolean(((cerise.blanks || {})[form.store.tool + "." + form.lang] || {}).xlsx);
}
function saveFile(form, ending) {
  flush(form.store);
  var record = recordOf(form.store, form.lang), name = fileName(record, ending);
  record.saved = record.saved || new Date().toISOString();
  fileWriters[ending](form, record).then(found => {
    download(name, found[1], found[0]);
    tellFile(form, fill(form.words.file_saved, { name }), form.takeBack);
  }).catch(error => { tellFile(form, error.message, form.takeBack); });
}
function openFile(form, file) {
  closeFile(form);
  tellFile(form, form.words.file_reading);
  readRecordFile(form, file).then(found => {
    tellFile(form, "");
    showChanges(form, file.name, found);
  }, error => { tellFile(form, file.name + form.words.file_colon + error.message); });
}
function tellFile(form, message, undo) {
  say(one(form.files, "[data-file-note]"), message);
  show(one(form.files, '[data-file-act="undo"]'), Boolean(undo));
  form.takeBack = undo;
}
function closeFile(form) {
  form.opened = null;
  show(one(form.files, "[data-file-changes]"), false);
}
function tookOver(form, message, undo) {
  closeFile(form);
  tellFile(form, message, undo);
  one(form.files, '[data-file-act="undo"]').focus();
}
function takeOver(form, blanksOnly) {
  var store = form.store, before = Object.assign(snapshot(store), { version: store.current });
  putRecord(store, takenOver(store, form.opened, blanksOnly));
  tookOver(form, form.words.file_taken, () => { putRecord(store, before); });
}
var fileActions = {
  fill: form => { takeOver(form, true); },
  replace: form => { takeOver(form, false); },
  new: form => {
    var store = form.store, before = store.key, made = newRecord(store, form.opened);
    tookOver(form, form.words.file_new, () => {
      removeRecord(store, made);
      openRecord(store, before);
      refreshed(form);
    });
  },
  cancel: form => {
    closeFile(form);
    tellFile(form, form.words.file_cancelled);
    one(form.files, "[data-file-open]").focus();
  },
  undo: form => {
    form.takeBack();
    tellFile(form, form.words.file_undone);
    one(form.files, "[data-file-open]").focus();
  }
};
