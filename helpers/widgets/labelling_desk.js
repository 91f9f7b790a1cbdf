// The labelling desk: one item at a time, ranked by keyboard or mouse, saved before the next one comes.
import { announcer, channel, el, keepKeys, number, roving } from "./dom.js";
import { labellingResults } from "./labelling_results.js";

const PATIENCE = 4000; // ms until a silent kernel is mentioned
const SILENT = "The kernel has not answered yet; until it does, nothing is saved. If it was restarted, run the cell again.";
const KEYS = [
  ["1 2 3 …", "rank"],
  ["f", "nonsense"],
  ["t", "tie with the last"],
  ["↑ ↓", "move"],
  ["Enter", "save"],
  ["s", "skip"],
  ["u", "undo"],
];

function render({ model, el: host }) {
  const root = el("div", { class: "ta ta-desk", role: "group", "aria-label": "Labelling desk" });
  keepKeys(root);
  const announce = announcer(root);
  const key = (name) => el("kbd", {}, name);

  const rules = el("ul");
  const instructions = el("details", { open: true }, el("summary", {}, "Instructions to labellers"), rules);
  const fill = el("i");
  const meter = el("div", { class: "ta-meter", role: "progressbar", "aria-label": "Items labelled", "aria-valuemin": 0 }, fill);
  const count = el("b", { class: "ta-count" });
  const clock = el("span", { class: "ta-quiet ta-clock", title: "Runs while the desk has the keyboard" });
  const notes = el("div", { class: "ta-notes", role: "status" });
  const prompt = el("blockquote", { class: "ta-prompt", tabindex: -1 });
  const reference = el("p", { class: "ta-reference" });
  const replies = el("div", { class: "ta-replies", role: "group", "aria-label": "Replies to rank" });
  const done = el("p", { class: "ta-done", tabindex: -1 });
  const button = (name, label, shortcut, act) => {
    const made = el("button", { type: "button", class: name }, label, " ", key(shortcut));
    made.addEventListener("click", act);
    return made;
  };
  const saving = button("ta-save", "Save", "Enter", save);
  const skipping = button("ta-skip", "Skip", "s", skip);
  const undoing = button("ta-undo", "Undo", "u", undo);
  const said = el("p", { class: "ta-said", role: "status" });
  const problem = el("p", { class: "ta-problem", role: "alert" });
  const results = labellingResults();
  const work = el("div", { class: "ta-item" }, prompt, reference, replies);
  root.append(
    instructions,
    el("div", { class: "ta-progress" }, count, meter, clock),
    notes,
    el(
      "div",
      { class: "ta-desk-grid" },
      el(
        "div",
        { class: "ta-work" },
        work,
        done,
        el("div", { class: "ta-actions" }, saving, skipping, undoing, el("span", {}, said, problem)),
        el("p", { class: "ta-keys ta-quiet ta-small" }, ...KEYS.map(([name, what]) => el("span", {}, key(name), ` ${what}`))),
      ),
      results.node,
    ),
  );
  host.append(root);

  let item = null;
  let draft = new Map();
  let given = []; // what undo takes back of this item: [id, the rank before]
  let out = false;
  let silence;
  let canUndo = false;
  let seconds = 0;
  let tick = performance.now();
  const link = channel(model, receive, (on) => root.setAttribute("aria-busy", `${on}`));
  const settle = roving(replies, ".ta-reply");
  const timer = setInterval(() => {
    const now = performance.now();
    if (item && root.contains(document.activeElement) && !document.hidden) seconds += (now - tick) / 1000;
    tick = now;
    clock.textContent = item ? `${number(Math.floor(seconds))} s on this one` : "";
  }, 250);
  root.addEventListener("keydown", press);
  ask({ kind: "hello" });

  function ask(question) {
    if (out) return;
    out = true;
    tell("", "");
    silence = setTimeout(() => tell("", SILENT), PATIENCE);
    link.ask("desk", question);
  }

  function receive(message) {
    if (message.kind === "instructions") showRules(message.lines);
    else if (message.kind === "state") show(message);
    else if (message.kind === "answer") {
      out = false;
      clearTimeout(silence);
      tell(message.said, message.problem ?? "");
    }
  }

  function tell(good, bad) {
    said.textContent = good;
    problem.textContent = bad;
  }

  function press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    const name = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const onButton = event.target.closest("button, summary") !== null;
    const acts = { f: () => give("F"), t: tie, u: undo, Backspace: undo, s: skip, Enter: onButton ? undefined : save };
    const act = /^\d$/.test(name) ? () => give(Number(name)) : acts[name];
    if (!act) return;
    event.preventDefault();
    act();
  }

  function here() {
    const card = document.activeElement?.closest?.(".ta-reply");
    if (card && replies.contains(card)) return card.dataset.id;
    return (item.completions.find(({ id }) => !draft.has(id)) ?? item.completions[0]).id;
  }

  function give(rank, id = item && here()) {
    if (!item || out) return;
    const most = item.completions.length;
    if (rank !== "F" && (rank < 1 || rank > most)) {
      tell("", `There are ${most} replies: give ranks from 1 to ${most}, or an F.`);
      return;
    }
    given.push([id, draft.get(id)]);
    draft.set(id, rank);
    tell("", "");
    dress();
    const ids = item.completions.map((each) => each.id);
    const at = ids.indexOf(id);
    const next = [...ids.slice(at + 1), ...ids.slice(0, at)].find((other) => !draft.has(other));
    cardOf(next ?? id).focus();
    announce(`Reply ${at + 1}: ${rank === "F" ? "F, nonsense" : `rank ${rank}`}.${next ? "" : " All have a rank; Enter saves."}`);
  }

  function tie() {
    if (!item) return;
    const last = given.at(-1)?.[0];
    if (last === undefined || draft.get(last) === undefined) tell("", "There is nothing to tie with yet: rank another reply first.");
    else give(draft.get(last));
  }

  function save() {
    if (!item || out) return;
    const missing = item.completions.filter(({ id }) => !draft.has(id));
    if (missing.length) {
      tell("", `${missing.length} of ${item.completions.length} replies have no rank yet: give each a rank, or an F.`);
      cardOf(missing[0].id).focus();
      return;
    }
    ask({ kind: "save", item: item.id, ranking: Object.fromEntries(draft), seconds });
  }

  function skip() {
    if (item && !out) ask({ kind: "skip", item: item.id });
  }

  function undo() {
    if (out) return;
    if (given.length) {
      const [id, before] = given.pop();
      if (before === undefined) draft.delete(id);
      else draft.set(id, before);
      tell("", "");
      dress();
      cardOf(id).focus();
      announce("Rank taken back.");
    } else if (canUndo) ask({ kind: "undo" });
    else tell("", "There is nothing to take back.");
  }

  function show(state) {
    const focused = root.contains(document.activeElement);
    const changed = state.item?.id !== item?.id || item === null;
    canUndo = state.can_undo;
    showProgress(state.results);
    notes.replaceChildren(...state.notes.map((note) => el("p", {}, note)));
    results.show(state.results);
    if (changed) showItem(state.item, state.reference, state.results);
    dress();
    if (focused && changed) (replies.querySelector(".ta-reply") ?? done).focus();
  }

  function showRules(lines) {
    rules.replaceChildren(...lines.map(([word, rest]) => el("li", {}, el("b", {}, word), ` ${rest}`)));
  }

  function showProgress({ labels, total, skipped, pairs }) {
    const put = skipped ? ` · ${number(skipped)} skipped` : "";
    count.textContent = `${number(labels)} of ${number(total)} labelled${put} · ${pairs} ${pairs === "1" ? "pair" : "pairs"}`;
    fill.style.width = `${(100 * labels) / total}%`;
    meter.setAttribute("aria-valuemax", total);
    meter.setAttribute("aria-valuenow", labels);
  }

  function showItem(next, record, { total }) {
    item = next;
    draft = new Map(Object.entries(next?.draft ?? {}));
    given = [];
    seconds = 0;
    work.hidden = !item;
    done.hidden = Boolean(item);
    done.textContent = item ? "" : `All ${number(total)} items are labelled. Thank you.`;
    prompt.textContent = item?.prompt ?? "";
    reference.replaceChildren(...(record ? [el("b", {}, "To look up: "), record] : []));
    replies.replaceChildren(...(item?.completions ?? []).map(card));
    if (item) settle();
    announce(item ? `Asked: ${item.prompt} ${reference.textContent} ${item.completions.length} replies.` : done.textContent);
  }

  function card({ id, text }, at, { length: all }) {
    const ranks = [...Array.from({ length: all }, (_, i) => i + 1), "F"].map((rank) => {
      const name = rank === "F" ? `F for reply ${at + 1}` : `Rank ${rank} for reply ${at + 1}`;
      const made = el("button", { type: "button", tabindex: -1, "aria-label": name, "data-rank": rank }, `${rank}`);
      made.addEventListener("click", () => give(rank, id));
      return made;
    });
    return el(
      "div",
      { class: "ta-reply", tabindex: -1, role: "group", "data-id": id },
      el("span", { class: "ta-badge", "aria-hidden": "true" }),
      el("span", { class: "ta-text" }, text),
      el("span", { class: "ta-ranks" }, ...ranks),
    );
  }

  function cardOf(id) {
    return [...replies.children].find((each) => each.dataset.id === id);
  }

  /** Put the ranks given so far on the cards. */
  function dress() {
    const ranks = [...draft.values()];
    for (const [at, each] of [...replies.children].entries()) {
      const rank = draft.get(each.dataset.id);
      const tied = rank !== undefined && ranks.filter((other) => other === rank).length > 1;
      each.dataset.rank = rank ?? "";
      each.querySelector(".ta-badge").textContent = rank === undefined ? "·" : `${tied && rank !== "F" ? "=" : ""}${rank}`;
      const spoken = rank === undefined ? "no rank yet" : rank === "F" ? "F, nonsense" : `rank ${rank}${tied ? ", tied" : ""}`;
      each.setAttribute("aria-label", `Reply ${at + 1} of ${replies.children.length}, ${spoken}: ${each.querySelector(".ta-text").textContent}`);
      for (const made of each.querySelectorAll("button")) made.setAttribute("aria-pressed", `${made.dataset.rank === `${rank}`}`);
    }
    saving.disabled = skipping.disabled = !item;
    saving.classList.toggle("ta-main", item !== null && draft.size === item.completions.length);
    undoing.disabled = !canUndo && given.length === 0;
  }

  return () => {
    clearInterval(timer);
    clearTimeout(silence);
    link.close();
    root.remove();
  };
}

export default { render };
