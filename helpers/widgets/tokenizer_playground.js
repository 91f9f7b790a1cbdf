// The tokenizer playground: type, and see where each tokenizer cuts.
import { announcer, channel, el, keepKeys, number, roving } from "./dom.js";

function render({ model, el: host }) {
  const root = el("div", { class: "ta ta-playground", role: "group", "aria-label": "Tokenizer playground" });
  keepKeys(root);
  const announce = announcer(root);
  const box = el("textarea", { rows: 2, spellcheck: "false", "aria-label": "Text to tokenize" });
  const sizes = el("span", { class: "ta-quiet" });
  const problem = el("p", { class: "ta-problem", role: "alert" });
  const panels = el("div", { class: "ta-tokenizers" });
  root.append(
    el("label", {}, el("span", { class: "ta-row" }, el("span", {}, "Text"), sizes), box),
    problem,
    panels,
  );
  host.append(root);

  const link = channel(model, receive, (on) => root.setAttribute("aria-busy", `${on}`));
  let typing;
  box.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(() => link.ask("text", { kind: "text", text: box.value }), 80);
  });
  link.ask("hello", { kind: "hello" });

  function receive(message) {
    if (message.kind === "results") {
      if (document.activeElement !== box) box.value = message.text;
      show(message.results);
    } else if (message.kind === "answer") {
      problem.textContent = message.problem ?? "";
      if (message.problem) box.setAttribute("aria-invalid", "true");
      else box.removeAttribute("aria-invalid");
    }
  }

  function show(results) {
    const [{ characters, bytes }] = results;
    sizes.textContent = `${number(characters)} characters, ${number(bytes)} bytes`;
    panels.replaceChildren(...results.map(panel));
    announce(results.map(({ name, tokens }) => `${name}: ${number(tokens)} tokens`).join("; "));
  }

  function panel({ name, bytes, tokens, per_word: perWord, pieces }) {
    const detail = el("p", { class: "ta-detail ta-quiet" }, pieces.length ? "Point at a token to see its bytes." : "");
    const cut = el("div", { class: "ta-tokens", role: "group", "aria-label": `Tokens of ${name}: arrow keys move between them` });
    cut.append(
      ...pieces.flatMap((piece, index) => {
        const node = token(piece, index, detail);
        return piece[1].endsWith("⏎") ? [node, el("i", { class: "ta-break" })] : [node];
      }),
    );
    roving(cut, ".ta-token")();
    const measure = (value, unit) => el("span", {}, el("b", { class: "ta-number" }, value), ` ${unit}`);
    return el(
      "section",
      { class: "ta-tokenizer", "aria-label": name },
      el(
        "h4",
        { class: "ta-row" },
        el("span", {}, name),
        el(
          "span",
          { class: "ta-counts" },
          measure(number(tokens), "tokens"),
          measure(perWord === null ? "–" : number(perWord, 2), "per word"),
          measure(tokens ? number(bytes / tokens, 2) : "–", "bytes per token"),
        ),
      ),
      cut,
      detail,
    );
  }

  function token([id, piece, hex], index, detail) {
    const parts = piece.split(/([␣⏎⇥↵])/u).map((part) => (/[␣⏎⇥↵]/u.test(part) ? el("span", { class: "ta-glyph" }, part) : part));
    const count = hex.split(" ").length;
    const node = el(
      "span",
      {
        class: "ta-token",
        role: "img",
        tabindex: -1,
        "data-colour": index % 5,
        "aria-label": `token ${index + 1}: ${piece}, id ${id}, bytes ${hex}`,
      },
      el("span", { class: "ta-piece" }, ...parts),
      el("span", { class: "ta-id" }, `${id}`),
    );
    const look = () => {
      detail.replaceChildren(
        el("span", {}, `token ${index + 1}`),
        el("span", { class: "ta-piece ta-chosen" }, piece),
        el("span", {}, `id ${number(id)}`),
        el("span", { class: "ta-piece" }, hex),
        el("span", {}, count === 1 ? "1 byte" : `${count} bytes`),
      );
    };
    node.addEventListener("mouseenter", look);
    node.addEventListener("focus", look);
    return node;
  }

  return () => link.close();
}

export default { render };
