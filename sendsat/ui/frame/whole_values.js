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
function keepValuesWhole() {
  if (window.sendsatWholeValues) return;
  window.sendsatWholeValues = true;
  let asked = 0;
  const look = () => {
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
