// The constitution editor: principles on the left, one reply on the right, the rates below.
import { principleList } from "./constitution_principles.js";
import { oneReply, rateTable } from "./constitution_results.js";
import { announcer, channel, el, keepKeys } from "./dom.js";

const PATIENCE = 4000; // ms until a silent kernel is mentioned
const SILENT = "The kernel has not answered yet: it may be running a cell. If it was restarted, run this cell again.";

function render({ model, el: host }) {
  const root = el("div", { class: "ta ta-constitution", role: "group", "aria-label": "Constitution editor" });
  keepKeys(root);
  const announce = announcer(root);
  let silence;
  const link = channel(model, receive, (on) => {
    root.setAttribute("aria-busy", `${on}`);
    clearTimeout(silence);
    if (on) silence = setTimeout(() => tell("", SILENT), PATIENCE);
  });
  const list = principleList(link.ask);
  const reply = oneReply(link.ask);
  const rates = rateTable(link.ask);
  const note = el("p", { class: "ta-note", role: "status" });
  const trouble = el("p", { class: "ta-problem ta-trouble", role: "alert" });
  const said = el("p", { class: "ta-said ta-quiet", role: "status" });
  const problem = el("p", { class: "ta-problem ta-wrong", role: "alert" });
  root.append(note, el("div", { class: "ta-sides" }, list.node, el("div", {}, trouble, reply.node)), said, problem, rates.node);
  host.append(root);
  let spoken = "";
  link.ask("hello", { kind: "hello" });

  function receive(message) {
    if (message.kind === "state") show(message);
    else if (message.kind === "answer") {
      const inForm = list.answer(message);
      tell(message.said, inForm ? "" : (message.problem ?? ""));
    }
  }

  function tell(good, bad) {
    said.textContent = good;
    problem.textContent = bad;
  }

  function show(state) {
    note.textContent = state.note;
    trouble.textContent = state.trouble;
    list.show(state);
    reply.show(state);
    rates.show(state);
    speak(state);
  }

  /** A critique when it is there, and the rates when they are counted; not every step between. */
  function speak({ case: one, rates: { status, words, rows } }) {
    const counted = ["done", "stopped", "failed"].includes(status)
      ? `${words} ${rows.map(({ name, before, after }) => `${name}: before ${before}, after ${after}.`).join(" ")}`
      : "";
    const critique = one.critique && `Critique by ${one.principle}: ${one.critique} ${one.revision && `Revision: ${one.revision}`}`;
    const now = `${critique} ${counted}`.trim();
    if (one.status === "working" || now === spoken) return;
    spoken = now;
    announce(now);
  }

  return () => {
    clearTimeout(silence);
    link.close();
    root.remove();
  };
}

export default { render };
