// What one key press is to do on the wall: decided from what is so at that moment, and from nothing else.
//
// `press` has `key` and whether `ctrl`, `meta` or `alt` is held. `now` says: `inBox`, somebody is typing in a box;
// `awaits`, a panel was asked for and its box is on the way; `rests`, a box had the focus and nobody has pressed Esc or
// clicked elsewhere since; `hasNumbers`, a panel with numbers is open; `onButton`, Tab led to a button or link, which
// Space presses; `isOff`, somebody has switched the keys off; `isBlank`, the wall shows nothing; `isOurs`, the key is one of the wall's.
//
// Gives "show" (the blank wall shows again, and the press does nothing else), "leave" (out of the box), "wake" (keys act again), "keep" (a letter for the box that is on the way), "rest"
// (nothing happens), "number" (the digit goes to the panel), "act", or "pass" (not ours).
function wallKeyDoes(press, now) {
  if (now.isBlank) return "show";
  if (now.inBox) return press.key === "Escape" ? "leave" : "pass";
  if (press.ctrl || press.meta || press.alt) return "pass";
  if (press.key === "Escape") return "wake";
  if (now.isOff) return now.isOurs && press.key !== " " ? "rest" : "pass";
  if (now.awaits && (press.key.length === 1 || press.key === "Backspace")) return "keep";
  if (now.awaits || now.rests) return now.isOurs ? "rest" : "pass";
  if (press.key === " " && now.onButton) return "pass";
  if (now.hasNumbers && /^[0-9]$/.test(press.key)) return "number";
  return now.isOurs ? "act" : "pass";
}
