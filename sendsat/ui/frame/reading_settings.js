// How one reads: size and spacing of text, length of lines, contrast, movement, and buttons that read aloud. It is kept in
// this browser and stands as attributes at the root of the page, which reading_settings.css follows: nothing is asked of the
// server, and Streamlit draws below the root only. Phones that join use the same (serving/phones/join.html).
const READING_KEPT = "sendsat-reading-settings";
const READING_SIZES = [["", "As usual"], ["125", "Larger"], ["150", "Large"], ["200", "Twice the size"]];
const READING_SWITCHES = [
  ["spacing", "More space between letters, words and lines"],
  ["lines", "Shorter lines"],
  ["contrast", "More contrast"],
  ["still", "Less movement"],
  ["aloud", "Buttons that read aloud"],
];
let readingNow = {};

// Only what is known counts, whatever a browser has kept.
function readingFrom(kept) {
  let told = null;
  try { told = JSON.parse(kept ?? ""); } catch { /* nothing kept, or not by us */ }
  const known = {};
  if (READING_SIZES.some(([size]) => size && size === told?.size)) known.size = told.size;
  for (const [name] of READING_SWITCHES) if (told?.[name] === true) known[name] = true;
  return known;
}
function readingKept() {
  try { return readingFrom(localStorage.getItem(READING_KEPT)); } catch { return readingNow; /* storage forbidden */ }
}
function followReading(settings) {
  readingNow = settings;
  const root = document.documentElement;
  for (const name of ["size", ...READING_SWITCHES.map(([one]) => one)]) {
    if (settings[name]) root.setAttribute(`data-read-${name}`, settings[name] === true ? "" : settings[name]);
    else root.removeAttribute(`data-read-${name}`);
  }
  showReading();
}
function keepReading(settings) {
  try {
    if (Object.keys(settings).length) localStorage.setItem(READING_KEPT, JSON.stringify(settings));
    else localStorage.removeItem(READING_KEPT);
  } catch { /* it lasts as long as the page */ }
  followReading(settings);
}

const readingPanel = () => document.getElementById("reading-settings");
// What is chosen, as the panel shows it.
function readingChosen() {
  const chosen = {};
  for (const box of readingPanel().querySelectorAll("input:checked")) {
    if (box.type === "checkbox") chosen[box.name] = true;
    else if (box.value) chosen.size = box.value;
  }
  return chosen;
}
function showReading() {
  for (const box of readingPanel()?.querySelectorAll("input") ?? []) {
    box.checked = box.type === "checkbox" ? readingNow[box.name] === true : box.value === (readingNow.size ?? "");
  }
}
function makeReadingPanel() {
  const panel = document.createElement("dialog");
  panel.id = "reading-settings";
  panel.setAttribute("aria-labelledby", "reading-settings-name");
  const sizes = READING_SIZES.map(([value, word]) =>
    `<label><input type="radio" name="reading-size" value="${value}"> ${word}</label>`);
  const switches = READING_SWITCHES.map(([name, words]) =>
    `<label data-switch="${name}"><input type="checkbox" name="${name}"> ${words}</label>`);
  panel.innerHTML = `<h2 id="reading-settings-name">Reading settings</h2>
    <p>They work at once, on every page. They are kept on this device, in this browser, and nobody else sees them.</p>
    <fieldset><legend>Size of text</legend>${sizes.join("")}</fieldset>
    <div class="switches">${switches.join("")}</div>
    <p class="ends"><button type="button" data-reading-does="usual">All as usual</button>
    <button type="button" data-reading-does="done">Done</button></p>`;
  panel.addEventListener("change", () => keepReading(readingChosen()));
  panel.addEventListener("click", (event) => {
    const does = event.target.closest("[data-reading-does]")?.dataset.readingDoes;
    if (does === "usual") keepReading({});
    if (does === "done") panel.close();
  });
  document.body.append(panel);
  showReading();
}
function openReading() {
  if (!readingPanel()) makeReadingPanel();
  if (!readingPanel().open) readingPanel().showModal();
}
// The first stop of every page that has no such button of its own.
function makeReadingOpener() {
  const opener = document.createElement("button");
  opener.type = "button";
  opener.id = "reading-opener";
  opener.className = "opens-reading";
  opener.setAttribute("aria-haspopup", "dialog");
  opener.textContent = "Reading settings";
  document.body.prepend(opener);
}

function setReading() {
  if (window.sendsatReadingSettings) return;
  window.sendsatReadingSettings = true;
  followReading(readingKept());
  if (!document.querySelector("main > .opens-reading")) makeReadingOpener();
  document.addEventListener("click", (event) => { if (event.target.closest?.(".opens-reading")) openReading(); });
  // What is chosen in one window is so in all others.
  addEventListener("storage", (event) => { if (event.key === READING_KEPT || event.key === null) followReading(readingKept()); });
}
