/* A survey filled in as Enketo does it: the calculations and relevances of an XForm, evaluated by
   openrosa-xpath-evaluator. One line of JSON in, one out: {load: xml, id}, or {form: id, answers: {name: text}}. */
"use strict";
const readline = require("readline");
const { DOMParser, Node } = require("@xmldom/xmldom");
const xpath = require("xpath");

/* The browser's own XPath, which the evaluator builds upon: a path to one node is looked up, the rest is computed. */
const PATH = /^(\/[\w.-]+)+$/;
let current;
function native(expression, node, resolver, type) {
  if (!PATH.test(expression)) {
    return xpath.evaluate(expression, node, resolver, type, null);
  }
  const found = current.nodes.get(expression);
  if (!found) {
    throw new Error("no such node: " + expression);
  }
  let given = false;
  return {
    resultType: xpath.XPathResult.UNORDERED_NODE_ITERATOR_TYPE,
    iterateNext: function () { const next = given ? null : found; given = true; return next; }
  };
}
globalThis.Node = Node;
globalThis.XPathResult = xpath.XPathResult;
globalThis.XPathEvaluator = class {
  evaluate(expression, node, resolver, type) { return native(expression, node, resolver, type); }
  createExpression(expression, resolver) { return { evaluate: (node, type) => native(expression, node, resolver, type) }; }
};
const evaluator = require("openrosa-xpath-evaluator")();

const NUMBERS = { int: true, decimal: true };

class Form {
  constructor(xml) {
    const document = new DOMParser().parseFromString(xml, "text/xml");
    const all = (name) => Array.from(document.getElementsByTagName(name));
    const root = this.elements(all("instance")[0])[0];
    this.nodes = new Map();
    this.names = new Map();
    this.model = new DOMParser().parseFromString("<model/>", "text/xml");
    this.copy(root, this.model.documentElement, "");
    this.binds = all("bind").map((bind, index) => this.bind(bind, index)).filter((bind) => bind);
    this.choices = this.lists(all);
    this.typed = new Map();
    this.relevant = new Map();
    this.readers = new Map();
    this.strange = new Set();
    this.binds.forEach((bind) => bind.reads.forEach((path) => {
      this.readers.set(path, (this.readers.get(path) || new Set()).add(bind.index));
    }));
    this.leaves = Array.from(this.nodes.keys()).filter((path) => !this.elements(this.nodes.get(path)).length);
    this.leaves.forEach((path) => this.write(path, ""));
    this.settle(new Set(this.binds.map((bind) => bind.index)));
  }

  /* The data without their namespaces, as Enketo keeps them. */
  copy(source, into, above) {
    const path = above + "/" + source.localName;
    const made = this.model.createElement(source.localName);
    into.appendChild(made);
    this.nodes.set(path, made);
    this.names.set(source.localName, path);
    this.elements(source).forEach((child) => this.copy(child, made, path));
  }

  bind(element, index) {
    const path = element.getAttribute("nodeset");
    const bind = { path, index, type: (element.getAttribute("type") || "string").replace(/^.*:/, "") };
    for (const name of ["calculate", "relevant", "constraint", "required"]) {
      bind[name] = element.getAttribute(name) || "";
    }
    const text = bind.calculate + " " + bind.relevant;
    bind.reads = new Set(text.match(/\/[A-Za-z_][\w.-]*(\/[\w.-]+)*/g) || []);
    return bind;
  }

