// The retrieval inspector: a question on top, then passages, prompt and answer, and the documents beside the answer.
import { announcer, channel, el, keepKeys } from "./dom.js";
import { documentPanel } from "./retrieval_document.js";
import { promptAsSent, rankedPassages, replyWithCitations } from "./retrieval_results.js";

const FIRST_WORD = 4000; // ms until a silent kernel is mentioned
const NEXT_WORD = 30000; // ms, once it has said that it works
const SILENT = "The kernel has not answered yet. It may be busy with a cell; if it was restarted, run the cell again.";
let inspectors = 0;

function render({ model, el: host }) {
  const root = el("div", { class: "ta ta-rag", role: "group", "aria-label": "Retrieval inspector" });
  keepKeys(root);
  const announce = announcer(root);
  const group = `ta-rag-${++inspectors}`; // of the radio buttons of this view
  let silence;
  let heard = {}; // settings of the last state, so that what was typed since is left alone
  let spoken = "";
  const link = channel(model, receive, busy);
  const follow = (place, opener) => {
    hits.point(place.key);
    panel.follow(place, opener);
  };

  const box = el("input", { type: "text", "aria-label": "Question", placeholder: "Ask something that the documents tell", autocomplete: "off", spellcheck: "false" });
  const button = el("button", { type: "button", class: "ta-main" }, "Ask");
  const methods = el("fieldset", {}, el("legend", {}, "search by"));
  const k = el("input", { type: "text", inputmode: "numeric", class: "ta-k" });
  const stage = el("p", { class: "ta-stage", role: "status" });
  const problem = el("p", { class: "ta-problem", role: "alert" });
  const hits = rankedPassages(follow);
  const prompt = promptAsSent();
  const reply = replyWithCitations(follow);
  const notes = el("div", { class: "ta-notes", role: "status" });
  const again = el("button", { type: "button", class: "ta-main" }, "Ask again");
  const stale = el("p", { class: "ta-stale", role: "status" }, "The documents have changed since. ", again);
  const hint = el("p", { class: "ta-quiet ta-start" }, "Ask a question. The passages found, the prompt and the answer will stand here.");
  const panel = documentPanel((field, question) => {
    listen(FIRST_WORD);
    link.ask(field, question);
  });
  const section = (name, heading, ...nodes) => el("section", { class: name, "aria-label": heading }, el("h3", {}, heading), ...nodes);
  const passages = section("ta-found", "1 · Passages, best first", hits.node);
  const sent = section("ta-sent", "2 · Prompt as sent", prompt.node);
  const answer = section("ta-answer", "3 · Answer", reply.node, notes, stale);
  root.append(
    el("div", { class: "ta-question" }, box, button),
    el("div", { class: "ta-settings" }, methods, el("label", {}, "passages, k ", k), stage),
    problem,
    el("div", { class: "ta-grid" }, hint, passages, sent, answer, panel.node),
  );
  host.append(root);

  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing) ask(box.value);
  });
  button.addEventListener("click", () => ask(box.value));
  again.addEventListener("click", () => ask(heard.question));
  k.addEventListener("change", retry);
  k.addEventListener("keydown", (event) => {
    if (event.key === "Enter") ask(box.value);
  });
  link.ask("hello", { kind: "hello" });
  listen(FIRST_WORD);

  function ask(question) {
    problem.textContent = "";
    listen(FIRST_WORD);
    link.ask("ask", { kind: "ask", question, method: methods.querySelector(":checked")?.value ?? null, k: k.value });
  }

  /** Another method or k: the same question again, where there was one. */
  function retry() {
    if (heard.question) ask(box.value);
  }

  function busy(on) {
    root.setAttribute("aria-busy", `${on}`);
    if (on) return;
    stage.textContent = "";
    clearTimeout(silence);
  }

  /** Mention it when the kernel says nothing for so long. */
  function listen(patience) {
    clearTimeout(silence);
    silence = setTimeout(() => (stage.textContent = SILENT), patience);
  }

  function receive(message) {
    if (message.kind === "stage") {
      stage.textContent = `${message.words} …`;
      listen(NEXT_WORD);
    } else if (message.kind === "state") show(message);
    else if (message.kind === "document") panel.show(message);
    else if (message.kind === "answer") close(message);
  }

  function close({ field, problem: bad, said }) {
    if (field.startsWith("document")) panel.answer(field, said, bad ?? "");
    if (field !== "ask") return;
    problem.textContent = bad ?? "";
    const wrong = bad?.startsWith("k is") ? k : box;
    for (const each of [box, k]) each.removeAttribute("aria-invalid");
    if (bad) wrong.setAttribute("aria-invalid", "true");
  }

  function show(state) {
    settings(state);
    panel.list(state);
    hits.show(state);
    hint.hidden = Boolean(state.question);
    passages.hidden = !state.question;
    sent.hidden = !state.prompt;
    if (state.prompt) prompt.show(state.prompt, state.hits);
    answer.hidden = !state.answer && !state.stale;
    reply.node.hidden = !state.answer;
    if (state.answer) reply.show(state.answer);
    notes.replaceChildren(...state.notes.map((note) => el("p", {}, note)));
    stale.hidden = !state.stale;
    problem.textContent = state.problem;
    const words = state.answer ? `${state.hits.length} passages found. The answer: ${reply.words(state.answer)} ${state.notes.join(" ")}` : "";
    if (words && words !== spoken) announce(words);
    spoken = words;
  }

  /** Question, method and k, where they are news. */
  function settings(state) {
    if (methods.querySelector("input") === null) {
      methods.append(
        ...state.methods.map(([value, label]) => {
          const radio = el("input", { type: "radio", name: group, value });
          radio.addEventListener("change", retry);
          return el("label", {}, radio, ` ${label}`);
        }),
      );
    }
    if (state.question !== heard.question && document.activeElement !== box) box.value = state.question;
    if (state.method !== heard.method) methods.querySelector(`[value="${state.method}"]`).checked = true;
    if (state.k !== heard.k) k.value = state.k;
    heard = state;
  }

  return () => {
    clearTimeout(silence);
    link.close();
    root.remove();
  };
}

export default { render };
