// The wall's own keys, and its watch over saving. Streamlit's shortcuts do the rest; none works while somebody types.
const PRESS = { PageDown: "wall_next", PageUp: "wall_back" };
const RATES = new Set(["1", "2", "3", "0", "n", "N"]);
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

// If the server does not answer a rating, the room must see it: the page itself would show nothing.
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

function pressed(event) {
  if (!onWall() || typing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "?") { event.preventDefault(); toggleKeys(); return; }
  if (event.key === "Escape") { const sheet = document.getElementById("wall-keys"); if (sheet) sheet.hidden = true; return; }
  if (RATES.has(event.key) && button("wall_rate_red")) watch();
  const name = PRESS[event.key];
  if (!name) return;
  event.preventDefault();
  if (!event.repeat) button(name)?.click();
}
function clicked(event) {
  if (event.target.closest?.('[class*="st-key-wall_rate_"] button')) watch();
  if (event.target.closest?.("#wall-keys-button")) toggleKeys();
}

export default function () {
  if (window.sendsatWall) return;
  window.sendsatWall = true;
  document.addEventListener("keydown", pressed, true);
  document.addEventListener("click", clicked, true);
}
