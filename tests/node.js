/* Runs scripts of tools for the tests: one JSON request a line, one JSON answer a line.
   {"load": source} runs a script; {"tool": id, "values": {…}} computes; {"tool": id, "many": [{…}, …]} computes a list;
   {"cells": true} gives what the last script that set `cells` left there. */
"use strict";
const readline = require("readline");
const vm = require("vm");

globalThis.window = globalThis;

/* JSON has no word for these: they are spelled out so that a wrong number cannot pass for a blank. */
function spelled(_, value) {
  return typeof value === "number" && !Number.isFinite(value) ? "number " + value : value === undefined ? "undefined" : value;
}
function answer(request) {
  if (request.load !== undefined) {
    vm.runInThisContext(request.load);
    return null;
  }
  if (request.cells) {
    return globalThis.cells;
  }
  const tool = globalThis.cerise.tools[request.tool];
  return request.many ? request.many.map(tool.compute) : tool.compute(request.values);
}
function replied(line) {
  try {
    return { answer: answer(JSON.parse(line)) };
  } catch (error) {
    return { failed: String(error && error.stack || error) };
  }
}
readline.createInterface({ input: process.stdin }).on("line", function (line) {
  process.stdout.write(JSON.stringify(replied(line), spelled) + "\n");
});
