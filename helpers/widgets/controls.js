// The five sampling settings of one side: a slider and a box to type in, kept in step.
import { el, number } from "./dom.js";

const linear = (from, to, step) => ({
  from,
  to,
  step,
  value: (position) => Number(position),
  position: (value) => value,
});

/** Top-k over a whole vocabulary: the slider's stops grow, and its right end is 0, "off". */
function ladder(vocabulary) {
  const rungs = [1, 2, 5].flatMap((m) => [0, 1, 2, 3, 4].map((e) => m * 10 ** e));
  const stops = [...rungs, 3, 4, 15, 30, 40, 75, 150, 300].filter((k) => k < vocabulary).sort((a, b) => a - b);
  stops.push(0);
  const nearest = (k) => stops.findIndex((stop) => stop === 0 || stop >= k);
  return {
    from: 0,
    to: stops.length - 1,
    step: 1,
    value: (position) => stops[position],
    position: (k) => (k === 0 ? stops.length - 1 : nearest(k)),
  };
}

const CONTROLS = (vocabulary) => [
  { name: "temperature", label: "temperature", scale: linear(0, 2, 0.05), say: (v) => (v === 0 ? "0, greedy" : `${v}`) },
  { name: "top_k", label: "top-k", scale: ladder(vocabulary), off: 0, say: (v) => (v === 0 ? "off" : `${number(v)} tokens`) },
  { name: "top_p", label: "top-p", scale: linear(0.01, 1, 0.01), off: 1, say: (v) => (v === 1 ? "off" : `${v}`) },
  { name: "min_p", label: "min-p", scale: linear(0, 0.5, 0.01), off: 0, say: (v) => (v === 0 ? "off" : `${v}`) },
  {
    name: "repetition_penalty",
    label: "repetition",
    title: "repetition penalty",
    scale: linear(1, 2, 0.05),
    off: 1,
    say: (v) => (v === 1 ? "off" : `${v}`),
  },
];

/** One side's settings. `change(name, typed)` is called with every move; `show(settings)` puts values back. */
export function controls(side, vocabulary, change) {
  const rows = CONTROLS(vocabulary).map((control) => {
    const title = `${control.title ?? control.label}, setting ${side.toUpperCase()}`;
    const { from, to, step } = control.scale;
    const slider = el("input", { type: "range", min: from, max: to, step, "aria-label": title, "data-name": control.name });
    const box = el("input", { type: "text", inputmode: "decimal", "aria-label": `${title}, typed`, "data-name": control.name });
    const row = el("div", { class: "ta-control" }, el("span", {}, control.label), slider, box);
    const dress = (value) => {
      const off = value === control.off;
      box.value = off ? "off" : value;
      slider.setAttribute("aria-valuetext", control.say(value));
      row.classList.toggle("ta-off", off);
      slider.style.setProperty("--at", `${(100 * (slider.value - from)) / (to - from)}%`);
    };
    slider.addEventListener("input", () => {
      const value = control.scale.value(slider.value);
      box.removeAttribute("aria-invalid");
      dress(value);
      change(control.name, `${value}`);
    });
    let asked = "";
    box.addEventListener("change", () => {
      const off = box.value.trim().toLowerCase() === "off" && control.off !== undefined;
      asked = box.value;
      change(control.name, off ? `${control.off}` : box.value);
    });
    box.addEventListener("focus", () => box.select());
    const show = (value) => {
      slider.value = control.scale.position(value);
      dress(value);
    };
    return {
      name: control.name,
      row,
      show,
      problem: "",
      /** The kernel's answer; a hand that is still on the slider or in the box is not disturbed. */
      answer(value, problem) {
        this.problem = problem ?? "";
        if (problem) box.setAttribute("aria-invalid", "true");
        else box.removeAttribute("aria-invalid");
        const busy = document.activeElement === slider || (document.activeElement === box && box.value !== asked);
        if (!problem && !busy) show(value);
      },
    };
  });
  const problem = el("p", { class: "ta-problem", role: "alert" });
  return {
    node: el("div", { class: "ta-controls" }, ...rows.map(({ row }) => row), problem),
    show: (settings) => rows.forEach(({ name, show }) => show(settings[name])),
    /** After the kernel's answer about one setting: its value as it now holds, or what was wrong with it. */
    answer(name, value, text) {
      rows.find((row) => row.name === name).answer(value, text);
      problem.textContent = rows.map((row) => row.problem).find(Boolean) ?? "";
    },
  };
}
