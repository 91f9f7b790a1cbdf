// The constitution editor's right side: one reply with critique and revision, and the rates over all of them.
import { el } from "./dom.js";

/** One request, its reply, and what critique and revision make of it. */
export function oneReply(ask) {
  const requests = el("select", { "aria-label": "Request", onchange: () => ask("choose", { kind: "choose", request: Number(requests.value) }) });
  const by = el("select", { "aria-label": "Criticise by", onchange: () => ask("by", { kind: "by", key: by.value ? Number(by.value) : null }) });
  const part = (name, label) => {
    const text = el("p", { class: "ta-text" });
    const title = el("h4", {}, label);
    return { title, text, node: el("div", { class: `ta-part ta-${name}` }, title, text) };
  };
  const parts = { reply: part("reply", "Reply"), critique: part("critique", "Critique"), revision: part("revision", "Revision") };
  const words = el("p", { class: "ta-quiet ta-words", role: "status" });
  const problem = el("p", { class: "ta-problem", role: "alert" });
  const node = el(
    "section",
    { class: "ta-case", "aria-label": "One reply" },
    el("label", {}, "Request", requests),
    parts.reply.node,
    el("label", {}, "Criticise by", by),
    words,
    problem,
    parts.critique.node,
    parts.revision.node,
  );

  function options(select, wanted, value) {
    const now = JSON.stringify(wanted);
    if (select.dataset.options !== now) {
      select.replaceChildren(...wanted.map(([key, label]) => el("option", { value: key }, label)));
      select.dataset.options = now;
    }
    select.value = value;
  }

  function show({ principles, requests: all, chosen, by: key, reply, case: now }) {
    options(requests, all.map((text, at) => [at, text]), chosen);
    const on = principles.filter((one) => one.on).map((one) => [one.key, one.name]);
    options(by, [["", "the critique that is surest of a fault"], ...on], key ?? "");
    parts.reply.text.textContent = reply || "(nothing)";
    node.dataset.status = now.status;
    words.textContent = now.words;
    problem.textContent = now.problem;
    parts.critique.title.textContent = now.principle ? `Critique by “${now.principle}”` : "Critique";
    for (const name of ["critique", "revision"]) {
      parts[name].text.textContent = now[name];
      parts[name].node.hidden = !now[name];
    }
  }

  return { node, show };
}

/** The rates before and after revision, a button that counts them or stops the count, and every revision. */
export function rateTable(ask) {
  let can = { measure: false, stop: false };
  let going = false;
  const press = () => {
    if (going ? can.stop : can.measure) ask("rates", { kind: going ? "stop" : "measure" });
  };
  const button = el("button", { type: "button", class: "ta-main", onclick: press });
  const fill = el("i");
  const meter = el("div", { class: "ta-meter", role: "progressbar", "aria-label": "Requests counted", "aria-valuemin": 0 }, fill);
  const words = el("span", { class: "ta-counted", role: "status" });
  const rates = table(["rate", "before", "after", "after, count before"]);
  const every = table(["request", "by", "revision"]);
  const details = el("details", { class: "ta-every" }, el("summary", {}, "Every revision"), every.node);
  const node = el(
    "section",
    { class: "ta-rates", "aria-label": "Rates" },
    el("div", { class: "ta-buttons" }, el("h3", {}, "Before and after revision"), button, words),
    meter,
    rates.node,
    details,
  );

  function show({ rates: now }) {
    ({ can } = now);
    going = now.status === "working" || now.status === "stopping";
    button.textContent = going ? "Stop" : "Count the rates";
    button.setAttribute("aria-disabled", `${!(going ? can.stop : can.measure)}`);
    node.dataset.status = now.status;
    node.dataset.stale = now.stale;
    meter.hidden = !going;
    fill.style.width = `${(100 * now.done) / now.of}%`;
    meter.setAttribute("aria-valuemax", now.of);
    meter.setAttribute("aria-valuenow", now.done);
    words.textContent = now.words;
    rates.node.hidden = now.rows.length === 0;
    rates.show(now.rows.map(({ name, before, after, earlier }) => [name, before, after, earlier]));
    details.hidden = now.outcomes.length === 0;
    every.show(now.outcomes);
  }

  return { node, show };
}

function table(names) {
  const body = el("tbody");
  const head = el("tr", {}, ...names.map((name) => el("th", { scope: "col" }, name)));
  return {
    node: el("table", {}, el("thead", {}, head), body),
    show: (rows) =>
      body.replaceChildren(
        ...rows.map(([first, ...rest]) => el("tr", {}, el("th", { scope: "row" }, first), ...rest.map((cell) => el("td", {}, cell)))),
      ),
  };
}
