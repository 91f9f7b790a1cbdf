// Small curves, one for each thing that is measured; the run under way in colour, earlier ones in grey.
import { el } from "./dom.js";

const WIDTH = 240;
const HEIGHT = 84;
const EDGE = 4;

function svg(tag, attributes, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

function short(value) {
  return value.toLocaleString("en", { maximumSignificantDigits: 3 });
}

/** A figure with a title, a drawing and its words; `show(measure, runs, iterations)` fills it. */
export function curve() {
  const label = el("span", {});
  const last = el("b", { class: "ta-number" });
  const drawing = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", preserveAspectRatio: "none" });
  const high = el("span", { class: "ta-high" });
  const low = el("span", { class: "ta-low" });
  const node = el(
    "figure",
    { class: "ta-curve" },
    el("figcaption", { class: "ta-row" }, label, last),
    el("div", { class: "ta-canvas" }, drawing, el("div", { class: "ta-ends ta-quiet", "aria-hidden": "true" }, high, low)),
  );
  return {
    node,
    show({ name, label: words, about, curves, ends }, runs, iterations) {
      node.dataset.measure = name;
      node.title = about;
      label.textContent = words;
      last.textContent = ends.at(-1)?.[1] ?? "–";
      const known = curves.flat().filter((value) => value !== null);
      const bottom = Math.min(...known);
      const top = Math.max(...known);
      high.textContent = known.length ? short(top) : "";
      low.textContent = known.length && top > bottom ? short(bottom) : "";
      drawing.replaceChildren(...curves.map((values, run) => line(values, run === curves.length - 1, bottom, top, iterations)));
      drawing.setAttribute("aria-label", `${words}. ${spoken(ends, runs)}`);
    },
  };
}

function spoken(ends, runs) {
  if (!runs.length) return "No run yet.";
  return ends.map(([first, last], run) => `${runs[run]}: from ${first} to ${last}.`).join(" ");
}

function line(values, current, bottom, top, iterations) {
  const x = (at) => EDGE + ((WIDTH - 2 * EDGE) * at) / Math.max(1, iterations - 1);
  const y = (value) => (top > bottom ? HEIGHT - EDGE - ((HEIGHT - 2 * EDGE) * (value - bottom)) / (top - bottom) : HEIGHT / 2);
  const points = values.flatMap((value, at) => (value === null ? [] : [[x(at), y(value)]]));
  const drawn = svg("g", { class: current ? "ta-now" : "ta-before" });
  if (points.length) drawn.append(svg("polyline", { points: points.map((point) => point.map((c) => c.toFixed(1)).join(",")).join(" ") }));
  if (current && points.length) drawn.append(svg("circle", { cx: points.at(-1)[0], cy: points.at(-1)[1], r: 2.5 }));
  return drawn;
}
