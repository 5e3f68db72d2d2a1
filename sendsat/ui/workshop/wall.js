// The wall's own keys, and its watch over saving. Streamlit's shortcuts do the rest; none works while somebody types:
// every press is judged (keyDoes in frame/keys.js) before Streamlit's listeners see it.
(() => {
if (window.sendsatWall) return;
// The one prominent button, whatever it says it will do. A key with "_at_" names besides when it is drawn, so that a press
// which comes late does not do what the button says by then. What Streamlit only retains for its focus is there no more.
const LEAD = "lead";
const RATES = { 1: "wall_rate_red", 2: "wall_rate_amber", 3: "wall_rate_green", n: "wall_rate_not_applicable", 0: "wall_rate_clear" };
const OTHERS = {
  u: "wall_undo", v: "wall_vote", h: "wall_hands", g: "wall_guidance", w: "wall_write", p: "wall_park", e: "wall_end",
  arrowleft: "wall_back", pageup: "wall_back", "shift+arrowright": "wall_next",
};
const LEADS = { " ": LEAD, pagedown: LEAD, arrowright: LEAD };
const KEYS = { ...RATES, ...OTHERS, ...LEADS, "?": "wall_keys", m: "wall_more", b: "wall_blank", a: "wall_agenda" };
const WITH_BOXES = ["wall_write", "wall_hands", "wall_follow"];
const WATCHED = [...Object.values(RATES), "wall_undo", "wall_vote", "wall_park", "wall_end", "wall_lead", LEAD];

const NUMBERS = '[class*="st-key-wall_count_"] input';
const CONTROLS = ":is(.st-key-wall_controls, .st-key-wall_moves)";
// Every screen of the wall has at least one.
const DRAWN = ".st-key-wall_screen :is([data-testid=stButton], [data-testid=stDownloadButton])";
const button = (name) => document.querySelector(name === LEAD
  ? `${CONTROLS} [data-testid=stElementContainer]:not([data-retained]) [data-testid=stBaseButton-primary]`
  : `:is(.st-key-${name}, [class*=st-key-${name}_at_]):not([data-retained]) button`);
const isDrawn = () => document.querySelector("[data-testid=stApp]")?.dataset.testScriptState === "notRunning";
const onWall = () => document.querySelector(".st-key-wall_screen") !== null;
const stamp = () => document.getElementById("wall-saved")?.dataset.stamp ?? "";
const isEmpty = () => location.pathname.endsWith("/wall") && !document.querySelector("[data-testid=stMain] h1");
const wall = { button, stamp, isDrawn, onWall, isEmpty, controls: CONTROLS, drawn: DRAWN };

// The buttons that are folded away stay on the page, so that every key still presses its own.
function toggleMore() {
  document.documentElement.toggleAttribute("data-wall-more");
  tellMore();
}
function tellMore() {
  const open = document.documentElement.hasAttribute("data-wall-more");
  const more = document.getElementById("wall-more-button");
  if (more && more.getAttribute("aria-expanded") !== String(open)) more.setAttribute("aria-expanded", String(open));
}
const blank = () => document.getElementById("wall-blank");
function hide() {
  const sheet = document.createElement("div");
  sheet.id = "wall-blank";
  sheet.setAttribute("role", "status");
  sheet.setAttribute("aria-label", "The wall is blank. Press any key to show it.");
  document.body.append(sheet);
}

// What is typed in the agenda (ui/workshop/agenda/agenda.js) is typed in a box. Once it is closed the keys wake; after a jump they
// wait until the page shows where it led. The agenda's script may come later than the first press: it is told when.
const openAgenda = () => {
  document.documentElement.dataset.agendaAsked = String(Date.now());
  document.dispatchEvent(new Event("sendsat-agenda"));
};

const off = keysOff();

// The panel that was asked for, until its first box is there.
let awaited = null;
const presses = pressesInTurn(wall, (name) => { if (WITH_BOXES.includes(name)) awaited = null; });
const drawWhatLacks = drawsWhatLacks(wall);

let lastNumber = null;
const keys = restingKeys(onWall, () => awaited !== null && Date.now() - awaited.since > 1000);
function focused(event) {
  keys.focused(event);
  if (isInBox(event) && event.target.matches(NUMBERS)) lastNumber = event.target;
}
function wake() {
  awaited = null;
  keys.wake();
}
function tellRest() {
  if (!onWall()) blank()?.remove();
  keys.tell();
}

// A panel that was asked for gets the cursor in its first box, with what was typed while it was on the way.
const opening = () => document.querySelector("[data-opened]")?.dataset;
function awaitBox(name) {
  if (!WITH_BOXES.includes(name) || (presses.isReady() && !button(name))) return;
  const mine = { before: opening()?.opened, text: "", since: Date.now() };
  awaited = mine;
  const look = () => {
    if (awaited !== mine) return;
    const now = opening();
    const box = now && now.opened !== mine.before && isDrawn() &&
      document.querySelector(`.st-key-${CSS.escape(now.box)} :is(textarea, input):not(:disabled)`);
    if (!box || !isFilled(box)) { setTimeout(look, 30); return; }
    awaited = null;
    fillBox(box, mine.text);
  };
  look();
}
// A panel that was asked to go may still stand for a moment: the next press opens one again.
let closed = null;
function openOrShut(name) {
  if (!WITH_BOXES.includes(name)) return;
  const now = opening();
  const own = now?.box.startsWith("wall_count_") ? "wall_hands" : "wall_write";
  if (now && now.opened !== closed && name === own) closed = now.opened;
  else awaitBox(name);
}
// While the agenda is open every key is its own, wherever the focus is: none may act on the statement behind it.
function agendaSheet() { return document.getElementById("wall-agenda"); }
function pressedOverAgenda(event, sheet) {
  const isTyped = sheet.contains(event.target) && (event.target.matches("input") || ["Tab", "Enter", " ", "Shift"].includes(event.key));
  if (isTyped && event.key !== "Escape") return;
  event.stopImmediatePropagation();
  if (event.key === "Escape") document.dispatchEvent(new Event("sendsat-agenda-shut"));
  else if (!event.ctrlKey && !event.metaKey && !event.altKey) sheet.querySelector("input")?.focus();
}
function agendaClosed(event) {
  wake();
  if (event.detail) presses.goesOut();
}
function toNumbers() {
  const box = lastNumber?.isConnected ? lastNumber : document.querySelector(NUMBERS);
  box.focus();
  box.select();
}

function pressed(event) {
  if (isPanelOpen()) return;
  if (!location.pathname.endsWith("/wall")) return;
  const sheet = agendaSheet();
  if (sheet) { pressedOverAgenda(event, sheet); return; }
  const key = (event.shiftKey && event.key === "ArrowRight" ? "shift+" : "") + event.key.toLowerCase();
  const press = { key: event.key, ctrl: event.ctrlKey, meta: event.metaKey, alt: event.altKey };
  const does = keyDoes(press, {
    isBlank: blank() !== null,
    inBox: isInBox(event),
    isOff: off.isOn(),
    awaits: awaited !== null,
    rests: keys.rest(),
    hasNumbers: document.querySelector(NUMBERS) !== null,
    hasGuidance: openGuidance() !== null,
    onButton: isOnButton(),
    isOurs: key in KEYS,
  });
  if (does === "show") { event.preventDefault(); blank().remove(); }
  if (["show", "keep", "rest", "number"].includes(does)) event.stopImmediatePropagation();
  if (does === "leave") { document.activeElement.blur(); wake(); }
  if (does === "wake") { wake(); hideKeysSheet(); }
  if (does === "keep") {
    event.preventDefault();
    awaited.text = event.key === "Backspace" ? awaited.text.slice(0, -1) : awaited.text + event.key;
  }
  if (does === "number") toNumbers();
  if (does === "page" || does === "close") {
    event.preventDefault();
    event.stopImmediatePropagation();
    if (does === "page") turnGuidance(event.key === "PageUp" ? -1 : 1);
    else if (!event.repeat && !hideKeysSheet()) presses.queue("wall_guidance");
  }
  if (does === "act") act(event, KEYS[key]);
  // Enter counts the hands and takes their boxes away: nobody is left in the middle of a word.
  if (event.key === "Enter" && event.target.matches?.(NUMBERS)) keys.finish();
}
function act(event, name) {
  event.preventDefault();
  event.stopImmediatePropagation();
  if (event.repeat) return;
  const own = { wall_keys: toggleKeysSheet, wall_more: toggleMore, wall_blank: hide, wall_agenda: openAgenda }[name];
  if (own) { if (onWall()) own(); return; }
  if (!presses.isReady()) awaitBox(name);
  else if (onWall()) openOrShut(name);
  else return;
  presses.queue(name);
}
function touched(event) {
  blank()?.remove();
  if (agendaSheet()) return;
  if (!isInBox(event)) wake();
  const number = event.target.closest?.("[data-testid=stNumberInput]")?.querySelector("input");
  if (number) lastNumber = number;
}
function clicked(event) {
  const name = [...WATCHED, ...WITH_BOXES].find((one) => button(one)?.contains(event.target));
  if (WATCHED.includes(name)) watchForAnswer(wall);
  if (event.isTrusted) openOrShut(name);
  if (onWall() && event.target.closest?.("#wall-keys-button")) toggleKeysSheet();
  if (event.target.closest?.("#wall-more-button")) toggleMore();
  if (onWall() && event.target.closest?.("#wall-keys-switch")) { off.turn(); off.tell(); }
  presses.byHand(event);
}

window.sendsatWall = true;
addEventListener("keydown", pressed, true);
document.addEventListener("sendsat-agenda-closed", agendaClosed);
addEventListener("focusin", focused, true);
addEventListener("input", focused, true);
addEventListener("pointerdown", touched, true);
setInterval(() => { tellRest(); tellMore(); off.tell(); tellGuidancePage(); drawWhatLacks(); presses.forget(); }, 250);
document.addEventListener("click", clicked, true);
})();
