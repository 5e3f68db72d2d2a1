// Says aloud what happened, in one place that is always there: Streamlit draws its own lines anew, and a screen reader
// tells only of a change in a place that it knew before. What is to be said stands in the page as `data-said`, the slot
// it belongs to, with a `data-mark` that is another one for everything new, and `data-words`.
const SAID = "sendsat-said";
const heardMarks = new Map();
const comingWords = new Map();
let wordsToSay = [], saying = null;

function quietPlace() {
  const one = document.createElement("div");
  one.id = SAID;
  one.setAttribute("role", "status");
  one.setAttribute("aria-live", "polite");
  one.style.cssText = "position:fixed;top:0;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap";
  return one;
}
// Emptied first: the same words once more are then a change as well.
function sayAloud(words) {
  const quiet = document.getElementById(SAID);
  quiet.textContent = "";
  wordsToSay.push(words);
  clearTimeout(saying);
  saying = setTimeout(() => { quiet.textContent = wordsToSay.join(" "); wordsToSay = []; }, 100);
}
// What soon changes again, as the count of votes does, waits as long as `data-wait` says, and only its last words are said.
// Streamlit's green and blue boxes would be places of that kind as well, and some screen readers would say them twice.
function quietBoxes() {
  for (const box of document.querySelectorAll("[data-testid=stMain] [role=status]")) box.removeAttribute("role");
}
function hearPage() {
  quietBoxes();
  for (const { dataset } of document.querySelectorAll("[data-said]")) {
    const { said: slot, mark: newest, words, wait } = dataset;
    if (heardMarks.get(slot) === newest) continue;
    heardMarks.set(slot, newest);
    clearTimeout(comingWords.get(slot));
    if (words) comingWords.set(slot, setTimeout(() => sayAloud(words), Number(wait) || 0));
  }
}

function sayWhatHappens() {
  if (window.sendsatSaying) return;
  window.sendsatSaying = true;
  document.body.append(quietPlace());
  hearPage();
  new MutationObserver(hearPage).observe(document.body, {
    childList: true, subtree: true, attributes: true, attributeFilter: ["data-mark"],
  });
}
