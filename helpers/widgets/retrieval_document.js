// The document panel: read a document with a passage marked in it, edit it, add one, delete one, undo.
import { el, number } from "./dom.js";

const FRESH = Symbol("a new document"); // key of its draft, which has no id yet

/**
 * `ask(field, question)` sends to the kernel. What is typed is kept, document by document, until it is saved or
 * discarded: a refused save or a look at another document loses nothing.
 */
export function documentPanel(ask) {
  const drafts = new Map();
  let shown = null; // the document as the kernel has it
  let editing = null; // key of the draft in the form
  let saving = null; // key of the draft that is on its way
  let back = null; // where the keyboard came from
  let focusMark = false;

  const button = (label, act, main) => {
    const made = el("button", { type: "button", class: main ? "ta-main" : null }, label);
    made.addEventListener("click", act);
    return made;
  };
  const size = el("span", { class: "ta-quiet" });
  const choice = el("select", { "aria-label": "Document" });
  const edit = button("Edit", () => start(shown.id));
  const remove = button("Delete", () => ask("document delete", { kind: "delete", document: shown.id }));
  const add = button("New document", () => start(FRESH));
  const undo = button("Undo", () => ask("document undo", { kind: "undo" }));
  const note = el("p", { class: "ta-note" });
  const text = el("div", { class: "ta-text", tabindex: 0, role: "region", "aria-label": "Text of the document" });
  const hint = el("p", { class: "ta-quiet ta-hint" }, "Choose a document, or follow a citation.");
  const reading = el("div", {}, note, text, hint);

  const id = el("input", { type: "text", "aria-label": "Id of the new document", placeholder: "id, such as notes-1" });
  const title = el("input", { type: "text", "aria-label": "Title", placeholder: "title" });
  const area = el("textarea", { rows: 9, "aria-label": "Text", placeholder: "text" });
  const save = button("Save", send, true);
  const discard = button("Discard", drop);
  const form = el("div", { class: "ta-edit" }, id, title, area, el("div", { class: "ta-buttons" }, save, discard));
  const said = el("p", { class: "ta-quiet", role: "status" });
  const problem = el("p", { class: "ta-problem", role: "alert" });
  const node = el(
    "section",
    { class: "ta-document", "aria-label": "Documents" },
    el("div", { class: "ta-row" }, el("h3", {}, "Document"), size),
    choice,
    el("div", { class: "ta-buttons" }, edit, remove, add, undo),
    said,
    problem,
    reading,
    form,
  );

  choice.addEventListener("change", () => choice.value && follow({ document: choice.value }, choice));
  for (const box of [id, title, area]) box.addEventListener("input", keep);
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    send();
  });
  node.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && back?.isConnected) back.focus();
  });
  dress();

  function follow({ document, key }, opener) {
    back = opener;
    focusMark = Boolean(key);
    ask("document open", { kind: "open", document, key: key ?? null });
  }

  function start(key) {
    if (!drafts.has(key)) drafts.set(key, key === FRESH ? { id: "", title: "", text: "" } : { id: shown.id, title: shown.title, text: shown.parts.join("") });
    editing = key;
    const draft = drafts.get(key);
    id.value = draft.id;
    title.value = draft.title;
    area.value = draft.text;
    tell("", "");
    dress();
    (key === FRESH && !draft.id ? id : area).focus();
  }

  function keep() {
    drafts.set(editing, { id: id.value, title: title.value, text: area.value });
  }

  function send() {
    saving = editing;
    const fresh = editing === FRESH;
    ask(`document save ${fresh ? "" : editing}`, { kind: "save", fresh, document: { id: id.value, title: title.value, text: area.value } });
  }

  function drop() {
    drafts.delete(editing);
    editing = null;
    tell("", "");
    dress();
    (edit.disabled ? add : edit).focus();
  }

  function tell(good, bad) {
    said.textContent = good;
    problem.textContent = bad;
  }

  function dress() {
    const open = Boolean(shown?.id);
    edit.disabled = remove.disabled = !open || editing !== null;
    add.disabled = editing === FRESH;
    edit.textContent = open && editing === null && drafts.has(shown.id) ? "Go on editing" : "Edit";
    reading.hidden = editing !== null;
    form.hidden = editing === null;
    id.hidden = editing !== FRESH;
    hint.hidden = shown !== null && shown.parts.some(Boolean);
    text.hidden = !hint.hidden;
    choice.value = editing === FRESH ? "" : (shown?.id ?? "");
  }

  return {
    node,
    follow,
    /** The documents there are. */
    list({ documents, more, size: words, can_undo: canUndo }) {
      const options = documents.map(([name, heading]) => el("option", { value: name }, heading ? `${heading} (${name})` : name));
      if (more) options.push(el("option", { disabled: true }, `… and ${number(more)} more: open them from a passage`));
      choice.replaceChildren(el("option", { value: "" }, "Choose a document"), ...options);
      if (shown?.id && !documents.some(([name]) => name === shown.id)) choice.append(el("option", { value: shown.id }, shown.id));
      size.textContent = words;
      undo.disabled = !canUndo;
      dress();
    },
    /** A document, as the kernel has it now. */
    show(message) {
      shown = message;
      if (shown.id && ![...choice.options].some(({ value }) => value === shown.id)) choice.append(el("option", { value: shown.id }, shown.title || shown.id));
      const [before, passage, after] = message.parts;
      text.replaceChildren(before, ...(passage ? [el("mark", { tabindex: -1 }, passage)] : []), after);
      note.textContent = message.note;
      text.scrollTop = 0;
      dress();
    },
    /** The kernel is done with what was asked. */
    answer(field, good, bad) {
      tell(good, bad);
      if (field.startsWith("document save") && !bad) {
        drafts.delete(saving);
        if (editing === saving) editing = null;
        dress();
        edit.focus();
      } else if (field === "document open" && !bad) {
        editing = null;
        dress();
        if (focusMark) (text.querySelector("mark") ?? text).focus();
        focusMark = false;
      } else if (field === "document delete" && !bad) choice.focus();
      dress();
    },
  };
}
