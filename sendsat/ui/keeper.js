// Keeps what people type. Watches text areas whose Streamlit key starts with "text_" (sent by itself one second after
// the last key) or "draft_" (held only). Until the server says that it has stored a text, a copy stays in this browser.
const STORE = "sendsat-draft:";
const WAIT = 1000;
const BOXES = "textarea, input[type=text]";

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
  try { return JSON.parse(localStorage.getItem(STORE + name)); } catch { return null; }
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
function commit(box) {
  box.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", code: "Enter", ctrlKey: true, bubbles: true }));
}

const timers = new Map();
const bases = new WeakMap();

function typed(event) {
  const box = event.target;
  if (!(box instanceof HTMLElement) || !box.matches(BOXES)) return;
  const name = nameOf(box);
  if (!name) return;
  const before = read(name);
  write(name, { base: before ? before.base : mark(bases.get(box) ?? ""), text: box.value });
  clearTimeout(timers.get(name));
  if (name.startsWith("text_")) timers.set(name, setTimeout(() => commit(box), WAIT));
}

function ask(name, box, draft) {
  if (document.getElementById("sendsat-found")) return;
  const panel = document.createElement("div");
  panel.id = "sendsat-found";
  panel.setAttribute("role", "alertdialog");
  panel.setAttribute("aria-label", "Words found that were not saved");
  panel.style.cssText = "position:fixed;inset:auto 1rem 1rem auto;max-width:28rem;z-index:9999;background:#1B252C;" +
    "color:#fff;padding:1rem;border-radius:8px;font:inherit;line-height:1.4";
  const text = document.createElement("p");
  text.textContent = `You typed words that were not saved, and the stored text has changed since: “${draft.text.slice(0, 200)}”`;
  const button = (label, act) => {
    const one = document.createElement("button");
    one.textContent = label;
    one.style.cssText = "margin:.6rem .6rem 0 0;padding:.5rem .8rem;border-radius:6px;border:1px solid #fff;" +
      "background:#245B78;color:#fff;font:inherit;cursor:pointer";
    one.addEventListener("click", () => { panel.remove(); act(); });
    return one;
  };
  panel.append(text,
    button("Add them below", () => { drop(name); type(box, `${box.value}\n\n${draft.text}`.trim()); commit(box); }),
    button("Throw them away", () => drop(name)));
  document.body.append(panel);
}

function settle(name, stored) {
  const draft = read(name);
  if (!draft) return;
  if (mark(draft.text) === stored || (mark("") === stored && !draft.text)) { drop(name); return; }
  const box = boxOf(name);
  if (!box || box === document.activeElement || box.value === draft.text || timers.get(name)) return;
  if (draft.base === stored) {
    timers.set(name, setTimeout(() => commit(box), 100));
    type(box, draft.text);
  } else {
    ask(name, box, draft);
  }
}

// A link to one statement or term carries ?at=ID: show it once it is drawn, and only once.
let shown = "";
function scrollToAddress() {
  const wanted = new URLSearchParams(location.search).get("at");
  if (!wanted || shown === location.pathname + wanted) return;
  const target = document.getElementById(wanted);
  if (!target) return;
  shown = location.pathname + wanted;
  target.scrollIntoView({ block: "start" });
}

function sweep() {
  scrollToAddress();
  for (const holder of document.querySelectorAll("[data-stored]")) {
    for (const pair of holder.dataset.stored.split(" ")) {
      const [name, stored] = pair.split("=");
      if (name) settle(name, stored);
    }
  }
}

function shutTerms(event) {
  if (event.key !== "Escape") return;
  document.querySelectorAll(".term").forEach((term) => term.classList.add("shut"));
  if (document.activeElement?.matches?.(".term")) document.activeElement.blur();
}
function openTerms(event) {
  if (event.target.closest?.(".term")) return;
  document.querySelectorAll(".term.shut").forEach((term) => term.classList.remove("shut"));
}

export default function () {
  if (window.sendsatKeeper) return;
  window.sendsatKeeper = true;
  document.addEventListener("focusin", (event) => {
    if (event.target.matches?.(BOXES)) bases.set(event.target, event.target.value);
  });
  document.addEventListener("input", typed);
  document.addEventListener("keydown", shutTerms);
  document.addEventListener("pointerover", openTerms);
  setInterval(sweep, 700);
}
