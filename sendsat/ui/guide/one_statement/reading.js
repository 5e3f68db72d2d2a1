// The keys of the large reading mode. Every press is judged (keyDoes in frame/keys.js) before Streamlit's listeners see it.
(() => {
if (window.sendsatReading) return;
window.sendsatReading = true;
const KEYS = {
  1: "rate", 2: "rate", 3: "rate", arrowright: "next", pagedown: "next", arrowleft: "previous", pageup: "previous",
  w: "write", g: "guidance_turn", "?": "keys",
};
const PATIENCE = 4000;
const isHere = () => location.pathname.endsWith("/reading") && document.querySelector(".st-key-alone_large") !== null;
const isDrawn = () => document.querySelector("[data-testid=stApp]")?.dataset.testScriptState === "notRunning";
const keys = restingKeys(isHere);
const off = keysOff();

// What the page shows: another statement, or guidance opened or closed, tells that a press was answered.
const shown = () => `${document.querySelector("[data-alone]")?.dataset.alone} ${openGuidance() !== null}`;
// Presses act one after another, each on what the one before has led to: 3 after → rates the statement that came.
let asked = null;
const presses = [];
const isWaiting = () => asked !== null && Date.now() - asked.since < PATIENCE && (shown() === asked.before || !isDrawn());
// A part whose own file is still on its way is not there until then: what was pressed for it waits. A closed round has
// neither ratings to choose nor a box.
const BOX = '.st-key-alone_statement [class*="st-key-text_commentary_"] textarea';
const NEEDS = { rate: ".st-key-alone_statement [role=radio]", write: BOX, leave: ".st-key-alone_ways a" };
function isReady() {
  if (!document.querySelector("[data-alone]")) return false;
  const { name, at } = presses[0], needs = NEEDS[name] ?? `.st-key-alone_${name} button`;
  return document.querySelector(needs) !== null || document.querySelector(".st-key-alone_statement .rated") !== null
    || Date.now() - at > PATIENCE;
}
// Letters after W, until the cursor is in its box.
let typed = null;
// What was pressed for the statement that should have come is not meant for the one that is still there.
function dropWhatCameToNothing() {
  if (asked === null || isWaiting() || shown() !== asked.before) return;
  const late = asked.since + PATIENCE;
  while (presses.length > 0 && presses[0].at < late) presses.shift();
}
function serve() {
  dropWhatCameToNothing();
  if (presses.length === 0) return;
  const box = document.querySelector(BOX);
  const fills = presses[0].name === "write" && box !== null && !isFilled(box);
  if (isWaiting() || !isReady() || fills) { setTimeout(serve, 30); return; }
  asked = null;
  const { name, key } = presses.shift();
  if (name === "rate") chooseRating(document.querySelector(".st-key-alone_statement"), Number(key));
  else if (name === "write") write();
  else if (name === "leave") document.querySelector(".st-key-alone_ways a")?.click();
  else press(document.querySelector(`.st-key-alone_${name} button:not(:disabled)`));
  serve();
}
function press(target) {
  if (!target) return;
  asked = { before: shown(), since: Date.now() };
  target.click();
}
function write() {
  const box = document.querySelector(BOX);
  const words = typed;
  typed = null;
  if (box) fillBox(box, words ?? "");
}
function queue(name, key) {
  if (name === "write") typed = "";
  presses.push({ name, key, at: Date.now() });
  serve();
}

function pressed(event) {
  if (!isHere() || isPanelOpen()) return;
  // On a rating that Tab led to, arrows choose, as everywhere.
  if (event.key.startsWith("Arrow") && document.activeElement?.matches("[role=radio]")) return;
  const key = event.key.toLowerCase();
  const does = keyDoes({ key: event.key, ctrl: event.ctrlKey, meta: event.metaKey, alt: event.altKey }, {
    inBox: isInBox(event),
    isOff: off.isOn(),
    awaits: typed !== null,
    rests: keys.rest(),
    hasGuidance: openGuidance() !== null,
    onButton: isOnButton(),
    isOurs: key in KEYS,
  });
  if (does === "pass") return;
  event.stopImmediatePropagation();
  if (does === "rest") return;
  event.preventDefault();
  if (does === "leave") { document.activeElement.blur(); keys.wake(); return; }
  if (does === "keep") { typed = event.key === "Backspace" ? typed.slice(0, -1) : typed + event.key; return; }
  if (does === "page") { turnGuidance(event.key === "PageUp" ? -1 : 1); return; }
  if (!event.repeat) act(does, key);
}
function act(does, key) {
  if (does !== "act") {
    const wasAtRest = keys.rest();
    keys.wake();
    typed = null;
    if (!hideKeysSheet() && !wasAtRest) queue(does === "close" ? "guidance_turn" : "leave");
  } else if (key === "?") toggleKeysSheet();
  else queue(KEYS[key], key);
}
// A control pressed with the mouse gives the focus up, so that arrows and Space are the page's again.
function clicked(event) {
  if (!isHere()) return;
  if (event.target.closest?.("#wall-keys-button")) toggleKeysSheet();
  if (event.target.closest?.("#wall-keys-switch")) { off.turn(); off.tell(); }
  const control = event.target.closest?.(".st-key-alone_large button");
  if (control && event.detail > 0) control.blur();
}

addEventListener("keydown", pressed, true);
addEventListener("focusin", keys.focused, true);
addEventListener("input", keys.focused, true);
addEventListener("pointerdown", (event) => { if (!isInBox(event)) keys.wake(); }, true);
document.addEventListener("click", clicked, true);
setInterval(() => { keys.tell(); off.tell(); tellGuidancePage(); }, 250);
})();
