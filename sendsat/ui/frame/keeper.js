// Keeps what people type. Watches text areas whose Streamlit key starts with "text_" (sent by itself one second after
// the last key) or "draft_" (held only). Until the server says that it has stored a text, a copy stays in this browser.
const STORE = "sendsat-draft:";
const WAIT = 1000;
const PATIENCE = 6000;
const BOXES = "textarea, input[type=text]";

// The CRC-32 of keeper.py's zlib. A browser has none that serves: crypto.subtle is missing where the page comes over plain
// http, and it and CompressionStream answer later, while a draft must be written before the page can go away.
const crcTable = Array.from({ length: 256 }, (_, n) => {
  for (let k = 0; k < 8; k += 1) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
  return n >>> 0;
});
function mark(text) {
  let crc = 0xffffffff;
  for (const byte of new TextEncoder().encode(text)) crc = crcTable[(crc ^ byte) & 255] ^ (crc >>> 8);
  return ((crc ^ 0xffffffff) >>> 0).toString(16);
}

const read = (name) => {
  try {
    const draft = JSON.parse(localStorage.getItem(STORE + name));
    return draft && { own: [draft.base], ...draft };
  } catch { return null; }
};
const write = (name, draft) => {
  try { localStorage.setItem(STORE + name, JSON.stringify(draft)); } catch { /* storage full or forbidden */ }
};
const drop = (name) => {
  try { localStorage.removeItem(STORE + name); } catch { /* storage forbidden */ }
};

function nameOf(box) {
  const holder = box.closest('[class*="st-key-text_"], [class*="st-key-draft_"]');
  const found = holder && [...holder.classList].find((one) => /^st-key-(text|draft)_/.test(one));
  return found ? found.slice("st-key-".length) : null;
}
const boxOf = (name) => document.querySelector(`.st-key-${CSS.escape(name)} :is(${BOXES})`);

function type(box, text) {
  const kind = box instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement;
  Object.getOwnPropertyDescriptor(kind.prototype, "value").set.call(box, text);
  box.dispatchEvent(new Event("input", { bubbles: true }));
}
// Half a character, as a cut emoji leaves it, breaks the connection at every message: it becomes a plain mark.
function mendHalves(event) {
  const box = event.target;
  if (!box.matches?.(BOXES) || box.value.isWellFormed?.() !== false) return;
  event.stopImmediatePropagation();
  type(box, box.value.toWellFormed());
}
// Pressed and let go: Streamlit's shortcuts wait for the release of every key that was pressed.
function commit(box) {
  for (const kind of ["keydown", "keyup"]) {
    box.dispatchEvent(new KeyboardEvent(kind, { key: "Enter", code: "Enter", ctrlKey: true, bubbles: true }));
  }
}

// A draft belongs to the tab it is typed in; another tab takes it up only once that one is gone.
const ME = Math.random().toString(36).slice(2);
const TAB = "sendsat-tab:";
const isAlive = (tab) => Date.now() - (Number(localStorage.getItem(TAB + tab)) || 0) < 5000;
const beat = () => { try { localStorage.setItem(TAB + ME, Date.now()); } catch { /* storage full or forbidden */ } };
const leave = () => { try { localStorage.removeItem(TAB + ME); } catch { /* storage forbidden */ } };

// What the page says that the server has: name to [mark of the stored text, mark of one that was dealt with].
function storedMarks() {
  const found = new Map();
  for (const holder of document.querySelectorAll("[data-stored]")) {
    for (const pair of holder.dataset.stored.split(" ")) {
      const [name, ...marks] = pair.split("=");
      if (name) found.set(name, marks);
    }
  }
  return found;
}
// The server may store a text without the spaces around it.
const isStored = (text, stored) =>
  [text, text.trim(), text.split(/\s+/).filter(Boolean).join(" ")].some((one) => mark(one) === stored);

// Whether a box shows what is stored of it. One that was just drawn takes that in a moment later, over all typed till then.
function showsStored(box) {
  const name = nameOf(box);
  const stored = name && storedMarks().get(name)?.[0];
  return !stored || mark(box.value) === stored;
}

const timers = new Map();
function later(name, act, wait) {
  clearTimeout(timers.get(name));
  timers.set(name, setTimeout(() => { timers.delete(name); act(); }, wait));
}

