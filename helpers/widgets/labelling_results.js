// What the labels of a desk add up to: progress, time and money, agreement, ratings.
import { el } from "./dom.js";

const WIDEST = 150; // points of Elo from the middle to the edge of a bar, unless somebody is further away

function table(caption, head, rows, about) {
  return el(
    "section",
    {},
    el(
      "table",
      {},
      el("caption", {}, caption),
      el("thead", {}, el("tr", {}, ...head.map((name) => el("th", { scope: "col" }, name)))),
      el("tbody", {}, ...rows),
    ),
    about ? el("p", { class: "ta-quiet ta-small" }, about) : null,
  );
}

function row(name, cells, attributes = {}) {
  return el("tr", attributes, el("th", { scope: "row" }, name), ...cells.map((cell) => el("td", {}, cell)));
}

/** Above or below where everybody starts, as a bar from the middle. */
function bar(above, widest) {
  const width = `${(50 * Math.abs(above)) / widest}%`;
  const side = above >= 0 ? "left: 50%" : "right: 50%";
  return el("span", { class: "ta-elo-bar", "aria-hidden": "true" }, el("i", { style: `${side}; width: ${width}`, "data-above": `${above >= 0}` }));
}

function costs(rows) {
  return el(
    "section",
    {},
    el("table", {}, el("caption", {}, "Time and money"), el("tbody", {}, ...rows.map(([name, amount]) => row(name, [amount])))),
  );
}

function agreement(rows) {
  return table(
    "Agreement with other labellers",
    ["you and", "pairs", "raw", "α"],
    rows.map((each) => row(each.name, [each.pairs, each.raw, each.alpha], { class: each.sum ? "ta-sum" : null })),
    "raw: pairs put in the same order. α: corrected for chance, 1 perfect, 0 chance.",
  );
}

function ratings(rows) {
  const widest = Math.max(WIDEST, ...rows.map(({ above }) => Math.abs(above)));
  return table(
    "Elo by kind of reply",
    ["", "", "Elo", "won", "lost"],
    rows.map((each) => row(each.name, [bar(each.above, widest), each.elo, each.won, each.lost])),
    "Each begins at 1,000; a pair you rank moves two of them.",
  );
}

/** A node and `show(results)`. */
export function labellingResults() {
  const node = el("aside", { class: "ta-results", "aria-label": "What your labels add up to" });
  return {
    node,
    show(results) {
      const none = el("p", { class: "ta-quiet" }, "Agreement and ratings appear here with your first label.");
      node.replaceChildren(
        costs(results.cost),
        ...(results.labels === 0 ? [none] : []),
        ...(results.labels > 0 && results.agreement.length ? [agreement(results.agreement)] : []),
        ...(results.ratings.length ? [ratings(results.ratings)] : []),
      );
    },
  };
}
