// The next-token distribution: one row a token, the model's probability behind each side's own.
import { el, number, probability, roving } from "./dom.js";

const sum = (values) => values.reduce((total, value) => total + value, 0);
const FOLDED = 15;
const REASON = { temperature: "greedy", top_k: "top-k", top_p: "top-p", min_p: "min-p" };

/** `choose(id)` is called when a token is picked to be written first. */
export function distribution(choose) {
  const head = el("thead");
  const body = el("tbody");
  const table = el("table", { class: "ta-bars" }, head, body);
  const more = el("button", { type: "button", class: "ta-more" });
  const node = el("div", {}, table, more);
  more.hidden = true;
  let all = false;
  more.addEventListener("click", () => {
    all = !all;
    fold();
    draw();
  });
  const settle = roving(body, "button");
  let rows = [];
  let rest = null;
  let before = null;
  let shown = {};
  let scales = [];
  const open = () => (all ? rows.length : Math.min(FOLDED, rows.length));

  function fold() {
    rows.forEach((row, i) => (row.node.hidden = i >= open()));
    more.hidden = rows.length <= FOLDED;
    more.textContent = all ? `Show ${FOLDED} tokens` : `Show ${rows.length} tokens`;
    more.setAttribute("aria-expanded", `${all}`);
  }

  function build(sides) {
    scales = sides.map(() => el("span", { class: "ta-scale", "aria-hidden": "true" }));
    head.replaceChildren(
      el(
        "tr",
        {},
        el("th", { scope: "col" }, "next token"),
        el("th", { scope: "col", class: "ta-number" }, "model"),
        ...sides.flatMap((side, i) => [
          el("th", { scope: "col", class: "ta-bar-head", "data-side": side, "aria-label": `what ${side} keeps` }, scales[i]),
          el("th", { scope: "col", class: "ta-number", "data-side": side }, side.toUpperCase()),
        ]),
      ),
    );
    rows = before.rows.map(({ id, piece, model }) => {
      const token = el("button", { type: "button", class: "ta-piece", "data-id": id, "aria-label": `write ${piece} first` }, piece);
      token.addEventListener("click", () => choose(id));
      return line(el("th", { scope: "row" }, token), model, sides);
    });
    rest = line(el("th", { scope: "row", class: "ta-quiet" }), 0, sides);
    rest.node.classList.add("ta-rest");
    body.replaceChildren(...rows.map(({ node }) => node), rest.node);
    settle();
    fold();
  }

  function line(title, model, sides) {
    const modelCell = el("td", { class: "ta-number ta-quiet" }, probability(model));
    const cells = {};
    for (const side of sides) {
      const track = el("td", { class: "ta-track", "data-side": side }, el("i", { class: "ta-was" }), el("i", { class: "ta-is" }));
      cells[side] = { track, value: el("td", { class: "ta-number ta-after", "data-side": side }) };
    }
    const node = el("tr", {}, title, modelCell, ...sides.flatMap((side) => [cells[side].track, cells[side].value]));
    return { node, model, modelCell, cells };
  }

  function fill(row, side, model, after, note, inNucleus, top) {
    const { track, value } = row.cells[side];
    track.style.setProperty("--was", `${(100 * model) / top}%`);
    track.style.setProperty("--is", `${(100 * after) / top}%`);
    track.classList.toggle("ta-nucleus", inNucleus);
    track.classList.toggle("ta-cut", Boolean(note));
    value.classList.toggle("ta-cut", Boolean(note));
    value.textContent = note || probability(after);
  }

  return {
    node,
    /** A new context: the model's own numbers. */
    context(message) {
      before = message;
      shown = {};
    },
    /** One side's numbers for that context, or null when the side is put away. */
    side(side, message) {
      if (message) shown[side] = message;
      else delete shown[side];
      const sides = Object.keys(shown).sort();
      const key = sides.join();
      if (before.built !== key) {
        build(sides);
        before.built = key;
      }
      draw();
    },
  };

  function draw() {
    const sides = Object.keys(shown).sort();
    const biggest = Math.max(...before.rows.map(({ model }) => model), ...sides.flatMap((side) => shown[side].after));
    const top = [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1].find((limit) => limit >= biggest - 1e-6) ?? 1;
    for (const scale of scales) scale.replaceChildren(el("span", {}, "0"), el("span", {}, `${top}`));
    const others = before.vocabulary - open();
    rest.node.hidden = others === 0;
    rest.node.firstChild.textContent = `${number(others)} others`;
    rest.modelCell.textContent = probability(1 - sum(before.rows.slice(0, open()).map(({ model }) => model)));
    for (const side of sides) drawSide(side, shown[side], top);
  }

  function drawSide(side, { after, cut, rest: restAfter, rest_kept: restKept, settings }, top) {
    const inNucleus = (i) => settings.top_p < 1 && (cut[i] === "" || cut[i] === "min_p");
    rows.forEach((row, i) => {
      const reason = cut[i] && (cut[i] === cut[i - 1] ? "cut" : `cut by ${REASON[cut[i]]}`);
      fill(row, side, row.model, after[i], reason, inNucleus(i), top);
      const end = inNucleus(i) && (i + 1 < rows.length ? !inNucleus(i + 1) : !restKept);
      row.cells[side].track.classList.toggle("ta-nucleus-end", end);
    });
    const folded = cut.slice(open()).filter((reason) => reason === "").length;
    const mass = restAfter + sum(after.slice(open()));
    fill(rest, side, 0, mass, restKept + folded ? "" : "all cut", settings.top_p < 1 && restKept + folded > 0, top);
    rest.cells[side].track.style.setProperty("--is", "0");
  }
}

/** Entropy, perplexity, kept mass and kept tokens: one row for the model, one for each side. */
export function measures() {
  const body = el("tbody");
  const columns = ["", "entropy", "perplexity", "kept mass", "kept tokens"];
  const table = el(
    "table",
    { class: "ta-measures" },
    el("thead", {}, el("tr", {}, ...columns.map((name) => el("th", { scope: "col" }, name)))),
    body,
  );
  const row = (title, side, cells) =>
    el("tr", { "data-side": side }, el("th", { scope: "row" }, title), ...cells.map((cell) => el("td", { class: "ta-number" }, cell)));
  return {
    table,
    show(before, sides) {
      const cells = (nats, mass, kept) => [`${number(nats, 3)} nats`, number(Math.exp(nats), 2), number(mass, 3), number(kept)];
      body.replaceChildren(
        row("model", null, cells(before.entropy, 1, before.vocabulary)),
        ...Object.entries(sides).map(([side, m]) => row(side.toUpperCase(), side, cells(m.entropy, m.kept_mass, m.kept))),
      );
    },
  };
}
