// Tells a screen reader what parts of the page are, where Streamlit has no words for it: the language, the menu and which
// of its links is open, which statement a rating belongs to, what a bar measures, which box holds what could not be saved.
function set(part, name, value) {
  if (part && part.getAttribute(name) !== value) part.setAttribute(name, value);
}
// The address of Home is empty, which the browser would take for the page that is open.
function leadsHere(link) {
  if (/^(\?|$)/.test(link.getAttribute("href"))) return location.pathname.endsWith("/");
  return new URL(link.href).pathname === location.pathname;
}

function nameMenu() {
  const menu = document.querySelector(".st-key-menu");
  set(menu, "role", "navigation");
  set(menu, "aria-label", "Pages");
  for (const link of menu?.querySelectorAll("a[href]") ?? []) {
    if (leadsHere(link)) set(link, "aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}
function nameRatings() {
  for (const group of document.querySelectorAll("[class*=st-key-rating_] [role=radiogroup]")) {
    const key = [...group.closest("[class*=st-key-rating_]").classList].find((name) => name.startsWith("st-key-rating_"));
    const heading = key.split("_").at(-1);
    if (!document.getElementById(heading)) continue;
    set(group, "id", `ratings-of-${heading}`);
    set(group, "aria-labelledby", `ratings-of-${heading} ${heading}`);  // "Rating of LM3", then the statement
  }
}
function nameBars() {
  for (const bar of document.querySelectorAll("[class*=st-key-standing_] [role=progressbar]")) {
    const link = bar.closest("[class*=st-key-standing_]").querySelector("a");
    if (link) set(bar, "aria-label", link.textContent.trim());
  }
}
// The chart's text is said with its name; its letters and numbers are not said once more.
function quietCharts() {
  for (const drawing of document.querySelectorAll(".js-plotly-plot svg.main-svg")) {
    if (drawing.closest("[aria-label]")) set(drawing, "aria-hidden", "true");
  }
}
function markInvalid() {
  const wrong = new Set([...document.querySelectorAll("[data-invalid]")].map((one) => one.dataset.invalid));
  for (const key of wrong) {
    const box = document.querySelector(`.st-key-${CSS.escape(key)} :is(input, textarea)`);
    set(box, "aria-invalid", "true");
    set(box, "data-wrong", key);
  }
  for (const box of document.querySelectorAll("[data-wrong]")) {
    if (wrong.has(box.dataset.wrong)) continue;
    set(box, "aria-invalid", "false");
    delete box.dataset.wrong;
  }
}
function nameAll() {
  set(document.documentElement, "lang", "en-GB");
  [nameMenu, nameRatings, nameBars, quietCharts, markInvalid].forEach((name) => name());
}

function nameParts() {
  if (window.sendsatNaming) return;
  window.sendsatNaming = true;
  let asked = 0;
  nameAll();
  new MutationObserver(() => {
    cancelAnimationFrame(asked);
    asked = requestAnimationFrame(nameAll);
  }).observe(document.body, { childList: true, subtree: true });
}
