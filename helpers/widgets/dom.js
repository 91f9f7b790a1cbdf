// Small things that every widget of the course needs.

/** Make an element: attributes by name, `on…` as listeners, `false`/`null` attributes left out. */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value !== false && value != null) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child != null));
  return node;
}

/** A probability with three decimals; what rounds to nothing says so. */
export function probability(value) {
  if (value > 0 && value < 0.0005) return "<0.001";
  return Math.max(0, value).toFixed(3);
}

export function number(value, decimals = 0) {
  return value.toLocaleString("en", { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}

/** Keys typed in a widget stay in it: JupyterLab's command mode would delete the cell on "dd". Saving still works. */
export function keepKeys(root) {
  root.setAttribute("data-lm-suppress-shortcuts", "true");
  const keep = (event) => {
    const saving = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s";
    if (!saving) event.stopPropagation();
  };
  for (const type of ["keydown", "keypress", "keyup"]) root.addEventListener(type, keep);
}

/** One tab stop for a group of items; arrow keys, Home and End move inside it. */
export function roving(group, selector) {
  const items = () => [...group.querySelectorAll(selector)];
  const settle = (chosen) => {
    for (const item of items()) item.tabIndex = item === chosen ? 0 : -1;
  };
  group.addEventListener("focusin", (event) => {
    const item = event.target.closest(selector);
    if (item) settle(item);
  });
  group.addEventListener("keydown", (event) => {
    const all = items();
    const at = all.indexOf(event.target.closest(selector));
    const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[
      event.key
    ];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    all[Math.max(0, Math.min(all.length - 1, to))].focus();
  });
  return () => settle(items()[0]);
}

/** Text for screen readers, said once things have been still for a moment. */
export function announcer(root) {
  const region = el("p", { class: "ta-unseen", "aria-live": "polite" });
  root.append(region);
  let timer;
  return (text) => {
    clearTimeout(timer);
    timer = setTimeout(() => (region.textContent = text), 500);
  };
}

/**
 * Questions to the kernel, one at a time: while one is out, later ones about the same field replace each other,
 * so a slider never builds up a queue. The kernel closes each with an `answer` that carries its serial.
 * `busy(on)` is told when the first goes out and when the last is answered.
 */
export function channel(model, receive, busy) {
  const waiting = new Map();
  let serial = 0;
  let out = null;
  const next = () => {
    const [field] = waiting.keys();
    if (out !== null) return;
    busy(field !== undefined);
    if (field === undefined) return;
    const question = waiting.get(field);
    waiting.delete(field);
    out = ++serial;
    model.send({ ...question, field, serial: out });
  };
  const listen = (message) => {
    receive(message);
    if (message.kind !== "answer" || message.serial !== out) return;
    out = null;
    next();
  };
  model.on("msg:custom", listen);
  return {
    ask(field, question) {
      waiting.set(field, question);
      next();
    },
    close: () => model.off("msg:custom", listen),
  };
}
