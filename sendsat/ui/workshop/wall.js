// The wall's own keys, and its watch over saving. Streamlit's shortcuts do the rest; none works while somebody types:
// every press is judged here (wall_keys.js) before Streamlit's listeners see it.
(() => {
if (window.sendsatWall) return;
const PRESS = { PageDown: "wall_next", PageUp: "wall_back" };
const RATES = { 1: "wall_rate_red", 2: "wall_rate_amber", 3: "wall_rate_green", n: "wall_rate_not_applicable", 0: "wall_rate_clear" };
const OTHERS = {
  u: "wall_undo", v: "wall_vote", h: "wall_hands", g: "wall_guidance", w: "wall_write", p: "wall_park",
  arrowleft: "wall_back", arrowright: "wall_next",
};
const KEYS = { ...RATES, ...OTHERS, pagedown: "wall_next", pageup: "wall_back", "?": "wall_keys" };
const WITH_BOXES = ["wall_write", "wall_hands", "wall_follow"];
const WATCHED = [...Object.values(RATES), "wall_undo", "wall_vote", "wall_park"];
const PATIENCE = 4000;

// What somebody types or chooses in; the choices that a box opens belong to it.
const BOX = "input, textarea, select, [contenteditable=true], [role=spinbutton], [role=listbox], [role=grid], " +
  "[role=dialog]:not(#wall-keys)";
const NUMBERS = '[class*="st-key-wall_count_"] input';
const button = (name) => document.querySelector(`.st-key-${name} button`);
const onWall = () => document.querySelector(".st-key-wall_screen") !== null;
const stamp = () => document.getElementById("wall-saved")?.dataset.stamp ?? "";

function toggleKeys() {
  const sheet = document.getElementById("wall-keys");
  if (!sheet) return;
  sheet.hidden = !sheet.hidden;
  if (!sheet.hidden) sheet.focus();
}

// If the server does not answer, the room must see it: the page itself would show nothing.
function warn() {
  if (document.getElementById("wall-unsaved")) return;
  const box = document.createElement("div");
  box.id = "wall-unsaved";
  box.setAttribute("role", "alert");
  box.textContent = "NOT SAVED: no answer from sendsat";
  document.body.append(box);
}
function watch() {
  const before = stamp();
  const late = setTimeout(() => { if (onWall() && stamp() === before) warn(); }, PATIENCE);
  const answered = setInterval(() => {
    if (stamp() === before && onWall()) return;
    clearInterval(answered);
    clearTimeout(late);
    document.getElementById("wall-unsaved")?.remove();
  }, 200);
}

// A key pressed while the buttons are still on their way, after a reload, waits for its button. Once they are there,
// Streamlit's own shortcuts take over; a key without a button on this screen does nothing.
let ready = false;
function early(name) {
  let left = PATIENCE / 50;
  const timer = setInterval(() => {
    if (!ready && (left -= 1) > 0) return;
    clearInterval(timer);
    button(name)?.click();
  }, 50);
}
function listen() {
  const timer = setInterval(() => {
    if (!document.querySelector(".st-key-wall_screen :is([data-testid=stButton], [data-testid=stDownloadButton])")) return;
    clearInterval(timer);
    setTimeout(() => { ready = true; }, 100);
  }, 50);
}

// From the first focus of a box until Esc, or a click elsewhere, what is typed is meant for a box: where the box goes away,
// or Tab leads to a button, the keys rest.
let writing = false;
let lastNumber = null;
// The panel that was asked for, until its first box is there.
let awaited = null;
const isBox = (one) => one instanceof Element && one.closest(BOX) !== null;
const isInBox = (event) => isBox(event.composedPath()[0]);
function focused(event) {
  if (!isInBox(event) || !onWall()) return;
  writing = true;
  if (event.target.matches(NUMBERS)) lastNumber = event.target;
}
function wake() {
  writing = false;
  awaited = null;
  tellRest();
}
function tellRest() {
  if (!onWall()) writing = false;
  const rests = onWall() && ((writing && !isBox(document.activeElement)) || (awaited && Date.now() - awaited.since > 1000));
  let line = document.getElementById("wall-rest");
  if (!line) {
    line = document.createElement("div");
    line.id = "wall-rest";
    line.setAttribute("role", "status");
    document.body.append(line);
  }
  const words = rests ? "Keys rest. Press Esc or click to use them again." : "";
  if (line.textContent !== words) line.textContent = words;
}

// A panel that was asked for gets the cursor in its first box, with what was typed while it was on the way.
const isDrawn = () => document.querySelector("[data-testid=stApp]")?.dataset.testScriptState === "notRunning";
const opening = () => document.querySelector("[data-opened]")?.dataset;
function awaitBox(name) {
  if (!WITH_BOXES.includes(name) || (ready && !button(name))) return;
  const mine = { before: opening()?.opened, text: "", since: Date.now() };
  awaited = mine;
  const look = () => {
    if (awaited !== mine) return;
    const now = opening();
    // A box takes in its stored text a moment after it appears: words put in before that would be replaced.
    const box = now && now.opened !== mine.before && isDrawn() &&
      document.querySelector(`.st-key-${CSS.escape(now.box)} :is(textarea, input):not(:disabled)`);
    if (!box) { setTimeout(look, 30); return; }
    awaited = null;
    fill(box, mine.text);
  };
  look();
}
function fill(box, text) {
  box.focus();
  if (box.type === "number") box.select();
  else box.setSelectionRange(box.value.length, box.value.length);
  if (text) document.execCommand("insertText", false, text);
}
// A panel that was asked to go may still stand for a moment: the next press opens one again.
let closed = null;
function openOrShut(name) {
  const now = opening();
  const own = now?.box.startsWith("wall_count_") ? "wall_hands" : "wall_write";
  if (now && now.opened !== closed && name === own) closed = now.opened;
  else awaitBox(name);
}
function toNumbers() {
  const box = lastNumber?.isConnected ? lastNumber : document.querySelector(NUMBERS);
  box.focus();
  box.select();
}

function pressed(event) {
  if (!location.pathname.endsWith("/wall")) return;
  const key = event.key.toLowerCase();
  const press = { key: event.key, ctrl: event.ctrlKey, meta: event.metaKey, alt: event.altKey };
  const does = wallKeyDoes(press, {
    inBox: isInBox(event),
    awaits: awaited !== null,
    rests: writing,
    hasNumbers: document.querySelector(NUMBERS) !== null,
    isOurs: key in KEYS,
  });
  if (["keep", "rest", "number"].includes(does)) event.stopImmediatePropagation();
  if (does === "leave") { document.activeElement.blur(); wake(); }
  if (does === "wake") { wake(); const sheet = document.getElementById("wall-keys"); if (sheet) sheet.hidden = true; }
  if (does === "keep") {
    event.preventDefault();
    awaited.text = event.key === "Backspace" ? awaited.text.slice(0, -1) : awaited.text + event.key;
  }
  if (does === "number") toNumbers();
  if (does === "act") act(event, KEYS[key]);
  // Enter counts the hands and takes their boxes away: nobody is left in the middle of a word.
  if (event.key === "Enter" && event.target.matches?.(NUMBERS)) writing = false;
}
function act(event, name) {
  if (name === "wall_keys") { event.preventDefault(); toggleKeys(); return; }
  if (!ready) {
    event.preventDefault();
    event.stopImmediatePropagation();
    early(name);
    awaitBox(name);
    return;
  }
  if (!onWall()) return;
  if (WATCHED.includes(name) && button(name)) watch();
  openOrShut(name);
  if (!PRESS[event.key]) return;
  event.preventDefault();
  if (!event.repeat) button(name)?.click();
}
function touched(event) {
  if (!isInBox(event)) wake();
  const number = event.target.closest?.("[data-testid=stNumberInput]")?.querySelector("input");
  if (number) lastNumber = number;
}
function clicked(event) {
  const name = [...WATCHED, ...WITH_BOXES].find((one) => button(one)?.contains(event.target));
  if (WATCHED.includes(name)) watch();
  if (WITH_BOXES.includes(name)) openOrShut(name);
  if (event.target.closest?.("#wall-keys-button")) toggleKeys();
}

window.sendsatWall = true;
listen();
addEventListener("keydown", pressed, true);
addEventListener("focusin", focused, true);
addEventListener("input", focused, true);
addEventListener("pointerdown", touched, true);
setInterval(tellRest, 250);
document.addEventListener("click", clicked, true);
})();
