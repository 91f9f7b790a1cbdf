// The bit explorer: a row of bits to switch, what they mean, and how every other format holds the same number.
import { announcer, channel, el, keepKeys, roving } from "./dom.js";

const SUGGESTIONS = ["0", "0.1", "1", "1/3", "2049", "65504", "65520", "1e-8", "1e38"];

function render({ model, el: host }) {
  const root = el("div", { class: "ta ta-bits", role: "group", "aria-label": "Bit explorer" });
  keepKeys(root);
  const announce = announcer(root);

  const radios = `format-${Math.random().toString(36).slice(2)}`; // radio buttons of two explorers must not answer to each other
  const formats = el("div", { class: "ta-formats", role: "radiogroup", "aria-label": "Format" });
  const box = el("input", { type: "text", size: 14, "aria-label": "Number to store", spellcheck: "false" });
  const problem = el("p", { class: "ta-problem", role: "alert" });
  const bits = el("div", { class: "ta-bit-row", role: "group", "aria-label": "Bits, most significant first: arrow keys move, space switches" });
  const value = el("output", { class: "ta-value" });
  const sort = el("span", { class: "ta-quiet" });
  const below = el("button", { type: "button", class: "ta-neighbour" });
  const above = el("button", { type: "button", class: "ta-neighbour" });
  const range = el("p", { class: "ta-range" });
  const body = el("tbody");
  const wanted = el("b", { class: "ta-number" });
  const suggestions = SUGGESTIONS.map((text) => {
    const button = el("button", { type: "button", "aria-label": `Store ${text}` }, text);
    button.addEventListener("click", () => ask("value", { kind: "value", typed: text }));
    return button;
  });
  root.append(
    formats,
    bits,
    el("div", { class: "ta-result" }, el("span", {}, "= ", value, " ", sort), el("span", { class: "ta-near" }, below, above)),
    range,
    el(
      "div",
      { class: "ta-store" },
      el("label", {}, "store the number ", box),
      el("span", { class: "ta-suggestions" }, ...suggestions),
    ),
    problem,
    el(
      "table",
      {},
      el("caption", {}, wanted, " in every format"),
      el("thead", {}, el("tr", {}, ...["format", "stored as", "error", "to the next number", "largest"].map((name) => el("th", { scope: "col" }, name)))),
      body,
    ),
  );
  host.append(root);

  const link = channel(model, receive, (on) => root.setAttribute("aria-busy", `${on}`));
  const ask = (field, question) => link.ask(field, question);
  below.addEventListener("click", () => ask("step", { kind: "step", up: 0 }));
  above.addEventListener("click", () => ask("step", { kind: "step", up: 1 }));
  let typing;
  box.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(() => box.value.trim() && ask("value", { kind: "value", typed: box.value }), 250);
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      clearTimeout(typing);
      ask("value", { kind: "value", typed: box.value });
    }
  });
  bits.addEventListener("keydown", (event) => {
    const up = { ArrowUp: 1, ArrowDown: 0 }[event.key];
    if (up === undefined) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    ask("step", { kind: "step", up });
  });
  const settle = roving(bits, ".ta-bit");
  ask("hello", { kind: "hello" });

  function receive(message) {
    if (message.kind === "state") show(message);
    else if (message.kind === "answer") {
      problem.textContent = message.problem ?? "";
      if (message.problem) box.setAttribute("aria-invalid", "true");
      else box.removeAttribute("aria-invalid");
    }
  }

  function show(state) {
    showFormats(state);
    showBits(state);
    value.textContent = state.value;
    sort.textContent = state.sort === "integer" ? "" : state.sort;
    neighbour(below, "↓ below", state.below, state.gap_below);
    neighbour(above, "↑ above", state.above, state.gap_above);
    range.replaceChildren(
      ...Object.entries(state.range).map(([name, text]) => el("span", {}, `${name} `, el("b", { class: "ta-number" }, text))),
    );
    wanted.textContent = state.wanted;
    if (document.activeElement !== box) box.value = state.wanted;
    body.replaceChildren(...state.rows.map((row) => tableRow(row, row.name === state.format)));
    announce(`${state.format}: ${state.value}, ${state.sort}.`);
  }

  function showFormats(state) {
    if (!formats.children.length) {
      formats.append(
        ...state.formats.map((name) => {
          const radio = el("input", { type: "radio", name: radios, value: name });
          radio.addEventListener("change", () => ask("format", { kind: "format", name }));
          return el("label", {}, radio, el("span", {}, name));
        }),
      );
    }
    for (const radio of formats.querySelectorAll("input")) radio.checked = radio.value === state.format;
  }

  function showBits(state) {
    const key = state.fields.map(({ name, bits: text }) => `${name}${text.length}`).join();
    if (bits.dataset.key !== key) {
      bits.dataset.key = key;
      let at = 0;
      bits.replaceChildren(...state.fields.map((field) => group(field, at, (at += field.bits.length))));
      settle();
    }
    const buttons = [...bits.querySelectorAll(".ta-bit")];
    const text = state.fields.map((field) => field.bits).join("");
    buttons.forEach((button, i) => {
      button.textContent = text[i];
      button.setAttribute("aria-pressed", `${text[i] === "1"}`);
    });
    state.fields.forEach((field, i) => bits.children[i].lastChild.replaceChildren(...raised(field.means)));
  }

  function group({ name, bits: text }, from) {
    const buttons = [...text].map((_, i) => {
      const button = el("button", { type: "button", class: "ta-bit", tabindex: -1, "aria-label": `${name} bit ${i + 1} of ${text.length}` });
      button.addEventListener("click", () => ask("flip", { kind: "flip", bit: from + i }));
      return button;
    });
    return el(
      "div",
      { class: "ta-field", "data-field": name },
      el("span", { class: "ta-field-name" }, text.length > 1 ? `${name}, ${text.length} bits` : name),
      el("span", { class: "ta-field-bits" }, ...buttons),
      el("span", { class: "ta-means" }),
    );
  }

  /** "· 2^−4" with its power as a superscript. */
  function raised(text) {
    const [before, power, after] = text.split(/\^(−?\d+)/u);
    return power === undefined ? [text] : [before, el("sup", {}, power), after];
  }

  function neighbour(button, name, text, gap) {
    button.disabled = !text;
    button.replaceChildren(el("span", { class: "ta-quiet" }, name), " ", text || "nothing", gap ? el("span", { class: "ta-quiet" }, ` (${gap} away)`) : "");
  }

  function tableRow(row, here) {
    const bad = row.error === "overflow" || row.error.startsWith("underflow") || row.error.startsWith("cut") || row.error.startsWith("no ");
    return el(
      "tr",
      { class: here ? "ta-here" : null, "aria-current": here ? "true" : null },
      el("th", { scope: "row" }, row.name),
      el("td", { class: "ta-number" }, row.stored),
      el("td", { class: `ta-number ${bad ? "ta-bad" : ""}` }, bad ? `⚠ ${row.error}` : row.error),
      el("td", { class: "ta-number" }, row.step),
      el("td", { class: "ta-number" }, row.largest),
    );
  }

  return () => link.close();
}

export default { render };
