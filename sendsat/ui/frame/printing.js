// Makes paper say what the screen holds. Before printing, by whichever way it was asked for, every box and choice with
// something in it is written out as a line of text, every text that is folded away is opened, and every chart may
// shrink to the paper; afterwards all is as it was. A "Print" button, and Ctrl+P, first let the page take the paper's
// width, so that charts are drawn anew for it and their words keep their size.

const PAPER_WIDTH = 700;  // what A4 has between its margins, in CSS pixels; print.css says the same
const MOST_FRAMES = 120;  // limits the wait for charts: then they are printed as they are, only smaller
const HOLDERS = ["stTextArea", "stTextInput", "stNumberInput", "stDateInput", "stSelectbox", "stMultiSelect",
  "stButtonGroup"].map((name) => `[data-testid=${name}]`).join();
const putBack = [];

function wordsOf(elements, between = ", ") {
  return [...elements].map((one) => one.textContent.trim()).filter(Boolean).join(between);
}

// What a box or choice holds, as words; nothing where it is empty.
function heldBy(holder) {
  const kind = holder.dataset.testid;
  if (kind === "stDateInput") {
    const empty = holder.querySelector("[data-placeholder=true]");
    return empty ? "" : wordsOf(holder.querySelectorAll("[role=group] span[data-type]"), "");
  }
  if (kind === "stMultiSelect") {
    return [...new Set([...holder.querySelectorAll("[data-tag]")].map((one) => one.textContent.trim()))].join(", ");
  }
  if (kind === "stButtonGroup") return wordsOf(holder.querySelectorAll("[role=radio][aria-checked=true]"));
  return holder.querySelector("textarea, input")?.value.trim() ?? "";
}

function putLine(after, label, text) {
  const line = document.createElement("div");
  line.className = "paper-line";
  const name = document.createElement("b");
  name.textContent = label && `${label}${label.endsWith("?") ? "" : ":"} `;
  line.append(name, text);
  after.after(line);
  putBack.push(() => line.remove());
}

function writeOut() {
  for (const holder of document.querySelectorAll(HOLDERS)) {
    const text = heldBy(holder), label = holder.querySelector("label")?.textContent.trim() ?? "";
    if (text) putLine(holder, label, text);
  }
  // What was ticked as seen: the marks stand for the boxes.
  for (const box of document.querySelectorAll("[class*=st-key-tick_] [data-testid=stCheckbox]")) {
    const mark = box.querySelector("input")?.checked ? "☑" : "☐";
    putLine(box, "", `${mark} ${box.textContent.trim()}`);
  }
}

function openWhatIsFolded() {
  const folded = "[data-testid=stExpander] > details:not([open]), details.last:not([open])";
  for (const one of document.querySelectorAll(folded)) {
    const body = one.querySelector("[data-testid=stExpanderDetails]") ?? one;
    if (!body.textContent.trim()) continue;
    one.open = true;
    putBack.push(() => { one.open = false; });
  }
}

function letChartsShrink() {
  for (const drawing of document.querySelectorAll(".js-plotly-plot .main-svg")) {
    drawing.setAttribute("viewBox", `0 0 ${drawing.getAttribute("width")} ${drawing.getAttribute("height")}`);
    putBack.push(() => drawing.removeAttribute("viewBox"));
  }
}

function afterPrinting() {
  while (putBack.length) putBack.pop()();
  document.documentElement.classList.remove("for-paper");
}

function beforePrinting() {
  while (putBack.length) putBack.pop()();
  writeOut();
  openWhatIsFolded();
  letChartsShrink();
}

function chartsFitPaper() {
  return [...document.querySelectorAll(".js-plotly-plot .main-svg")].every(
    (drawing) => Number(drawing.getAttribute("width")) <= PAPER_WIDTH);
}

function printPage() {
  document.documentElement.classList.add("for-paper");
  let frames = 0;
  const next = () => {
    if (!chartsFitPaper() && ++frames < MOST_FRAMES) requestAnimationFrame(next);
    else window.print();
  };
  requestAnimationFrame(next);
}

function printOnRequest() {
  if (window.sendsatPrints) return;
  window.sendsatPrints = true;
  window.addEventListener("beforeprint", beforePrinting);
  window.addEventListener("afterprint", afterPrinting);
  document.addEventListener("click", (event) => { if (event.target.closest?.(".print-button")) printPage(); });
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey || event.key.toLowerCase() !== "p") return;
    if (!document.querySelector(".js-plotly-plot")) return;
    event.preventDefault();
    printPage();
  }, true);
}
