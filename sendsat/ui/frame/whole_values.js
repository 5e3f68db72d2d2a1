// A select box cannot wrap what it shows: in large text, or in a narrow column, a long value is cut. Then the whole of it
// stands below the box as well, where the style sheet writes it from `data-whole`, for eyes alone: a screen reader hears
// all of the box anyway.
function showWholeValues() {
  for (const box of document.querySelectorAll("[data-testid=stSelectbox]")) {
    const shown = box.querySelector("input");
    const isCut = shown && shown.clientWidth > 0 && shown.getAttribute("aria-expanded") !== "true" && shown.scrollWidth > shown.clientWidth + 1;
    if (!isCut) box.removeAttribute("data-whole");
    else if (box.dataset.whole !== shown.value) box.dataset.whole = shown.value;
  }
}
// A list of many choices is drawn row by row as one scrolls, each row as high as one line of plain text, so that longer
// names would lie over one another. The list as a whole is drawn larger, with its letters as before: its rows then have
// the height of the longest one seen, and what Streamlit counts in its own pixels still holds.
const ROWS = "[role=listbox] [role=presentation] > [role=presentation]";
function growRows() {
  const rows = [...document.querySelectorAll(ROWS)];
  const list = rows[0]?.closest("[role=listbox]");
  if (!list) return;
  const now = Number(list.style.getPropertyValue("--row-grows")) || 1;
  const needed = Math.max(...rows.map((row) => {
    const words = row.querySelector("[data-item-hl]");
    return words ? words.getBoundingClientRect().height / row.getBoundingClientRect().height : 0;
  }));
  if (!(needed > 1.01)) return;
  const focused = list.querySelector("[data-focused]");
  const isSeen = focused && isWithin(focused.getBoundingClientRect(), list.getBoundingClientRect());
  list.style.setProperty("--row-grows", String(now * needed));
  list.dataset.grown = "";
  if (isSeen) focused.scrollIntoView({ block: "nearest" });
}
function isWithin(row, list) {
  return row.bottom > list.top && row.top < list.bottom;
}
function keepValuesWhole() {
  if (window.sendsatWholeValues) return;
  window.sendsatWholeValues = true;
  let asked = 0;
  const look = () => {
    growRows();
    clearTimeout(asked);
    asked = setTimeout(showWholeValues, 100);
  };
  look();
  new MutationObserver(look).observe(document.body, {
    childList: true, subtree: true, attributes: true, attributeFilter: ["value", "aria-expanded"],
  });
  // The reading settings change the size of all text by an attribute of the page.
  new MutationObserver(look).observe(document.documentElement, { attributes: true });
  addEventListener("resize", look);
}
