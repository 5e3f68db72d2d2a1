// Brings into view what was asked for: the statement or term of a link, the part that was opened, a term's
// whole tip.

// A link to one statement or term carries ?at=ID: show it once it is drawn, and only once.
let shown = "";
function scrollToAddress() {
  const wanted = new URLSearchParams(location.search).get("at");
  if (!wanted || /\/(statement|reading)$/.test(location.pathname) || shown === location.pathname + wanted) return;
  const target = document.getElementById(wanted);
  if (!target) return;
  shown = location.pathname + wanted;
  target.scrollIntoView({ block: "start" });
}

// A link to Results with one statement open: on a phone it stands below the tiles, and comes into view once it is drawn.
let opened = "";
function scrollToOpened() {
  const statement = new URLSearchParams(location.search).get("statement") ?? "";
  const title = document.querySelector(`.leaders[data-statement="${CSS.escape(statement)}"] h2`);
  if (!title || opened === statement) return;
  opened = statement;
  const { top, bottom } = title.getBoundingClientRect();
  if (top < 0 || bottom > innerHeight) title.scrollIntoView({ block: "start" });
}

// Does something as soon as what it needs is drawn, however long the server takes; given up when somebody goes on.
let waiting;
function whenDrawn(act) {
  waiting?.disconnect();
  waiting = new MutationObserver((_, watch) => {
    if (!act()) return;
    watch.disconnect();
    requestAnimationFrame(act);  // what was drawn can be drawn anew before it is painted
  });
  waiting.observe(document.body, { childList: true, subtree: true, characterData: true });
}
function giveUp() { waiting?.disconnect(); }

// Who asked to plan an action types it next: its box comes into view and holds the focus, once for each asking.
let planned = "";
function goOnInPlan() {
  const mark = document.querySelector("[data-asked]");
  const box = mark && document.querySelector(`.st-key-${mark.dataset.box} textarea`);
  if (!box || mark.dataset.asked === planned) return;
  planned = mark.dataset.asked;
  if (document.activeElement?.matches("input, textarea")) return;  // somebody types elsewhere meanwhile
  shown = location.pathname + new URLSearchParams(location.search).get("at");
  box.scrollIntoView({ block: "center" });
  box.focus({ preventScroll: true });
}

// From one part to the next: its beginning comes into view and is where the keyboard goes on.
function followPart(event) {
  if (!event.target.closest?.('[class*="st-key-go_"], .st-key-next_part')) return;
  const before = document.querySelector("h2.part")?.textContent;
  whenDrawn(() => {
    const heading = document.querySelector("h2.part");
    if (!heading || heading.textContent === before) return false;
    heading.closest("[data-testid=stMain]")?.scrollTo(0, 0);
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    return true;
  });
}

// On a phone the row of parts scrolls sideways: the open one is brought into view when it changes.
let open = "";
function showOpenPart() {
  const here = document.querySelector(".here");
  const row = here?.closest(".st-key-parts");
  const part = document.querySelector("h2.part")?.textContent;
  if (!row || part === open) return;
  open = part;
  row.scrollLeft += here.getBoundingClientRect().left - row.getBoundingClientRect().left;
}

function shutTerms(event) {
  if (event.key !== "Escape") return;
  document.querySelectorAll(".term").forEach((term) => term.classList.add("shut"));
  if (document.activeElement?.matches?.(".term")) document.activeElement.blur();
}
// Enter or Space on a term shows its meaning, and once more hides it.
function pressTerm(event) {
  const term = event.target.closest?.(".term");
  if (!term || (event.key !== "Enter" && event.key !== " ")) return;
  event.preventDefault();
  term.classList.toggle("shut");
}
function openTerms(event) {
  const tip = event.target.closest?.(".term")?.querySelector(".tip");
  if (tip) { requestAnimationFrame(() => tip.scrollIntoView({ block: "nearest" })); return; }
  document.querySelectorAll(".term.shut").forEach((term) => term.classList.remove("shut"));
}

function moveToWhatIsAskedFor() {
  if (window.sendsatMoving) return;
  window.sendsatMoving = true;
  document.addEventListener("keydown", giveUp, true);
  document.addEventListener("pointerdown", giveUp, true);
  document.addEventListener("click", followPart);
  document.addEventListener("keydown", shutTerms);
  document.addEventListener("keydown", pressTerm);
  document.addEventListener("pointerover", openTerms);
  document.addEventListener("focusin", openTerms);
  new MutationObserver(goOnInPlan).observe(document.body, { childList: true, subtree: true });
  setInterval(() => { showOpenPart(); scrollToAddress(); scrollToOpened(); }, 700);
}
