// The constitution editor's left side: principles with a switch each, and the form for one of the student's own.
import { el } from "./dom.js";

const FIELDS = [
  ["name", "Name", "a word or two", 1],
  ["text", "Principle", "one sentence, a rule for replies", 2],
  ["critique_request", "Critique request", "what the model is asked to say of a reply", 2],
  ["revision_request", "Revision request", "what it is asked to do after its critique", 2],
];

/** `ask(field, question)` sends to the kernel. The form keeps what is typed until the kernel has taken it. */
export function principleList(ask) {
  const rows = new Map();
  const list = el("ul", { class: "ta-principles" });
  const count = el("span", { class: "ta-quiet ta-on" });
  const inputs = Object.fromEntries(
    FIELDS.map(([name, , , lines]) => {
      const input = lines === 1 ? el("input", { type: "text" }) : el("textarea", { rows: lines });
      input.dataset.name = name;
      return [name, input];
    }),
  );
  const problem = el("p", { class: "ta-problem", role: "alert" });
  const title = el("summary", {});
  const submit = el("button", { type: "submit", class: "ta-main" });
  const cancel = el("button", { type: "button", onclick: () => leave(true) }, "Cancel");
  const form = el(
    "form",
    { class: "ta-form", onsubmit: send },
    ...FIELDS.map(([name, label, hint]) => el("label", {}, el("b", {}, label), `, ${hint}`, inputs[name])),
    problem,
    el("div", { class: "ta-buttons" }, submit, cancel),
  );
  const writing = el("details", { class: "ta-writing" }, title, form);
  const button = (label, kind, help) => el("button", { type: "button", title: help, onclick: () => ask(kind, { kind }) }, label);
  const saving = el("span", { class: "ta-quiet" });
  const node = el(
    "section",
    { "aria-label": "Principles" },
    el("div", { class: "ta-row" }, el("h3", {}, "Principles"), count),
    list,
    writing,
    el(
      "div",
      { class: "ta-buttons" },
      button("Save", "save", "Keep this constitution for the next time"),
      button("Reset to the shipped one", "reset", "Principles of your own are switched off, not lost"),
      saving,
    ),
  );
  let editing = null; // key of the principle in the form
  let blank = { critique_request: "", revision_request: "" };
  let filled = {};
  leave(false);

  function typed() {
    return Object.fromEntries(FIELDS.map(([name]) => [name, inputs[name].value]));
  }

  function fill(values) {
    for (const [name] of FIELDS) inputs[name].value = values[name] ?? "";
    filled = typed();
    problem.textContent = "";
  }

  function leave(focus) {
    editing = null;
    fill(blank);
    title.textContent = "Write a principle of your own";
    submit.textContent = "Add";
    writing.open = false;
    if (focus) title.focus();
  }

  function edit(one) {
    const begun = FIELDS.some(([name]) => inputs[name].value !== filled[name]);
    if (begun && editing !== one.key) {
      writing.open = true;
      problem.textContent = "Something else is half written here: add or cancel it first.";
    } else if (editing !== one.key) {
      editing = one.key;
      fill(one);
      title.textContent = `Change “${one.name}”`;
      submit.textContent = "Change";
    }
    writing.open = true;
    inputs.name.focus();
  }

  function send(event) {
    event.preventDefault();
    ask("write", { kind: "write", key: editing, fields: typed() });
  }

  function row(one) {
    const box = el("input", { type: "checkbox", role: "switch" });
    box.addEventListener("change", () => ask(`switch ${one.key}`, { kind: "switch", key: one.key, on: box.checked }));
    const name = el("b");
    const text = el("span");
    const mark = el("span", { class: "ta-mark" });
    const made = { box, name, text, mark, one };
    const own = one.own && [
      el("button", { type: "button", class: "ta-edit", onclick: () => edit(made.one) }, "Edit"),
      el("button", { type: "button", class: "ta-remove", onclick: () => ask("remove", { kind: "remove", key: one.key }) }, "Remove"),
    ];
    made.node = el("li", { "data-key": one.key }, el("label", {}, box, el("span", {}, name, " ", text)), mark, ...(own || []));
    return made;
  }

  function show(state) {
    const { principles } = state;
    const gone = new Set(rows.keys());
    for (const one of principles) {
      gone.delete(one.key);
      if (!rows.has(one.key)) {
        rows.set(one.key, row(one));
        list.append(rows.get(one.key).node);
      }
      const made = rows.get(one.key);
      made.one = one;
      made.box.checked = one.on;
      made.name.textContent = one.name;
      made.text.textContent = one.text;
      made.mark.textContent = one.mark;
      made.mark.dataset.fault = one.mark === "finds a fault";
      made.node.dataset.on = one.on;
      for (const made_button of made.node.querySelectorAll("button")) made_button.setAttribute("aria-label", `${made_button.textContent} ${one.name}`);
    }
    for (const key of gone) {
      const had = rows.get(key).node.contains(document.activeElement);
      rows.get(key).node.remove();
      rows.delete(key);
      if (editing === key) editing = null; // what is typed stays, and would be added
      if (had) title.focus();
    }
    if (editing === null) submit.textContent = "Add";
    count.textContent = state.on;
    saving.textContent = state.unsaved ? "not saved yet" : "";
    if (blank.critique_request !== state.blank.critique_request) {
      blank = state.blank;
      leave(false);
    }
  }

  /** The kernel has taken what was written, or says why not. */
  function answer({ field, problem: wrong }) {
    if (field !== "write") return false;
    if (wrong) {
      problem.textContent = wrong;
      inputs.name.focus();
    } else leave(true);
    return Boolean(wrong);
  }

  return { node, show, answer };
}
