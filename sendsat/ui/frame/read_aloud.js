// Reads aloud what a button names, with a voice of this device: others would send the words over the internet. Where there is
// no such voice the buttons stay hidden. It stops at a second press, at its end, and when what is read is left or changes.
let readingAloud = null;

// A British voice, or another English one.
function voiceOfDevice() {
  const voices = window.speechSynthesis?.getVoices().filter((one) => one.localService && /^en\b/i.test(one.lang)) ?? [];
  return voices.find((one) => /^en[-_]GB/i.test(one.lang)) ?? voices[0] ?? null;
}
// Some browsers fall silent in a long text: it is read sentence by sentence.
function sentencesOf(text) {
  return text.split(/\n+|(?<=[.?!;:])\s+/).map((one) => one.trim()).filter((one) => /[\p{L}\p{N}]/u.test(one));
}
// What a button reads, by the ids of its parts; one that is folded is left out.
function heardWords(ids) {
  const parts = ids.split(" ").map((id) => document.getElementById(id));
  return parts.filter((one) => one && (one.tagName !== "DETAILS" || one.open)).map((one) => one.innerText).join("\n");
}

function tellAloud() {
  document.documentElement.toggleAttribute("data-has-voice", voiceOfDevice() !== null);
  for (const one of document.querySelectorAll(".read-aloud")) {
    const words = readingAloud?.reads === one.dataset.reads ? "Stop reading" : "Read aloud";
    if (one.textContent === words) continue;
    one.textContent = words;
    one.setAttribute("aria-label", `${words}: ${one.dataset.names}`);
  }
}
function stopAloud() {
  if (!readingAloud) return;
  readingAloud.watch.disconnect();
  readingAloud = null;
  window.speechSynthesis.cancel();
  tellAloud();
}
function readOn(reading) {
  if (readingAloud !== reading) return;
  const sentence = reading.left.shift();
  if (sentence === undefined) { stopAloud(); return; }
  const said = new SpeechSynthesisUtterance(sentence);
  said.voice = voiceOfDevice();
  said.lang = said.voice?.lang ?? "en-GB";
  said.addEventListener("end", () => readOn(reading));
  said.addEventListener("error", () => { if (readingAloud === reading) stopAloud(); });
  window.speechSynthesis.speak(said);
}
function startAloud(button) {
  const { reads } = button.dataset, words = heardWords(reads);
  if (!words.trim()) return;
  window.speechSynthesis.cancel();
  const reading = { reads, left: sentencesOf(words) };
  // Drawn again in the same words it is still the same.
  reading.watch = new MutationObserver(() => {
    if (heardWords(reads) === words) tellAloud();
    else stopAloud();
  });
  reading.watch.observe(document.body, { childList: true, subtree: true, characterData: true });
  readingAloud = reading;
  tellAloud();
  readOn(reading);
}

function readAloud() {
  if (window.sendsatAloud || !window.speechSynthesis) return;
  window.sendsatAloud = true;
  tellAloud();
  window.speechSynthesis.addEventListener?.("voiceschanged", tellAloud);
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.(".read-aloud");
    if (!button) return;
    const isThis = readingAloud?.reads === button.dataset.reads;
    stopAloud();
    if (!isThis) startAloud(button);
  });
  addEventListener("pagehide", stopAloud);
}
