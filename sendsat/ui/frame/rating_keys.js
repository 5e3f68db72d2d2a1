// On section pages, for whoever asked for it in this browser: 1, 2, 3 rate the statement that has the focus. Where single keys
// are switched off they do nothing, and as on the wall they rest once somebody was in a box, until Esc or a click.
function rateByKeys() {
  if (window.sendsatRatingKeys) return;
  window.sendsatRatingKeys = true;
  const wanted = remembered("sendsat-rating-keys"), off = keysOff();
  const choice = () => document.getElementById("rating-keys-switch");
  const cards = ":is(.st-key-cards, .st-key-alone_statement) > [data-testid=stLayoutWrapper] > [data-testid=stVerticalBlock]";
  const isHere = () => wanted.isOn() && !off.isOn() && !/\/(wall|desk|reading)$/.test(location.pathname) &&
    document.querySelector(cards) !== null;
  const keys = restingKeys(isHere);
  const tell = () => {
    off.tell();
    const one = choice(), checked = String(wanted.isOn());
    if (one && one.getAttribute("aria-checked") !== checked) one.setAttribute("aria-checked", checked);
    keys.tell();
  };
  const pressed = (event) => {
    if (!isHere()) return;
    if (event.key === "Escape") { keys.wake(); return; }
    if (!/^[123]$/.test(event.key)) return;
    const now = { inBox: isInBox(event), rests: keys.rest(), isOurs: true };
    const press = { key: event.key, ctrl: event.ctrlKey, meta: event.metaKey, alt: event.altKey };
    if (keyDoes(press, now) !== "act" || event.repeat) return;
    chooseRating(document.activeElement?.closest(cards), Number(event.key));
  };
  const clicked = (event) => {
    if (choice()?.contains(event.target)) { wanted.turn(); tell(); }
  };
  addEventListener("keydown", pressed, true);
  addEventListener("focusin", keys.focused, true);
  addEventListener("pointerdown", (event) => { if (!isInBox(event)) keys.wake(); }, true);
  document.addEventListener("click", clicked, true);
  setInterval(tell, 500);
}
