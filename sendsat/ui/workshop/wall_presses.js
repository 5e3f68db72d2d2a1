// How the wall's buttons are pressed, by keys and by hand (wall.js). `wall` says what is so: `button(name)` and `stamp()`
// find the button and the number of the latest answer, `isDrawn()` and `onWall()` whether the page is whole and a wall,
// `isEmpty()` whether nothing at all is drawn; `controls` and `drawn` are where its buttons stand and any of them.

// Each press counts, and one after another: it waits until the buttons are there, as after a reload, and until the page
// shows what the press before it did. A press whose button is not on this screen does nothing but `missed(name)`, and none
// closes the workshop that was made before the button that closes it was seen.
function pressesInTurn(wall, missed) {
  // How long a press waits for the one before it, and how long while the server still works on that one.
  const patience = 4000, longest = 20000;
  let ready = false;
  let asked = null;
  const presses = [];
  const goesOut = () => { asked = { before: wall.stamp(), since: Date.now() }; };
  const isWaiting = () => asked !== null && (wall.stamp() === asked.before || !wall.isDrawn());
  const closes = (one) => one?.closest('[class*="st-key-wall_close"]')?.className ?? "";
  function queue(name) {
    presses.push({ name, since: Date.now(), saw: closes(wall.button(name)) });
    serve();
  }
  function serve() {
    if (presses.length === 0) return;
    const first = presses[0], waited = Date.now() - ((ready && asked?.since) || first.since);
    const late = waited > (wall.isDrawn() ? patience : longest);
    const comes = !wall.button(first.name) && !wall.isDrawn();
    if (!late && (!ready || isWaiting() || comes)) { setTimeout(serve, 30); return; }
    if (asked && wall.stamp() === asked.before) presses.length = 1;
    asked = null;
    presses.shift();
    const target = wall.button(first.name);
    if (target && closes(target) === first.saw) {
      goesOut();
      target.click();
    } else missed(first.name);
    serve();
  }
  // A button pressed by hand while the press before is not shown yet waits for its turn like a key.
  function byHand(event) {
    const one = event.isTrusted && event.target.closest?.(`${wall.controls} [data-testid=stButton] button`);
    const name = one && [...(one.closest('[class*="st-key-wall_"]')?.classList ?? [])].find((each) => each.startsWith("st-key-wall_"));
    if (!name) return;
    if (event.detail > 0) one.blur();
    if (isWaiting()) {
      event.preventDefault();
      event.stopImmediatePropagation();
      queue(name.slice("st-key-".length));
    } else goesOut();
  }
  const timer = setInterval(() => {
    if (!document.querySelector(wall.drawn)) return;
    clearInterval(timer);
    setTimeout(() => { ready = true; }, 100);
  }, 50);
  const forget = () => { if (!isWaiting()) asked = null; };
  return { queue, byHand, goesOut, forget, isReady: () => ready };
}

// If the server does not answer, the room must see it: the page itself would show nothing.
function warnThatNothingIsSaved() {
  if (document.getElementById("wall-unsaved")) return;
  const box = document.createElement("div");
  box.id = "wall-unsaved";
  box.setAttribute("role", "alert");
  box.textContent = "NOT SAVED: no answer from sendsat";
  document.body.append(box);
}
function watchForAnswer(wall) {
  const before = wall.stamp();
  const late = setTimeout(() => { if (wall.onWall() && wall.stamp() === before) warnThatNothingIsSaved(); }, 4000);
  const answered = setInterval(() => {
    if (wall.stamp() === before && wall.onWall()) return;
    clearInterval(answered);
    clearTimeout(late);
    document.getElementById("wall-unsaved")?.remove();
  }, 200);
}

// Streamlit may end two drawings that cross each other with the buttons left out, or with all of it. No key would then
// work, so the wall is drawn again, as often as it takes: each call looks whether that is so.
function drawsWhatLacks(wall) {
  let bareSince = null, redrawn = 0;
  return () => {
    const isBare = (wall.onWall() || wall.isEmpty()) && wall.isDrawn() && !document.querySelector(wall.drawn);
    if (!isBare) { bareSince = null; redrawn = 0; }
    else if (bareSince === null) bareSince = Date.now();
    else if (Date.now() - bareSince > 1000) {
      bareSince = null;
      redrawn += 1;
      // What asks for a new drawing may be gone as well. Nothing is typed where nothing stands, so the page is loaded again.
      if (redrawn > 2 && wall.isEmpty()) location.reload();
      else window.sendsatDrawAgain?.();
    }
  };
}
