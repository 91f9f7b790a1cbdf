// The memory calculator: settings on the left, a stacked bar against a GPU's capacity, every byte in a table.
import { announcer, channel, el, keepKeys, number } from "./dom.js";

const POWERS = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => 2 ** (from + i));
const WORDS = {
  train: "train",
  generate: "generate",
  mixed: "mixed, 16 and 32 bits",
  fp32: "float32",
  bf16: "bfloat16 throughout",
  adam: "Adam",
  adam8bit: "8-bit Adam",
  adafactor: "Adafactor",
  momentum: "SGD with momentum",
  sgd: "SGD",
  sdpa: "sdpa (stores no weights)",
  eager: "eager (stores s × s)",
  "nf4 double": "NF4, double quantized",
  nf4: "NF4",
};

function render({ model, el: host }) {
  const root = el("div", { class: "ta ta-memory", role: "group", "aria-label": "Memory calculator" });
  keepKeys(root);
  const announce = announcer(root);
  const link = channel(model, receive, (on) => root.setAttribute("aria-busy", `${on}`));
  const set = (name, typed) => link.ask(name, { kind: "set", name, typed });
  const controls = {};

  const about = el("p", { class: "ta-quiet ta-about" });
  const form = el("div", { class: "ta-form" });
  const problem = el("p", { class: "ta-problem", role: "alert" });
  const bar = el("div", { class: "ta-stack", role: "img" });
  const line = el("div", { class: "ta-line" }, el("span", {}));
  const verdict = el("p", { class: "ta-verdict" });
  const advice = el("p", { class: "ta-advice" });
  const apply = el("button", { type: "button", class: "ta-main" }, "Make this change");
  apply.addEventListener("click", () => link.ask("apply", { kind: "apply" }));
  const body = el("tbody");
  const total = el("tfoot");
  const cards = el("ul", { class: "ta-cards", "aria-label": "GPUs" });
  root.append(
    el(
      "div",
      { class: "ta-main-grid" },
      el("section", { "aria-label": "Settings" }, form, problem),
      el(
        "section",
        { "aria-label": "Memory" },
        about,
        el("div", { class: "ta-plot" }, bar, line),
        el("div", { class: "ta-said" }, verdict, advice, apply),
        el("table", {}, el("thead", {}, el("tr", {}, ...["", "memory", "bytes", "share"].map((name) => el("th", { scope: "col" }, name)))), body, total),
      ),
    ),
    cards,
  );
  host.append(root);
  link.ask("hello", { kind: "hello" });

  function receive(message) {
    if (message.kind === "options") build(message);
    else if (message.kind === "state") show(message);
    else if (message.kind === "answer") {
      problem.textContent = message.problem ?? "";
      const box = controls[message.field]?.box;
      if (box && message.problem) box.setAttribute("aria-invalid", "true");
      else if (box) box.removeAttribute("aria-invalid");
    }
  }

  function build({ models, gpus, choices }) {
    form.replaceChildren();
    select("model", "model", models.map((name) => [name, name]));
    select("gpu", "should fit on", gpus);
    select("mode", "to", choices.mode.map(worded));
    slider("batch", "batch", POWERS(0, 8));
    slider("seq_len", "tokens of each", POWERS(5, 17));
    select("weights", "weights", choices.weights.map(worded), "generate");
    select("precision", "precision", choices.precision.map(worded), "train");
    select("optimizer", "optimizer", choices.optimizer.map(worded), "train");
    select("attention", "attention", choices.attention.map(worded), "train");
    check("checkpointing", "checkpointing", "inputs of layers only", "train");
    slider("lora_rank", "LoRA rank", [0, ...POWERS(0, 8)], "train", "off");
    select("base", "under the adapters", choices.base.map(worded), "train");
    slider("gpus", "GPUs", POWERS(0, 10), "train");
    select("zero_stage", "ZeRO stage", [0, 1, 2, 3].map((n) => [`${n}`, `${n}: ${["nothing", "optimizer", "+ gradients", "+ weights"][n]} divided`]), "train");
  }

  function worded(name) {
    return [name, WORDS[name] ?? name];
  }

  function place(name, label, mode, ...nodes) {
    const row = el("div", { class: "ta-control", "data-name": name }, el("span", { class: "ta-label" }, label), ...nodes);
    form.append(row);
    return { row, mode };
  }

  function select(name, label, entries, mode) {
    const box = el("select", { "aria-label": label }, ...entries.map(([value, text]) => el("option", { value }, text)));
    box.addEventListener("change", () => set(name, box.value));
    controls[name] = { box, ...place(name, label, mode, box), show: (value) => (box.value = `${value}`) };
  }

  function check(name, label, text, mode) {
    const box = el("input", { type: "checkbox", "aria-label": `${label}: ${text}` });
    box.addEventListener("change", () => set(name, box.checked));
    controls[name] = { box, ...place(name, label, mode, el("label", {}, box, " ", text)), show: (value) => (box.checked = value) };
  }

  /** A slider over a ladder of values, and a box for any other. */
  function slider(name, label, stops, mode, zero) {
    const range = el("input", { type: "range", min: 0, max: stops.length - 1, step: 1, "aria-label": label });
    const box = el("input", { type: "text", inputmode: "numeric", "aria-label": `${label}, typed` });
    const said = (value) => (value === 0 && zero ? zero : number(value));
    const at = () => range.style.setProperty("--at", `${(100 * range.value) / (stops.length - 1)}%`);
    range.addEventListener("input", () => {
      box.value = said(stops[range.value]);
      at();
      set(name, stops[range.value]);
    });
    const typed = () => set(name, box.value.trim() === zero ? 0 : box.value);
    box.addEventListener("change", typed);
    box.addEventListener("focus", () => box.select());
    const show = (value) => {
      if (document.activeElement !== range) {
        const above = stops.findIndex((stop) => stop >= value);
        range.value = above < 0 ? stops.length - 1 : above;
      }
      at();
      range.setAttribute("aria-valuetext", said(value));
      if (document.activeElement !== box) box.value = said(value);
    };
    controls[name] = { box, ...place(name, label, mode, range, box), show };
  }

  function show(state) {
    for (const [name, control] of Object.entries(controls)) {
      control.show(state.settings[name]);
      control.row.hidden = Boolean(control.mode) && control.mode !== state.settings.mode;
    }
    controls.base.row.hidden ||= state.settings.lora_rank === 0;
    controls.zero_stage.row.hidden ||= state.settings.gpus === 1;
    about.textContent = state.about;
    draw(state);
    verdict.textContent = `${state.fits ? "✓" : "✗"} ${state.verdict}`;
    verdict.classList.toggle("ta-good", state.fits);
    advice.textContent = state.advice;
    apply.hidden = !state.apply;
    announce(`${state.needed_text} needed, ${state.capacity_text} there. ${state.verdict} ${state.advice}`);
  }

  function draw(state) {
    const widest = Math.max(state.needed, state.capacity) * 1.04;
    bar.replaceChildren(
      ...state.parts.map(({ name, label, bytes, text }) => el("i", { "data-part": name, style: `width: ${(100 * bytes) / widest}%`, title: `${label}: ${text}` })),
    );
    bar.setAttribute("aria-label", `${state.needed_text} of ${state.capacity_text}: ${state.parts.map(({ label, text }) => `${label} ${text}`).join(", ")}`);
    line.style.left = `${(100 * state.capacity) / widest}%`;
    line.classList.toggle("ta-left", state.capacity / widest > 0.5);
    line.firstChild.textContent = `${state.settings.gpu}: ${state.capacity_text}`;
    body.replaceChildren(
      ...state.parts.map(({ name, label, bytes, text, share }) =>
        row(el("th", { scope: "row" }, el("i", { class: "ta-swatch", "data-part": name }), label), text, number(Math.round(bytes)), share),
      ),
    );
    total.replaceChildren(row(el("th", { scope: "row" }, state.settings.gpus > 1 && state.settings.mode === "train" ? "on each GPU" : "together"), state.needed_text, number(Math.round(state.needed)), 1));
    cards.replaceChildren(...state.gpus.map(card));
  }

  function row(head, text, bytes, share) {
    return el("tr", {}, head, el("td", { class: "ta-number" }, text), el("td", { class: "ta-number" }, bytes), el("td", { class: "ta-number" }, `${(100 * share).toFixed(share < 0.0095 ? 1 : 0)} %`));
  }

  function card({ name, gib, fits, full }) {
    const filled = el("i", { style: `width: ${Math.min(100, 100 * full)}%` });
    return el(
      "li",
      { class: fits ? "ta-fits" : "" },
      el("span", {}, el("b", {}, `${fits ? "✓" : "✗"} ${name}`), el("span", { class: "ta-number ta-quiet" }, gib)),
      el(
        "span",
        {},
        el("span", { class: "ta-fill", "aria-hidden": "true" }, filled),
        el("span", { class: "ta-number" }, fits ? `${Math.round(100 * full)} % full` : `takes ${number(full, full < 10 ? 1 : 0)} × that`),
      ),
    );
  }

  return () => link.close();
}

export default { render };
