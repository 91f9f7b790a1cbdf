// The PPO dashboard: buttons on top, six curves, samples, and the same numbers as a table.
import { announcer, channel, el, keepKeys } from "./dom.js";
import { curve } from "./ppo_curves.js";

const PRICES = [0, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2];
const SPOKEN_EVERY = 10; // iterations

function render({ model, el: host }) {
  const root = el("div", { class: "ta ta-ppo", role: "group", "aria-label": "PPO dashboard" });
  keepKeys(root);
  const announce = announcer(root);
  const link = channel(model, receive, (on) => root.setAttribute("aria-busy", `${on}`));

  const button = (name, label) => {
    const made = el("button", { type: "button", "data-name": name }, label);
    made.addEventListener("click", () => link.ask("run", { kind: name, kl_coef: price() }));
    return made;
  };
  const buttons = { pause: button("pause", "Pause"), resume: button("resume", "Resume"), stop: button("stop", "Stop"), start: button("start", "Start") };
  buttons.start.classList.add("ta-main");
  const range = el("input", { type: "range", min: 0, step: 1, "aria-label": "β of the next run" });
  const chosen = el("output", { class: "ta-price ta-number" });
  range.addEventListener("input", dress);
  const words = el("p", { class: "ta-words", role: "status" });
  const fill = el("i");
  const meter = el("div", { class: "ta-meter", role: "progressbar", "aria-label": "Iterations", "aria-valuemin": 0 }, fill);
  const problem = el("p", { class: "ta-problem", role: "alert" });
  const legend = el("p", { class: "ta-legend ta-quiet" });
  const grid = el("div", { class: "ta-curves" });
  const samples = el("div", { class: "ta-samples", "aria-label": "Samples of the last iteration", role: "group" });
  const head = el("tr");
  const body = el("tbody");
  root.append(
    el(
      "div",
      { class: "ta-buttons" },
      buttons.pause,
      buttons.resume,
      buttons.stop,
      el("span", { class: "ta-next" }, el("span", { class: "ta-quiet" }, "next run: β ="), range, chosen, buttons.start),
    ),
    words,
    meter,
    problem,
    legend,
    grid,
    samples,
    el("details", { class: "ta-table" }, el("summary", {}, "The same as a table"), el("table", {}, el("thead", {}, head), body)),
  );
  host.append(root);

  let prices = PRICES;
  let heard = null; // β of the last state, so that a slider that was moved is left alone
  let curves = [];
  let said = "";
  link.ask("hello", { kind: "hello" });

  function price() {
    return prices[range.value];
  }

  function dress() {
    chosen.textContent = `${price()}`;
    range.setAttribute("aria-valuetext", `β = ${price()}`);
    buttons.start.textContent = price() === 0 ? "Start without a penalty" : "Start";
  }

  function receive(message) {
    if (message.kind === "state") show(message);
    else if (message.kind === "answer") problem.textContent = message.problem ?? "";
  }

  function show(state) {
    if (state.kl_coef !== heard) {
      heard = state.kl_coef;
      prices = [...new Set([...PRICES, heard])].sort((a, b) => a - b);
      range.max = prices.length - 1;
      range.value = prices.indexOf(heard);
      dress();
    }
    for (const [name, made] of Object.entries(buttons)) made.disabled = !state.can[name];
    root.dataset.status = state.status;
    words.textContent = state.words;
    fill.style.width = `${(100 * state.step) / state.of}%`;
    meter.setAttribute("aria-valuemax", state.of);
    meter.setAttribute("aria-valuenow", state.step);
    legend.textContent = state.runs.length > 1 ? `In colour: ${state.runs.at(-1)}. In grey: ${state.runs.slice(0, -1).join("; ")}.` : "";
    if (curves.length !== state.measures.length) {
      curves = state.measures.map(curve);
      grid.replaceChildren(...curves.map(({ node }) => node));
    }
    state.measures.forEach((measure, at) => curves[at].show(measure, state.runs, state.iterations));
    samples.replaceChildren(...state.samples.map(sample));
    table(state);
    speak(state);
  }

  function sample({ why, prompt, text, reward, gold }) {
    return el(
      "div",
      { class: "ta-sample" },
      el("p", { class: "ta-quiet" }, prompt),
      el("p", { class: "ta-reply" }, text || "(nothing)"),
      el("p", { class: "ta-quiet ta-small" }, `${why} · reward ${reward} · gold ${gold}`),
    );
  }

  function table({ runs, measures }) {
    head.replaceChildren(el("th", { scope: "col" }, ""), ...runs.flatMap((run) => [el("th", { scope: "col" }, `${run}: first`), el("th", { scope: "col" }, "last")]));
    body.replaceChildren(
      ...measures.map(({ label, ends }) => el("tr", {}, el("th", { scope: "row" }, label), ...ends.flat().map((value) => el("td", {}, value)))),
    );
  }

  /** Not every iteration: a screen reader would never come to the end. */
  function speak({ status, step, words: sentence, measures }) {
    const now = `${status} ${Math.floor(step / SPOKEN_EVERY)} ${measures[0].curves.length}`;
    if (now === said) return;
    said = now;
    const last = measures.map(({ label, ends }) => `${label} ${ends.at(-1)?.[1] ?? "–"}`).join(", ");
    announce(step ? `${sentence} ${last}` : sentence);
  }

  return () => {
    link.close();
    root.remove();
  };
}

export default { render };