  /* The codes that each question with a list takes. */
  lists(all) {
    const found = new Map();
    const sources = new Map(all("instance").slice(1).map((instance) => [
      instance.getAttribute("id"),
      Array.from(instance.getElementsByTagName("name")).map((name) => name.textContent)
    ]));
    for (const kind of ["select1", "select"]) {
      all(kind).forEach((control) => {
        const source = control.getElementsByTagName("itemset")[0].getAttribute("nodeset");
        found.set(control.getAttribute("ref"), sources.get(/instance\('([^']+)'\)/.exec(source)[1]));
      });
    }
    return found;
  }

  elements(node) { return Array.from(node.childNodes).filter((child) => child.nodeType === 1); }

  read(path) { return this.nodes.get(path).textContent; }

  write(path, text) {
    if (this.read(path) === text) {
      return false;
    }
    this.nodes.get(path).textContent = text;
    return true;
  }

  evaluate(expression, path, type) {
    try {
      return evaluator.evaluate(expression, this.nodes.get(path), null, XPathResult[type]);
    } catch (error) {
      throw new Error(`${path}: ${expression}: ${error.message}`);
    }
  }

  isRelevant(path) {
    for (let above = path; above; above = above.replace(/\/[^/]*$/, "")) {
      if (this.relevant.get(above) === false) {
        return false;
      }
    }
    return true;
  }

  /* What a computed value is kept as: a number has no NaN here, but other phones may show one. */
  kept(bind, text) {
    const strange = NUMBERS[bind.type] && !Number.isFinite(Number(text));
    this.strange[strange ? "add" : "delete"](bind.path);
    return strange ? "" : text;
  }

  /* Compute again whatever reads something that changed, until nothing does. */
  settle(dirty) {
    current = this;
    let left = 200 * this.binds.length;
    while (dirty.size) {
      for (const bind of this.binds) {
        if (!dirty.delete(bind.index)) {
          continue;
        }
        if (!left--) {
          throw new Error("the survey never settles: " + bind.path);
        }
        this.update(bind).forEach((path) => (this.readers.get(path) || []).forEach((index) => dirty.add(index)));
      }
    }
  }

  /* The questions that a relevance shows or hides. */
  inside(above) {
    return this.leaves.filter((path) => this.typed.has(path) && (path + "/").startsWith(above + "/"));
  }

  /* The paths that changed. */
  update(bind) {
    const changed = [];
    if (bind.relevant) {
      this.relevant.set(bind.path, this.evaluate(bind.relevant, bind.path, "BOOLEAN_TYPE").booleanValue);
      this.inside(bind.path).forEach((path) => {
        if (this.write(path, this.isRelevant(path) ? this.typed.get(path) : "")) {
          changed.push(path);
        }
      });
    }
    if (bind.calculate) {
      const text = this.evaluate(bind.calculate, bind.path, "STRING_TYPE").stringValue;
      if (this.write(bind.path, this.isRelevant(bind.path) ? this.kept(bind, text) : "")) {
        changed.push(bind.path);
      }
    }
    return changed;
  }

  /* Put answers in; every other question is left blank. The names that the survey does not take. */
  answer(answers) {
    const dirty = new Set();
    const refused = [];
    const wanted = new Map();
    for (const [name, text] of Object.entries(answers)) {
      if (!this.names.has(name)) {
        throw new Error("no such question: " + name);
      }
      wanted.set(this.names.get(name), text);
    }
    for (const bind of this.binds.filter((one) => !one.calculate)) {
      let text = wanted.get(bind.path) || "";
      if (text && !this.takes(bind, text)) {
        refused.push(bind.path);
        text = "";
      }
      this.typed.set(bind.path, text);
      if (this.write(bind.path, this.isRelevant(bind.path) ? text : "")) {
        (this.readers.get(bind.path) || []).forEach((index) => dirty.add(index));
      }
    }
    this.settle(dirty);
    for (const bind of this.binds.filter((one) => this.typed.get(one.path))) {
      if (!this.isRelevant(bind.path)) {
        refused.push(bind.path);
      } else if (bind.constraint && !this.evaluate(bind.constraint, bind.path, "BOOLEAN_TYPE").booleanValue) {
        refused.push(bind.path);
      }
    }
    return refused.map((path) => path.replace(/^.*\//, ""));
  }

  /* Whether a field of this type can hold such a text at all. */
  takes(bind, text) {
    const list = this.choices.get(bind.path);
    if (list) {
      return text.split(" ").every((code) => list.includes(code));
    }
    if (bind.type === "int") {
      return /^-?\d+$/.test(text);
    }
    return bind.type !== "decimal" || (/^-?[\d.]+$/.test(text) && Number.isFinite(Number(text)));
  }

  /* The questions that must be answered and are not. */
  missing() {
    return this.binds.filter((bind) => bind.required && this.isRelevant(bind.path) && this.read(bind.path) === "" &&
      this.evaluate(bind.required, bind.path, "BOOLEAN_TYPE").booleanValue).map((bind) => bind.path.replace(/^.*\//, ""));
  }

  values() {
    const found = {};
    this.binds.filter((bind) => bind.calculate).forEach((bind) => {
      const text = this.read(bind.path);
      found[bind.path.replace(/^.*\//, "")] = NUMBERS[bind.type] && text !== "" ? Number(text) : text;
    });
    return found;
  }
}

const forms = new Map();
function answer(request) {
  if (request.load !== undefined) {
    forms.set(request.id, new Form(request.load));
    return null;
  }
  const form = forms.get(request.form);
  current = form;
  const refused = form.answer(request.answers);
  return {
    refused,
    missing: form.missing(),
    values: form.values(),
    strange: Array.from(form.strange, (path) => path.replace(/^.*\//, "")),
    relevant: Object.fromEntries(form.binds.filter((b) => b.relevant).map((b) => [b.path.replace(/^.*\//, ""), form.isRelevant(b.path)]))
  };
}
function replied(line) {
  try {
    return { answer: answer(JSON.parse(line)) };
  } catch (error) {
    return { failed: String((error && error.stack) || error) };
  }
}
readline.createInterface({ input: process.stdin }).on("line", (line) => {
  process.stdout.write(JSON.stringify(replied(line)) + "\n");
});
