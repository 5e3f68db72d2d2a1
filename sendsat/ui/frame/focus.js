// Keeps the keyboard's place. What a press changes is often drawn anew, and the browser then drops the focus on the whole
// page: the next Tab would begin at the top. So the control with the focus is remembered, with all those around it. Once
// it is gone the keyboard goes on at the same control drawn anew; else at what came of the press; else at what stands in its
// place, or before it; else at the heading of a new page. Whoever has gone elsewhere meanwhile is left alone.
const STOPS = "a[href], button, input, select, textarea, summary, canvas[tabindex], [role=radio], [role=tab]";
const PLACES = "[data-testid=stMain], [data-testid=stSidebar]";

// What comes of a press is told by the key of the control: of clearing a rating its Undo, of Undo the rating, of planning
// a step the action, of moving a round or team to the bin what puts it back, of erasing it or a person the certificate, of
// removing a provider or merging a site what brings it back, of undoing a team's move its site, of making a file its download.
const OUTCOMES = [
  [/^clear_(.+)$/, (where) => `.st-key-undo_${where} button`],
  [/^undo_(\d+_\w+)$/, (where) => `.st-key-rating_${where} [role=radio][aria-checked=true]`],
  [/^bin_((?:team_)?\d+)$/, (what) => `.st-key-unbin_${what} button`],
  [/^(?:erase_(?:team_)?\d+|remove_now)()$/, () => ".st-key-certificate button"],
  [/^erase_organisation_\d+()$/, () => ".st-key-organisation_certificate button"],
  [/^provider_(?:remove|merge)_(\d+)$/, (provider) => `.st-key-provider_back_${provider} button`],
  [/^provider_back_(\d+)$/, (provider) => `.st-key-provider_remove_${provider} button`],
  [/^merge_(\d+)_into_\d+$/, (site) => `.st-key-unmerging_${site} button`],
  [/^unmerge_(\d+)$/, (site) => `.st-key-merging_${site} button`],
  [/^unplace_(\d+)$/, (team) => `.st-key-team_site_${team} input`],
  [/^(?:share_make|take_back_\d+)()$/, () => ".st-key-share_file button"],
  [/^plan_\d+_(\d+_\w+)$/, (where) => `.st-key-open_${where} [class*="st-key-text_atext_"] textarea`],
];

function keyOf(stop) {
  const names = stop.closest('[class*="st-key-"]')?.getAttribute("class") ?? "";
  return /(?:^|\s)st-key-(\S+)/.exec(names)?.[1] ?? "";
}
// A table is one picture, whose text is all that it holds.
const labelOf = (stop) => stop.matches("canvas") ? "" : (stop.getAttribute("aria-label") ?? stop.textContent ?? "").trim();

// Names every stop so that it is known again when it is drawn anew: key, kind and label, and which of several alike it is.
function namedStops(root) {
  const counted = new Map(), found = new Map();
  for (const stop of root.querySelectorAll(STOPS)) {
    const key = stop.matches("canvas") ? "" : keyOf(stop);
    const name = `${key}|${stop.tagName}|${labelOf(stop)}`;
    const number = (counted.get(name) ?? 0) + 1;
    counted.set(name, number);
    found.set(`${name}|${number}`, stop);
  }
  return found;
}
// A tab that Streamlit is about to draw anew loses its tabindex until then, and with it the focus.
const isStop = (stop) => !stop.disabled && (stop.tabIndex >= 0 || stop.hasAttribute("tabindex"));
const canTake = (stop) => stop && isStop(stop) && stop.checkVisibility?.({ visibilityProperty: true }) !== false;
// The arrow of a list to choose from, say, can be pressed, yet Tab passes it by.
const canTab = (stop) => canTake(stop) && !stop.matches('button[tabindex="-1"]');

let place = null;

// A control in a panel that floats above the page belongs to the one that opened it. A press of the mouse gives the focus
// and is a click as well: what nothing has changed since is not gone through twice.
function remember(stop) {
  if (place?.isFresh && place.stop === stop) return;
  const root = stop.closest(PLACES);
  const names = root ? [...namedStops(root)] : place?.names ?? [];
  const own = root ? names.findIndex(([, one]) => one === stop) : place?.own ?? -1;
  place = { stop, root: root ?? place?.root, names, own, key: keyOf(stop), path: location.pathname, isFresh: true };
}

