// The text one side has written: a token is shaded by its probability, and shows what else could have stood there.
import { el, probability, roving } from "./dom.js";

/** 0 for a token the model was sure of, 1 for one it gave a thousandth or less. */
const surprise = (p) => Math.min(1, Math.max(0, -Math.log10(Math.max(p, 1e-9)) / 3));

/** `branch(index, id)` is called when another token is chosen in place of the one at `index`. */
export function story(side, branch) {
  const prompt = el("span", { class: "ta-quiet" });
  const tokens = el("span", { role: "group", "aria-label": `Text ${side.toUpperCase()}: arrow keys move between tokens` });
  const text = el("p", { class: "ta-text" }, prompt, tokens);
  const caption = el("span", { class: "ta-quiet" });
  const detail = el("div", { class: "ta-detail" });
  const settle = roving(tokens, ".ta-token");
  let steps = [];

  function written(step, index) {
    const [, line, rest] = step.piece.match(/^(⏎*)(.*)$/su);
    const shownText = [...line].map(() => "⏎\n").join("") + rest.replaceAll("␣", " ");
    const node = el(
      "span",
      {
        class: "ta-token",
        role: "button",
        tabindex: -1,
        "data-index": index,
        "aria-label": `${step.piece}, probability ${probability(step.model)}`,
        style: `--surprise: ${surprise(step.model).toFixed(3)}`,
      },
      shownText,
    );
    const look = () => inspect(index);
    node.addEventListener("mouseenter", look);
    node.addEventListener("focus", look);
    node.addEventListener("click", () => node.focus());
    return node;
  }

  function inspect(index) {
    const step = steps[index];
    for (const node of tokens.children) node.classList.toggle("ta-here", Number(node.dataset.index) === index);
    const option = (other) =>
      el(
        "button",
        {
          type: "button",
          class: other.after > 0 ? "ta-other" : "ta-other ta-cut",
          title: other.after > 0 ? "write this instead" : "cut by the settings; you may still write it",
          "aria-label": `write ${other.piece} instead, probability ${probability(other.model)}`,
          onclick: () => branch(index, other.id),
        },
        el("span", { class: "ta-piece" }, other.piece),
        el("span", { class: "ta-number" }, probability(other.model)),
      );
    const others = el("span", { class: "ta-others", role: "group", "aria-label": "other tokens" }, ...step.others.map(option));
    roving(others, "button")();
    others.addEventListener("keydown", (event) => {
      if (event.key === "Escape") tokens.children[index]?.focus();
    });
    detail.replaceChildren(
      el(
        "span",
        { class: "ta-chosen" },
        el("span", { class: "ta-quiet" }, `token ${index + 1}`),
        el("span", { class: "ta-piece" }, step.piece),
        el("span", { class: "ta-number" }, probability(step.model)),
        el("span", { class: "ta-quiet" }, step.others.every(({ after }) => after > 0) ? "instead:" : "instead (dashed = cut):"),
      ),
      others,
    );
  }

  tokens.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    detail.querySelector(".ta-other")?.focus();
  });

  const hint = () => el("span", { class: "ta-quiet" }, "Point at a token, or move to it with Tab and the arrow keys, to see what else could have stood there.");
  const node = el(
    "section",
    { class: "ta-story", "data-side": side, "aria-label": `Text ${side.toUpperCase()}` },
    el("h4", {}, el("span", { class: "ta-name" }, side.toUpperCase()), caption),
    text,
    detail,
  );
  return {
    node,
    /** Tokens from `start` on; `start` 0 also names the prompt and the settings that wrote them. */
    add({ start, tokens: more, prompt: before, caption: settings }) {
      if (before !== undefined) {
        prompt.textContent = before;
        caption.textContent = settings;
      }
      steps = [...steps.slice(0, start), ...more];
      const old = [...tokens.children].slice(start);
      old.forEach((child) => child.remove());
      tokens.append(...more.map((step, i) => written(step, start + i)));
      if (start === 0) detail.replaceChildren(steps.length ? hint() : "");
      if (![...tokens.children].some((child) => child.tabIndex === 0)) settle();
    },
    focus: (index) => tokens.children[index]?.focus(),
    text: () => tokens.textContent,
  };
}
