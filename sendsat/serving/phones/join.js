// The page that phones see (serving/phones/join.html): joins, follows the room, and sends one vote at a time.
"use strict";
const PACE = 200, EVERY = 1000, SLOWEST = 5000, PATIENCE = 5000, WAITS = [20, 8, 3, 0], AWAY = 120000, KEPT = "sendsat-vote", PLACE = "sendsat-place";
const VOTES = [["red", "▲", "Red"], ["amber", "◆", "Amber"], ["green", "●", "Green"], ["not_sure", "?", "Not sure"]];
const WORDS = Object.fromEntries(VOTES.map(([one, , word]) => [one, word]));
const $ = (id) => document.getElementById(id);
const STAGES = {
  lobby: ["You have joined", "Keep this page open. Each statement comes by itself when the room gets to it.", "Waiting for the next statement."],
  actions: ["The room looks at its actions", "They are on the screen. Each statement comes by itself when the room gets to it.", "Waiting for the next statement."],
  end: ["The room is at the end", "", "Keep this page open until the workshop is closed."],
};
let state = null, tag = "", order = 0, taken = 0, shown = "", sending = false, lost = 0, held = null;
// Which of WAITS the network bears, and what ends a wait or a pause at once.
let patience = 0, asking = null, wake = null, wakes = false;
// Where the room was when somebody last looked at this phone, and whether they must be told where it is now.
let place = null, isBack = false;
// Why a vote was not counted. It stays beside what else is said of that statement: news may come in the same moment.
let refusal = null;
try { place = JSON.parse(localStorage.getItem(PLACE)); } catch { place = null; }

// A vote that could not be sent is kept in this phone until it is, also when the page is closed in between.
try { held = JSON.parse(localStorage.getItem(KEPT)); } catch { held = null; }
function hold(ballot) {
  held = ballot;
  try {
    if (ballot) localStorage.setItem(KEPT, JSON.stringify(ballot));
    else localStorage.removeItem(KEPT);
  } catch { /* storage forbidden */ }
}
function say(text, kind = "") {
  const box = $("say");
  if (box.textContent !== text) box.textContent = text;
  box.className = kind;
}
function sayBeside(text, kind = "") {
  if (refusal && refusal.name !== nameOf(state)) refusal = null;
  if (refusal) say(`${refusal.text} ${text}`, "bad");
  else say(text, kind);
}
// A part that goes away takes the focus with it: then the heading of the part that comes gets it.
const HEADINGS = { over: "thanks", lobby: "stage" };
function only(id) {
  const leaves = document.activeElement.closest("section");
  for (const one of ["enter", "vote", "over", "lobby"]) $(one).hidden = one !== id;
  document.body.className = id;
  // While a statement is read only its own box has room for more.
  const home = id === "vote" ? $("read") : document.querySelector("main");
  if ($("opens-reading").parentElement !== home) home.append($("opens-reading"));
  if (leaves && leaves.id !== id && HEADINGS[id]) $(HEADINGS[id]).focus();
}

function nameOf(told) { return `${told.workshop} ${told.statement ? told.statement.id : told.screen}`; }
// Call after each answer: tells whether somebody comes back to this phone after a while.
function looked() {
  if (document.hidden || !state || !state.joined || state.closed) return false;
  const now = Date.now(), name = nameOf(state), moved = !place || place.name !== name;
  const cameBack = Boolean(place) && place.workshop === state.workshop && now - place.at > AWAY;
  if (cameBack) isBack = true;
  else if (moved) isBack = false;
  place = { workshop: state.workshop, name, at: now };
  if (moved || cameBack) keepPlace();
  return cameBack;
}
function keepPlace() {
  try { if (place) localStorage.setItem(PLACE, JSON.stringify(place)); } catch { /* storage forbidden */ }
}
function whereNow() {
  return isBack && state.statement && !state.practice ? `Welcome back. The room is at ${state.statement.id}, ${state.statement.place}. ` : "";
}