// `own` are the marks of what was stored when typing began and of what has been sent since: none is another's change.
function typed(event) {
  const box = event.target;
  if (!(box instanceof HTMLElement) || !box.matches(BOXES)) return;
  const name = nameOf(box);
  if (!name) return;
  beat();
  const before = read(name);
  const own = before?.tab === ME ? before.own : [storedMarks().get(name)?.[0] ?? mark("")];
  write(name, { own, text: box.value, tab: ME });
  if (name.startsWith("text_")) later(name, () => { sent(box); commit(box); }, WAIT);
}
function sent(box) {
  const name = box.matches?.(BOXES) && nameOf(box);
  const draft = name && read(name);
  if (draft?.tab === ME) write(name, { ...draft, own: [...draft.own.slice(-9), mark(box.value)] });
}

function panelOf(id, role) {
  const panel = document.createElement("div");
  panel.id = id;
  panel.setAttribute("role", role);
  panel.style.cssText = "position:fixed;inset:auto 1rem 1rem auto;max-width:min(28rem,calc(100vw - 2rem));z-index:9999;" +
    "box-sizing:border-box;background:var(--tip);color:var(--on-dark);padding:1rem;border:1px solid var(--on-dark);border-radius:8px;" +
    "font:inherit;line-height:1.4";
  return panel;
}

function ask(name, box, draft) {
  if (document.getElementById("sendsat-found")) return;
  const panel = panelOf("sendsat-found", "alertdialog");
  panel.setAttribute("aria-label", "Words found that were not saved");
  const text = document.createElement("p");
  text.textContent = `You typed words that were not saved, and the stored text has changed since: “${draft.text.slice(0, 200)}”`;
  const button = (label, act) => {
    const one = document.createElement("button");
    one.textContent = label;
    one.style.cssText = "margin:.6rem .6rem 0 0;padding:.5rem .8rem;border-radius:6px;border:1px solid var(--on-dark);" +
      "background:var(--offer);color:var(--on-dark);font:inherit;cursor:pointer";
    one.addEventListener("click", () => { panel.remove(); act(); });
    return one;
  };
  panel.append(text,
    button("Add them below", () => { drop(name); type(box, `${box.value}\n\n${draft.text}`.trim()); commit(box); }),
    button("Throw them away", () => drop(name)));
  document.body.append(panel);
}

function settle(name, stored, done) {
  const draft = read(name);
  if (!draft || (draft.tab !== ME && isAlive(draft.tab))) return;
  if (isStored(draft.text, stored)) { drop(name); return; }
  const box = boxOf(name);
  if (!box || box.disabled || box.value === draft.text || timers.has(name)) return;
  if (mark(draft.text) === done) { drop(name); return; }
  if (box === document.activeElement) return;
  if (draft.own.includes(stored)) {
    type(box, draft.text);
    later(name, () => { sent(box); commit(box); }, 100);
  } else {
    ask(name, box, draft);
  }
}

// Says so while the server does not answer: what is typed then is kept here, but not saved.
let lost = 0;
function isAnswering() {
  const app = document.querySelector("[data-testid=stApp]")?.dataset;
  return !app || (app.testConnectionState === "CONNECTED" && app.testScriptState === "notRunning");
}
function watchServer() {
  lost = isAnswering() ? 0 : lost || Date.now();
  const panel = document.getElementById("sendsat-lost");
  if (!lost || Date.now() - lost < PATIENCE) { panel?.remove(); return; }
  if (panel) return;
  const one = panelOf("sendsat-lost", "status");
  one.textContent = "sendsat does not answer, so nothing new is saved. What you typed is kept in this browser: " +
    "leave this page open. If this lasts, start sendsat again.";
  document.body.append(one);
}

function sweep() {
  beat();
  watchServer();
  storedMarks().forEach(([stored, done], name) => settle(name, stored, done));
}

function keepWhatIsTyped() {
  if (window.sendsatKeeper) return;
  window.sendsatKeeper = { showsStored };
  beat();
  document.addEventListener("focusout", (event) => sent(event.target));
  document.addEventListener("input", mendHalves, true);
  document.addEventListener("input", typed);
  addEventListener("pagehide", leave);
  setInterval(sweep, 700);
}
