// Single keys that act: on the wall, in the large reading mode, and on section pages where somebody asked for them.
//
// What one key press is to do: decided from what is so at that moment, and from nothing else.
// `press` has `key` and whether `ctrl`, `meta` or `alt` is held. `now` says: `inBox`, somebody is typing in a box;
// `awaits`, a panel was asked for and its box is on the way; `rests`, a box had the focus and nobody has pressed Esc or
// clicked elsewhere since; `hasNumbers`, a panel with numbers is open; `hasGuidance`, guidance is open; `onButton`, Tab led
// to a button or link, which Space presses; `isOff`, somebody has switched the keys off; `isBlank`, the wall shows nothing;
// `isOurs`, the key is one of the page's.
//
// Gives "show" (the blank wall shows again, and the press does nothing else), "leave" (out of the box), "close" (the
// guidance goes away), "wake" (keys act again), "keep" (a letter for the box that is on the way), "rest" (nothing happens),
// "number" (the digit goes to the panel), "page" (guidance turns its page), "act", or "pass" (not ours).
function keyDoes(press, now) {
  if (now.isBlank) return "show";
  if (now.inBox) return press.key === "Escape" ? "leave" : "pass";
  if (press.ctrl || press.meta || press.alt) return "pass";
  if (press.key === "Escape") return now.hasGuidance && !now.rests && !now.awaits ? "close" : "wake";
  const turns = now.hasGuidance && [" ", "PageDown", "PageUp"].includes(press.key);
  if (now.isOff) return now.isOurs && press.key !== " " && !turns ? "rest" : "pass";
  if (now.awaits && (press.key.length === 1 || press.key === "Backspace")) return "keep";
  if (now.awaits || now.rests) return now.isOurs ? "rest" : "pass";
  if (press.key === " " && now.onButton) return "pass";
  if (turns) return "page";
  if (now.hasNumbers && /^[0-9]$/.test(press.key)) return "number";
  return now.isOurs ? "act" : "pass";
}

// What somebody types or chooses in; the choices that a box opens belong to it.
function isBox(one) {
  const boxes = "input, textarea, select, [contenteditable=true], [role=spinbutton], [role=listbox], " +
    "[role=grid], [role=dialog]:not(#wall-keys), dialog";
  return one instanceof Element && one.closest(boxes) !== null;
}
function isInBox(event) {
  return isBox(event.composedPath()[0]);
}
// The reading settings have the keys to themselves: Escape shuts them, digits choose nothing behind them.
function isPanelOpen() {
  return document.querySelector("dialog[open]") !== null;
}
function isOnButton() {
  return document.activeElement?.matches("button, a, summary, [tabindex='0']") ?? false;
}

// From the first focus of a box until Esc, or a click elsewhere, what is typed is meant for a box: where the box goes away,
// or Tab leads to a button, the keys rest, and a line says so. `isHere` says whether the page that has the keys is shown,
// `isLate` whether a box that was asked for does not come.
function restingKeys(isHere, isLate = () => false) {
  let writing = false, hasTold = false;
  const keys = {
    rest: () => writing,
    // In the reading settings nobody writes.
    focused: (event) => { if (isInBox(event) && !event.target.closest("dialog") && isHere()) writing = true; },
    // What was written is done with: nobody is left in the middle of a word.
    finish: () => { writing = false; },
    wake: () => { writing = false; keys.tell(); },
    tell: () => {
      if (!isHere()) writing = false;
      const rests = isHere() && ((writing && !isBox(document.activeElement)) || isLate());
      let line = document.getElementById("wall-rest");
      if (!line && !isHere()) return;
      if (!line) {
        line = document.createElement("div");
        line.id = "wall-rest";
        line.setAttribute("role", "status");
        document.body.append(line);
      }
      // Several scripts share the line: only the one that wrote on it wipes it.
      if (!rests && !hasTold) return;
      hasTold = rests;
      const words = rests ? "Keys rest. Press Esc or click to use them again." : "";
      if (line.textContent !== words) line.textContent = words;
    },
  };
  return keys;
}

// Whoever dictates, or presses keys by chance, can switch the single keys off; this browser remembers it.
function remembered(name) {
  let isOnHere = false;
  const remembers = () => {
    try { return localStorage.getItem(name) !== null; } catch { return false; /* it lasts as long as the page */ }
  };
  const isOn = () => isOnHere || remembers();
  return {
    isOn,
    turn: () => {
      const turnsOn = !isOn();
      isOnHere = turnsOn;
      try {
        if (turnsOn) localStorage.setItem(name, "1");
        else localStorage.removeItem(name);
      } catch { /* storage full or forbidden */ }
    },
  };
}
function keysOff() {
  const off = remembered("sendsat-wall-keys-off");
  return {
    ...off,
    tell: () => {
      document.documentElement.toggleAttribute("data-wall-keys-off", off.isOn());
      const one = document.getElementById("wall-keys-switch");
      if (one && one.getAttribute("aria-checked") !== String(!off.isOn())) one.setAttribute("aria-checked", String(!off.isOn()));
    },
  };
}
function toggleKeysSheet() {
  const sheet = document.getElementById("wall-keys");
  if (!sheet) return;
  sheet.hidden = !sheet.hidden;
  if (!sheet.hidden) sheet.focus();
}

// Whether the sheet was there to be put away.
function hideKeysSheet() {
  const sheet = document.getElementById("wall-keys");
  const wasOpen = sheet !== null && !sheet.hidden;
  if (wasOpen) sheet.hidden = true;
  return wasOpen;
}

// Guidance that is longer than its place is read a page at a time; a line says which page this is.
function openGuidance() {
  return document.querySelector(".paged .whole-guidance");
}
function turnGuidance(by) {
  const sheet = openGuidance();
  sheet.scrollTop = (guidancePage(sheet).page - 1 + by) * pageHeight(sheet);
  tellGuidancePage();
}
// A page keeps a line or two of the one before.
function pageHeight(sheet) {
  return Math.max(40, sheet.clientHeight * 0.88);
}
function guidancePage(sheet) {
  const step = pageHeight(sheet), below = sheet.scrollHeight - sheet.clientHeight;
  const pages = 1 + Math.max(0, Math.ceil(below / step - 0.02));
  return { pages, page: below - sheet.scrollTop < 2 ? pages : 1 + Math.floor(sheet.scrollTop / step + 0.02) };
}
function tellGuidancePage() {
  const sheet = openGuidance(), line = document.getElementById("guidance-page");
  if (!sheet || !line) return;
  const { page, pages } = guidancePage(sheet);
  const words = `Page ${page} of ${pages}`;
  if (line.textContent !== words) line.textContent = words;
}

// Whether words can be put into a box: it shows what is stored. After a while in any case, for it may hold words that
// could not be saved.
function isFilled(box) {
  box.seenSince ??= Date.now();
  return window.sendsatKeeper?.showsStored(box) !== false || Date.now() - box.seenSince > 2000;
}

// Puts the cursor behind what a box holds, and there what was typed on the way.
function fillBox(box, text) {
  box.focus();
  if (box.type === "number") box.select();
  else box.setSelectionRange(box.value.length, box.value.length);
  if (text) document.execCommand("insertText", false, text);
}

// Presses the rating that a digit stands for, unless it is chosen already.
function chooseRating(card, digit) {
  const one = card?.querySelectorAll("[class*=st-key-rating_] [role=radio]")[digit - 1];
  if (one && !one.disabled && one.getAttribute("aria-checked") !== "true") one.click();
}