// Of two answers that crossed on their way, the later one counts.
async function ask(path, body, wait = 0) {
  const options = body
    ? { method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json" } }
    : { headers: tag ? { "If-None-Match": tag } : {} };
  const before = taken, stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE + wait * 1000);
  if (!body) asking = stop;
  try {
    const answer = await fetch(path, { ...options, cache: "no-store", credentials: "same-origin", signal: stop.signal });
    if (answer.status >= 500) throw new Error("the server has trouble");
    if (answer.status === 304) return { status: 304, told: null, isNew: false };
    const told = await answer.json(), number = Number(answer.headers.get("Sendsat-Order") || 0);
    if (answer.status !== 200) return { status: answer.status, told, isNew: false };
    const isLate = taken !== before && state && state.workshop === told.workshop && number < order;
    const mark = answer.headers.get("ETag") || "", isNew = !isLate && (!mark || mark !== tag);
    if (!isLate) { state = told; order = number; tag = mark; taken += 1; }
    return { status: 200, told, isNew };
  } finally {
    clearTimeout(timer);
    if (asking === stop) asking = null;
  }
}

function draw() {
  if (!state || !state.joined) {
    only("enter");
    if (refusal) say(refusal.text, "bad");
    return;
  }
  if (state.closed) { drawOver(); return; }
  if (!state.statement) {
    const [title, keep, waits] = STAGES[state.screen] || STAGES.lobby;
    only("lobby");
    $("stage").textContent = title; $("keep").textContent = keep || state.reached;
    drawLines("so-far");
    sayBeside(isBack ? `Welcome back. ${waits}` : waits);
    return;
  }
  only("vote");
  const name = `${state.workshop} ${state.statement.id}`;
  if (shown !== name) {
    shown = name;
    $("where").textContent = state.practice ? "Practice: not kept, counts nowhere" : `${state.statement.id} · ${state.statement.place} · ${state.statement.part}`;
    $("statement").textContent = state.statement.text;
    $("colours").replaceChildren(...colourTerms(state.statement.colours || []));
    $("more").hidden = !state.statement.colours; $("more").open = false;
    $("read").scrollTop = 0; scrollTo(0, 0);
  }
  const waiting = held && held.workshop === state.workshop && held.statement === state.statement.id && held.round === state.round ? held.vote : null;
  for (const one of $("buttons").children) one.setAttribute("aria-disabled", String(!state.voting));
  markPressed($("buttons"), waiting || state.mine, "vote", state.counts);
  reach();
  if (waiting) { say(`Not sent yet: ${WORDS[waiting]}. Trying again.`, "bad"); return; }
  if (state.voting && state.mine) say(`Your vote is in: ${WORDS[state.mine]}. You can change it until the votes are shown.`, "good");
  else if (state.voting) sayBeside(whereNow() + (state.round > 1 ? "Vote again: choose one." : "Choose one. Nobody sees who voted what."));
  else sayBeside(whereNow() + whatTheRoomSaid(state, WORDS[state.mine]));
}
// A statement too long for its box can be scrolled with the keyboard as well.
function reach() {
  const box = $("read");
  if (box.scrollHeight > box.clientHeight + 1) box.tabIndex = 0;
  else box.removeAttribute("tabindex");
}
const drawn = {};
function drawLines(id) {
  const lines = state.lines || [], text = JSON.stringify(lines);
  if (drawn[id] === text) return;
  drawn[id] = text;
  $(id).hidden = !lines.length;
  $(id).replaceChildren(...agreedLines(lines));
}
function drawOver() {
  only("over");
  markPressed($("answers"), state.worth, "answer");
  $("result").textContent = `${endedAt(state.ended)} ${state.result}`.trim();
  drawLines("tally");
  sayBeside(state.worth ? "Your answer is in. You can close this page." : "One tap, and you are done.", state.worth ? "good" : "");
}

