// Streamlit sends a press not at once but with a timer, and until then it counts as held down: whatever else is sent in
// between, as the wall's clock does each second, carries the same press, and it counts twice. On a slow computer that is
// no rare thing. So the press goes out before any other timer can come.
const SENDS_A_PRESS = "sendUpdateWidgetsMessage";
function sendPressesAtOnce() {
  if (window.sendsatPresses) return;
  window.sendsatPresses = true;
  const later = window.setTimeout;
  window.setTimeout = (act, wait, ...more) => {
    const isPress = !wait && typeof act === "function" && String(act).includes(SENDS_A_PRESS);
    if (!isPress) return later(act, wait, ...more);
    queueMicrotask(act);
    return 0;
  };
}

// While a page is still being drawn, what is on it moves: a button pressed just then can go from under the pointer before
// it is let go, and the browser takes that for no press. Whoever held still meant the button that they pressed.
const CAN_BE_PRESSED = "button, a[href], label, summary, [role=tab]";
const HELD_STILL = 4; // pixels
function pressWhatMovedAway() {
  if (window.sendsatMovedAway) return;
  window.sendsatMovedAway = true;
  let held = null;
  addEventListener("pointerdown", (event) => {
    const control = event.isPrimary && event.button === 0 && event.target.closest?.(CAN_BE_PRESSED);
    held = control ? { control, name: control.textContent, at: placeOf(control), event } : null;
  }, true);
  addEventListener("pointerup", (event) => {
    const pressed = held;
    held = null;
    if (!pressed || pressed.control.contains(event.target) || !hasMovedAway(pressed, event)) return;
    setTimeout(() => pressed.control.click()); // after what the browser makes of it
  }, true);
  addEventListener("pointercancel", () => { held = null; }, true);
}

function placeOf(control) {
  const { left, top } = control.getBoundingClientRect();
  return `${left} ${top}`;
}

// A question that came meanwhile lies over the page, and is to be answered first.
function isCovered(control) {
  const { left, top, width, height } = control.getBoundingClientRect();
  const there = document.elementFromPoint(left + width / 2, top + height / 2);
  return there !== null && !control.contains(there);
}

// The wall's buttons stand still, and what is pressed there goes by turns (wall_presses.js).
function hasMovedAway({ control, name, at, event }, end) {
  const isStill = Math.hypot(end.clientX - event.clientX, end.clientY - event.clientY) <= HELD_STILL;
  const isSame = control.isConnected && control.textContent === name && !control.closest(".st-key-wall_controls");
  return isStill && isSame && placeOf(control) !== at && !isCovered(control);
}
