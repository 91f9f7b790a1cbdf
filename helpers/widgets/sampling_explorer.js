// The sampling explorer: a prompt, one or two settings, the distribution they make, and the text they write.
import { announcer, channel, el, keepKeys, number } from "./dom.js";
import { controls } from "./controls.js";
import { distribution, measures } from "./bars.js";
import { story } from "./story.js";

const SIDES = ["a", "b"];

function render({ model, el: host }) {
  const root = el("div", { class: "ta ta-explorer", role: "group", "aria-label": "Sampling explorer" });
  keepKeys(root);
  const announce = announcer(root);
  const waiting = { asked: false, typed: false, writing: false };
  const busy = (what, on) => {
    waiting[what] = on;
    root.setAttribute("aria-busy", `${Object.values(waiting).includes(true)}`);
  };
  const link = channel(model, receive, (on) => busy("asked", on));
  const ask = (field, kind, more = {}) => link.ask(field, { kind, ...more });

  let before = null;
  let after = {};
  const settings = {};
  const stories = {};
  const sides = {};

  const prompt = el("textarea", { rows: 2, spellcheck: "false", "aria-label": "Prompt" });
  const promptProblem = el("p", { class: "ta-problem", role: "alert" });
  const context = el("span", { class: "ta-quiet" });
  let typing;
  prompt.addEventListener("input", () => {
    clearTimeout(typing);
    busy("typed", true);
    typing = setTimeout(() => {
      ask("prompt", "prompt", { text: prompt.value });
      busy("typed", false);
    }, 200);
  });

  const compare = el("button", { type: "button", class: "ta-compare", "aria-pressed": "false" }, "Compare with B");
  compare.addEventListener("click", () => ask("compare", "compare", { on: compare.getAttribute("aria-pressed") !== "true" }));

  const bars = distribution((id) => ask("write", "begin", { id }));
  const numbers = measures();

  const seed = el("input", { type: "text", inputmode: "numeric", size: 6, "aria-label": "Seed", "data-name": "seed" });
  const length = el("input", { type: "text", inputmode: "numeric", size: 4, "aria-label": "New tokens at most", "data-name": "length" });
  const writeProblem = el("p", { class: "ta-problem", role: "alert" });
  const generate = el("button", { type: "button", class: "ta-main" }, "Generate");
  const stop = el("button", { type: "button", disabled: true }, "Stop");
  generate.addEventListener("click", () => ask("write", "write", { seed: seed.value, length: length.value }));
  stop.addEventListener("click", () => ask("stop", "stop"));
  for (const box of [seed, length]) {
    box.addEventListener("keydown", (event) => event.key === "Enter" && generate.click());
  }

  const panels = el("div", { class: "ta-panels" });
  const texts = el("div", { class: "ta-texts" });
  root.append(
    el("label", { class: "ta-prompt" }, el("span", { class: "ta-row" }, el("span", {}, "Prompt"), context), prompt),
    promptProblem,
    el(
      "div",
      { class: "ta-main-grid" },
      el("div", { class: "ta-left" }, panels, compare),
      el("section", { class: "ta-right", "aria-label": "Next-token distribution" }, numbers.table, bars.node),
    ),
    el(
      "div",
      { class: "ta-write" },
      generate,
      stop,
      el("label", {}, "seed ", seed),
      el("label", {}, "new tokens ", length),
      el("span", { class: "ta-legend", "aria-hidden": "true" }, "likely ", el("i"), " surprising"),
    ),
    writeProblem,
    texts,
  );
  host.append(root);

  function addSide(side, vocabulary) {
    const panel = controls(side, vocabulary, (name, typed) => ask(`${side}.${name}`, "setting", { side, name, typed }));
    const node = el("section", { class: "ta-panel", "data-side": side, "aria-label": `Settings ${side.toUpperCase()}` });
    node.append(el("h4", {}, el("span", { class: "ta-name" }, side.toUpperCase())), panel.node);
    panels.append(node);
    stories[side] = story(side, (index, id) => {
      focusAfter = { side, index };
      ask("write", "branch", { side, index, id });
    });
    texts.append(stories[side].node);
    sides[side] = { panel, node };
  }

  function removeSide(side) {
    sides[side]?.node.remove();
    stories[side]?.node.remove();
    delete sides[side];
    delete stories[side];
    delete after[side];
  }

  let focusAfter = null;

  const receivers = {
    state(message) {
      prompt.value = message.prompt;
      seed.value = message.seed;
      length.value = message.length;
      SIDES.forEach(removeSide);
      for (const side of Object.keys(message.settings)) {
        addSide(side, message.vocabulary);
        settings[side] = message.settings[side];
        sides[side].panel.show(settings[side]);
      }
      const both = "b" in message.settings;
      compare.setAttribute("aria-pressed", `${both}`);
      compare.textContent = both ? "Remove B" : "Compare with B";
      root.classList.toggle("ta-two", both);
    },
    before(message) {
      before = message;
      after = {};
      context.textContent = `${number(message.tokens)} of ${number(message.limit)} tokens`;
      bars.context({ ...message });
    },
    after({ side, ...message }) {
      after[side] = message;
      settings[side] = message.settings;
      bars.side(side, message);
      numbers.show(before, after);
      const name = Object.keys(sides).length > 1 ? `${side.toUpperCase()}: ` : "";
      announce(`${name}entropy ${number(message.entropy, 2)} nats, ${number(message.kept)} tokens kept.`);
    },
    tokens({ side, ...message }) {
      stories[side]?.add(message);
      if (focusAfter?.side === side && message.start + message.tokens.length > focusAfter.index) {
        stories[side].focus(focusAfter.index);
        focusAfter = null;
      }
    },
    writing({ on }) {
      stop.disabled = !on;
      busy("writing", on);
    },
    written({ side }) {
      announce(`Text ${side.toUpperCase()} is written: ${stories[side]?.text() ?? ""}`);
    },
    answer({ field, problem }) {
      const [place, name] = (field ?? "").split(".");
      if (place === "prompt") showProblem(prompt, promptProblem, problem);
      else if (sides[place] && !name) sides[place].panel.answer("temperature", settings[place].temperature, problem);
      else if (sides[place]) sides[place].panel.answer(name, settings[place][name], problem);
      else if (place === "write") showProblem(null, writeProblem, problem);
    },
  };

  function showProblem(box, place, text) {
    place.textContent = text ?? "";
    if (box) box.toggleAttribute("aria-invalid", false);
    if (box && text) box.setAttribute("aria-invalid", "true");
  }

  function receive(message) {
    receivers[message.kind]?.(message);
  }

  ask("hello", "hello");
  return () => link.close();
}

export default { render };
