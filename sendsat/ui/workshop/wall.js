// The wall's own keys, and its watch over saving. Streamlit's shortcuts do the rest; none works while somebody types.
(() => {
if (window.sendsatWall) return;
const PRESS = { PageDown: "wall_next", PageUp: "wall_back" };
const RATES = { 1: "wall_rate_red", 2: "wall_rate_amber", 3: "wall_rate_green", n: "wall_rate_not_applicable", 0: "wall_rate_clear" };
const OTHERS = {
  u: "wall_undo", v: "wall_vote", h: "wall_hands", g: "wall_guidance", w: "wall_write", p: "wall_park",
  arrowleft: "wall_back", arrowright: "wall_next",
};
const WATCHED = [...Object.values(RATES), "wall_undo", "wall_vote", "wall_park"];
const PATIENCE = 4000;

const typing = (event) => event.composedPath().some((one) => one.tagName && (
  ["INPUT", "TEXTAREA", "SELECT"].includes(one.tagName) || one.isContentEditable));
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

function pressed(event) {
  if (typing(event) && event.key === "Escape" && onWall()) document.activeElement.blur();
  if (typing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
  const key = event.key.toLowerCase();
  if (!ready && location.pathname.endsWith("/wall") && (RATES[key] || OTHERS[key] || PRESS[event.key])) {
    event.preventDefault();
    event.stopImmediatePropagation();
    early(RATES[key] || OTHERS[key] || PRESS[event.key]);
    return;
  }
  if (!onWall()) return;
  if (event.key === "?") { event.preventDefault(); toggleKeys(); return; }
  if (event.key === "Escape") { const sheet = document.getElementById("wall-keys"); if (sheet) sheet.hidden = true; return; }
  if (WATCHED.includes(RATES[key] || OTHERS[key]) && button(RATES[key] || OTHERS[key])) watch();
  const name = PRESS[event.key];
  if (!name) return;
  event.preventDefault();
  if (!event.repeat) button(name)?.click();
}
function clicked(event) {
  if (WATCHED.some((name) => button(name)?.contains(event.target))) watch();
  if (event.target.closest?.("#wall-keys-button")) toggleKeys();
}

window.sendsatWall = true;
listen();
document.addEventListener("keydown", pressed, true);
document.addEventListener("click", clicked, true);
})();
