// What the retrieval inspector found, sent and got: the ranking, the prompt, the reply.
import { el, number } from "./dom.js";

/** The ranked passages; `follow(place)` is called with a passage whose button was pressed. */
export function rankedPassages(follow) {
  const head = el("tr");
  const body = el("tbody");
  const none = el("p", { class: "ta-quiet" }, "Nothing found.");
  const table = el("table", { class: "ta-hits" }, el("thead", {}, head), body);
  const row = (hit, at) => {
    const open = el("button", { type: "button", class: "ta-link", "aria-label": `Passage ${at + 1}, ${hit.title || hit.document}: show it in its document` }, hit.title || hit.document);
    open.addEventListener("click", () => follow(hit, open));
    const place = hit.number ? `sent as [${hit.number}]` : hit.left_out ? "no room" : "";
    return el(
      "tr",
      { "data-key": hit.key, "data-cited": hit.cited },
      el("th", { scope: "row" }, `${at + 1}`),
      el(
        "td",
        {},
        el("span", { class: "ta-head" }, open, el("span", { class: "ta-quiet ta-key" }, hit.key), place ? el("span", { class: "ta-quiet ta-place" }, hit.cited ? `${place}, cited` : place) : null),
        el("p", {}, hit.text),
      ),
      ...hit.cells.map((cell) => el("td", { class: "ta-number" }, cell)),
    );
  };
  return {
    node: el("div", {}, table, none),
    show({ hits, columns, question }) {
      table.hidden = hits.length === 0;
      none.hidden = hits.length > 0 || !question;
      head.replaceChildren(...["", "passage", ...columns].map((name) => el("th", { scope: "col" }, name)));
      body.replaceChildren(...hits.map(row));
    },
    /** Point at the passage that a citation leads to. */
    point(key) {
      for (const each of body.children) {
        if (each.dataset.key === key) each.setAttribute("aria-current", "true");
        else each.removeAttribute("aria-current");
      }
    },
  };
}

/** The prompt exactly as sent, each passage in a colour, and what it takes of the budget. */
export function promptAsSent() {
  const words = el("p", { class: "ta-quiet" });
  const bar = el("div", { class: "ta-budget", role: "img" });
  const counts = el("p", { class: "ta-quiet ta-small ta-counts" });
  const text = el("pre", { tabindex: 0, role: "region", "aria-label": "Prompt as sent" });
  const name = (part) => (part.number ? `passage [${part.number}]` : "around the passages");
  return {
    node: el("div", {}, words, bar, counts, text),
    show(prompt, hits) {
      const cited = new Set(hits.filter((hit) => hit.cited).map((hit) => hit.number));
      const marks = (part) => ({ "data-number": part.number, "data-odd": part.number ? part.number % 2 === 1 : null, "data-cited": cited.has(part.number) || null });
      words.textContent = prompt.words;
      const widest = Math.max(prompt.budget, prompt.tokens);
      bar.replaceChildren(...prompt.parts.map((part) => el("i", { ...marks(part), style: `width: ${(100 * part.tokens) / widest}%`, title: `${name(part)}: ${number(part.tokens)} tokens` })));
      bar.setAttribute("aria-label", `Tokens: ${prompt.parts.map((part) => `${name(part)} ${number(part.tokens)}`).join(", ")}, of ${number(prompt.budget)}`);
      counts.replaceChildren(...prompt.parts.map((part) => el("span", {}, `${part.number ? `[${part.number}]` : "around"} ${number(part.tokens)}`)));
      text.replaceChildren(...prompt.parts.map((part) => el("span", { ...marks(part), title: `${number(part.tokens)} tokens` }, part.text)));
      text.scrollTop = 0;
    },
  };
}

/** The reply with its citations as buttons; `follow` as above. */
export function replyWithCitations(follow) {
  const text = el("p", { class: "ta-reply" });
  const before = el("p", { class: "ta-quiet ta-before" });
  const times = el("p", { class: "ta-quiet ta-small" });
  const part = (each) => {
    if (each.number === undefined) return each.text;
    if (each.key === null) return el("span", { class: "ta-lost", title: "No passage has this number" }, each.text);
    const cite = el("button", { type: "button", class: "ta-cite", "data-key": each.key, "aria-label": `Citation ${each.number}: ${each.title || each.document}` }, each.text);
    cite.addEventListener("click", () => follow(each, cite));
    return cite;
  };
  return {
    node: el("div", {}, text, before, times),
    show(answer) {
      text.replaceChildren(...(answer.parts.length ? answer.parts.map(part) : [el("span", { class: "ta-quiet" }, "(nothing)")]));
      before.textContent = answer.before ? `Last time: ${answer.before}` : "";
      times.textContent = answer.times;
    },
    /** As it is read out. */
    words: (answer) => answer.parts.map((each) => each.text).join("") || "nothing",
  };
}