function outcome() {
  for (const [pattern, selector] of OUTCOMES) {
    const found = place.key.match(pattern);
    if (found) return [...document.querySelectorAll(selector(found[1]))].findLast(canTake);
  }
  return null;
}

// The stop that stands where the lost one stood, between those that stood around it; or the one before; or the one after.
function inItsPlace(now) {
  const stops = [...now.values()];
  const names = place.names.map(([name]) => name);
  const isLeft = (name) => canTab(now.get(name));
  const before = now.get(names.slice(0, place.own).findLast(isLeft));
  const after = now.get(names.slice(place.own + 1).find(isLeft));
  const from = before ? stops.indexOf(before) + 1 : 0;
  const to = after ? stops.indexOf(after) : stops.length;
  return stops.slice(from, to).find(canTab) ?? before ?? after;
}

function heading() {
  const title = document.querySelector("[data-testid=stMain] h1");
  if (title) title.tabIndex = -1;
  return title;
}

const isNowhere = () => !document.activeElement || document.activeElement === document.body;
const isLost = () => place && isNowhere() && (place.isDropped || !(place.stop.isConnected && canTake(place.stop)));
// What Streamlit's page loads only when the first of its kind is drawn: its place is there before the control is.
const LATE = ".st-key-certificate, .st-key-organisation_certificate, .st-key-share_file";
const isStillToCome = () => [...document.querySelectorAll(LATE)].some((one) => !one.querySelector("button"));
const isDrawn = () => document.querySelector("[data-testid=stApp]")?.dataset.testScriptState !== "running"
  && !isStillToCome();

// The wall and the large reading mode have keys of their own, which rest while a button has the focus; the desk's boxes follow the room until they get it.
const isWall = () => /\/(wall|desk|reading)$/.test(location.pathname);

function giveBack() {
  if (isWall()) place = null;
  if (!isLost()) return;
  const root = place.root?.isConnected ? place.root : document.body;
  const now = namedStops(root);
  const same = now.get(place.names[place.own]?.[0]);
  if (location.pathname === place.path && canTake(same)) { same.focus(); return; }
  if (!isDrawn()) return;
  requestAnimationFrame(() => requestAnimationFrame(() => {
    if (!isLost() || !isDrawn()) return;
    if (location.pathname === place.path) (outcome() ?? inItsPlace(namedStops(root)))?.focus();
    else heading()?.focus({ preventScroll: true });  // the address may have led further down
  }));
}

function putDown(event) {
  const left = event.target;
  if (event.relatedTarget) return;
  // A control that is taken away, or cannot be used for a moment, is left as well, but by nobody.
  queueMicrotask(() => {
    if (left !== place?.stop) return;
    if (left.isConnected && canTake(left)) place = null;
    else place.isDropped = true;
  });
}

// While a control is out of use nothing tells that somebody leaves it for an empty place of the page.
function leaveForNothing(event) {
  if (place?.isDropped && event.target.closest?.(PLACES) && !event.target.closest(`${STOPS}, label`)) place = null;
}

function keepFocus() {
  if (window.sendsatFocus) return;
  window.sendsatFocus = true;
  const note = (event) => {
    const stop = event.target.closest?.(STOPS);
    if (stop && !isWall()) remember(stop);
  };
  document.addEventListener("focusin", note);
  document.addEventListener("click", note, true);
  document.addEventListener("focusout", putDown);
  document.addEventListener("pointerdown", leaveForNothing, true);
  // Whether a control that is still there can be seen is asked at most once a frame: each time the browser has to work out
  // the style of the whole page for it.
  let asked = 0;
  new MutationObserver(() => {
    if (place) place.isFresh = false;
    if (!place || !isNowhere()) return;
    if (!place.stop.isConnected) { giveBack(); return; }
    cancelAnimationFrame(asked);
    asked = requestAnimationFrame(giveBack);
  }).observe(document.body, {
    childList: true, subtree: true, characterData: true, attributes: true,
    attributeFilter: ["disabled", "tabindex", "aria-label", "data-test-script-state"],
  });
}
