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