// Asks once; the server answers when something changed. Gives the milliseconds until it is time to ask again.
async function follow() {
  const wait = tag && !lost && !held ? WAITS[patience] : 0, began = Date.now();
  try {
    if (held) await send();
    const { isNew } = await ask(wait ? `/join/state?wait=${wait}` : "/join/state", null, wait);
    const news = isNew || lost;
    lost = 0;
    if (looked() || news) draw();
    return tag && (isNew || Date.now() - began > EVERY) ? PACE : EVERY;
  } catch {
    if (wakes) return 0;
    // A network that cuts long answers gets shorter ones, at last none that wait: then the phone asks each second.
    if (wait && Date.now() - began > 1000) patience = Math.min(patience + 1, WAITS.length - 1);
    lost += 1;
    if (lost > 1) say(held ? `Not sent yet: ${WORDS[held.vote]}. Trying again.` : "No connection. Trying again. A vote you gave is safe.", "bad");
    return lost > 1 ? Math.min(EVERY * lost, SLOWEST) * (0.5 + Math.random() / 2) : PACE;
  }
}
async function followOn() {
  for (;;) {
    wakes = false;
    const pause = state && !state.joined && !held ? SLOWEST : await follow();
    if (!wakes) await new Promise((done) => { wake = done; setTimeout(done, pause); });
    wake = null;
  }
}
// Somebody looks at this phone, or it is back on the network: what it waits for may be lost, so it asks now.
function askNow() {
  wakes = true;
  if (asking) asking.abort();
  if (wake) wake();
}

// One vote travels at a time, so that a change of mind never arrives before what it changes.
async function send() {
  if (sending) return;
  sending = true;
  try {
    while (held) {
      const ballot = held;
      const { status, told } = await ask("/join/vote", ballot);
      if (held === ballot) hold(null);
      if (status === 200) { draw(); continue; }
      await ask("/join/state");
      refusal = { name: state ? nameOf(state) : "", text: `${told.message} ${told.remedy}`.trim() };
      draw();
    }
  } finally { sending = false; }
}
async function vote(value) {
  if (!state || !state.voting) return;
  isBack = false;
  refusal = null;
  hold({ workshop: state.workshop, statement: state.statement.id, round: state.round, vote: value });
  markPressed($("buttons"), value);
  say(`Sending: ${WORDS[value]}.`);
  try { await send(); } catch { say(`Not sent yet: ${WORDS[value]}. Trying again.`, "bad"); askNow(); }
}
async function worth(value) {
  refusal = null;
  try {
    const { status, told } = await ask("/join/worth", { answer: value });
    if (status === 200) draw(); else say(`${told.message} ${told.remedy}`.trim(), "bad");
  } catch { say("Not sent. Tap again.", "bad"); }
}
async function enter(code) {
  say("Joining.");
  try {
    const { status, told } = await ask("/join/enter", { code });
    if (status === 200) { draw(); askNow(); } else { only("enter"); say(`${told.message} ${told.remedy}`.trim(), "bad"); $("code").focus(); }
  } catch { say("No connection. Check the Wi-Fi and try again.", "bad"); }
}

setReading();
readAloud();
$("buttons").append(...VOTES.map((one) => voteButton(one, vote)));
$("answers").append(...[["yes", "✓", "Yes"], ["partly", "~", "Partly"], ["no", "✗", "No"]].map((one) => voteButton(one, worth)));
$("form").addEventListener("submit", (event) => { event.preventDefault(); enter($("code").value); });
const given = new URLSearchParams(location.search).get("code");
(async () => {
  if (given) {
    history.replaceState(null, "", "/join");
    $("code").value = given;
    await enter(given);
  }
  await follow();
  if (!state) only("enter");
  followOn();
  document.addEventListener("visibilitychange", () => { if (document.hidden) keepPlace(); else askNow(); });
  addEventListener("online", askNow);
  addEventListener("pagehide", keepPlace);
  addEventListener("resize", reach);
  $("more").addEventListener("toggle", reach);
})();
