// Links of the Results page change the address and what is shown without loading the page anew; opened in another tab,
// copied or without this script they are ordinary links.
let goWithin = () => {};
let resultsLinksAreHeard = false;

function linksGoWithin({ setTriggerValue }) {
  goWithin = (query) => setTriggerValue("go", query);
  if (resultsLinksAreHeard) return;
  resultsLinksAreHeard = true;
  document.addEventListener("click", followWithin, true);
}

function followWithin(event) {
  const link = event.target.closest?.("a[data-within]");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  event.stopPropagation();
  const before = document.querySelector(".leaders")?.dataset.statement ?? "";
  const wanted = new URL(link.href).searchParams.get("statement") ?? "";
  if (wanted !== before || !wanted) goWithin(`${new URL(link.href).search}`);
  whenStands(wanted, () => focusOn(wanted || before, Boolean(wanted), link.dataset.within));
}

// The keyboard goes on at the statement that was opened; once it is closed, at its tile; after a bar, at what it shows.
function focusOn(statement, isOpen, shown) {
  const list = shown && document.getElementById(shown);
  if (list) {
    list.focus({ preventScroll: true });
    list.scrollIntoView({ block: "start" });
    return;
  }
  const target = document.getElementById(isOpen ? "leaders-title" : `tile-${statement}`);
  if (!target) document.querySelector("[data-testid=stMain]")?.scrollTo(0, 0);
  target?.focus({ preventScroll: true });
  if (target && (isOpen || innerWidth <= 640)) target.scrollIntoView({ block: "nearest" });
}

let watching;
function whenStands(statement, act) {
  watching?.disconnect();
  const stands = () => (document.querySelector(".leaders")?.dataset.statement ?? "") === statement;
  if (stands()) return act();
  watching = new MutationObserver((_, watch) => {
    if (!stands()) return;
    watch.disconnect();
    requestAnimationFrame(() => requestAnimationFrame(act));  // what was drawn can be drawn anew before it is painted
  });
  watching.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-statement"] });
}
