// A prediction's form: native controls, so that keyboard, labels and validation are the browser's own.

const TYPED = ["keydown", "keypress", "keyup"];

/** @param {string} tag @param {Record<string, string>} attributes @param {...(Node | string)} children */
function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

function choice(text, group, chosen) {
  const radio = element("input", { type: "radio", name: group, value: text, required: "" });
  radio.checked = text === chosen;
  return element("label", { class: "prediction-choice" }, radio, element("span", {}, text));
}

function numberField(unit, answer) {
  const field = element("input", { type: "number", name: "number", step: "any", required: "" });
  if (typeof answer === "number") field.value = String(answer);
  return element("label", { class: "prediction-number" }, "Your prediction ", field, ` ${unit}`);
}

function render({ model, el }) {
  // JupyterLab acts on arrow keys and Enter before the form sees them, unless it is told not to.
  el.setAttribute("data-lm-suppress-shortcuts", "true");
  const keep = (event) => event.stopPropagation();
  for (const type of TYPED) el.addEventListener(type, keep);

  const group = `prediction-${crypto.randomUUID()}`;
  const legend = element("legend", {});
  legend.innerHTML = model.get("question_html");
  const choices = model.get("choices");
  const fields = choices.length
    ? choices.map((text) => choice(text, group, model.get("answer")))
    : [numberField(model.get("unit"), model.get("answer"))];
  const status = element("span", { role: "status" });
  const button = element("button", { type: "submit" }, "Commit");
  const form = element(
    "form",
    { class: "prediction" },
    element("fieldset", {}, legend, ...fields, element("div", { class: "prediction-end" }, button, status)),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const given = new FormData(form);
    model.set("answer", choices.length ? given.get(group) : Number(given.get("number")));
    model.save_changes();
  });
  const say = () => {
    status.textContent = model.get("status");
  };
  say();
  model.on("change:status", say);
  el.append(form);
  return () => {
    model.off("change:status", say);
    for (const type of TYPED) el.removeEventListener(type, keep);
  };
}

export default { render };
