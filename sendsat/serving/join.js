// The page that phones see (serving/join.html): joins, follows the room, and sends one vote at a time.
"use strict";
const EVERY = 1000, PATIENCE = 5000, AWAY = 120000, KEPT = "sendsat-vote", PLACE = "sendsat-place";
const VOTES = [["red", "▲", "Red"], ["amber", "◆", "Amber"], ["green", "●", "Green"], ["not_sure", "?", "Not sure"]];
const WORDS = Object.fromEntries(VOTES.map(([one, , word]) => [one, word]));
const $ = (id) => document.getElementById(id);
const STAGES = {
  lobby: ["You have joined", "Keep this page open. Each statement comes by itself when the room gets to it.", "Waiting for the next statement."],
  actions: ["The room looks at its actions", "They are on the screen. Each statement comes by itself when the room gets to it.", "Waiting for the next statement."],
  end: ["The room is at the end", "", "Keep this page open until the workshop is closed."],
};
let state = null, tag = "", shown = "", busy = false, sending = false, turn = 0, lost = 0, held = null;
// Where the room was when somebody last looked at this phone, and whether they must be told where it is now.
let place = null, isBack = false;
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
// A part that goes away takes the focus with it: then the heading of the part that comes gets it.
const HEADINGS = { over: "thanks", lobby: "stage" };
function only(id) {
  const leaves = document.activeElement.closest("section");
  for (const one of ["enter", "vote", "over", "lobby"]) $(one).hidden = one !== id;
  document.body.className = id;
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
  return isBack && state.statement ? `Welcome back. The room is at ${state.statement.id}, ${state.statement.place}. ` : "";
}

async function ask(path, body) {
  const options = body
    ? { method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json" } }
    : { headers: tag ? { "If-None-Match": tag } : {} };
  const answer = await fetch(path, { ...options, cache: "no-store", credentials: "same-origin", signal: AbortSignal.timeout ? AbortSignal.timeout(PATIENCE) : undefined });
  if (answer.status >= 500) throw new Error("the server has trouble");
  if (answer.status === 304) return { status: 304, told: null };
  tag = body ? "" : answer.headers.get("ETag") || "";
  return { status: answer.status, told: await answer.json() };
}

function button([value, sign, word], choose) {
  const one = document.createElement("button");
  one.type = "button"; one.className = value; one.dataset.value = value;
  const mark = document.createElement("span"), label = document.createElement("span"), said = document.createElement("span");
  mark.className = "sign"; mark.textContent = sign; mark.setAttribute("aria-hidden", "true");
  label.textContent = word; said.className = "said";
  one.append(mark, label, said);
  one.addEventListener("click", () => choose(value));
  return one;
}
function press(box, value, what = "vote", counts = null) {
  for (const one of box.children) {
    const mine = one.dataset.value === value;
    one.setAttribute("aria-pressed", String(mine));
    const ending = counts ? counts[one.dataset.value] : `your ${what}`;
    one.querySelector(".said").textContent = mine ? `✓ ${ending}` : counts ? ending : "";
  }
}

function draw() {
  if (!state || !state.joined) { only("enter"); return; }
  if (state.closed) { drawOver(); return; }
  if (!state.statement) {
    const [title, keep, waits] = STAGES[state.screen] || STAGES.lobby;
    only("lobby");
    $("stage").textContent = title; $("keep").textContent = keep || state.reached;
    say(isBack ? `Welcome back. ${waits}` : waits);
    return;
  }
  only("vote");
  const name = `${state.workshop} ${state.statement.id}`;
  if (shown !== name) {
    shown = name;
    $("where").textContent = `${state.statement.id} · ${state.statement.place} · ${state.statement.part}`;
    $("statement").textContent = state.statement.text;
    $("colours").replaceChildren(...(state.statement.colours || []).flatMap(([label, text]) => {
      const term = document.createElement("dt"), told = document.createElement("dd");
      term.textContent = label; told.textContent = text;
      return [term, told];
    }));
    $("more").hidden = !state.statement.colours; $("more").open = false;
    $("read").scrollTop = 0; scrollTo(0, 0);
  }
  const waiting = held && held.workshop === state.workshop && held.statement === state.statement.id && held.round === state.round ? held.vote : null;
  for (const one of $("buttons").children) one.setAttribute("aria-disabled", String(!state.voting));
  press($("buttons"), waiting || state.mine, "vote", state.counts);
  reach();
  if (waiting) { say(`Not sent yet: ${WORDS[waiting]}. Trying again.`, "bad"); return; }
  if (state.voting && state.mine) say(`Your vote is in: ${WORDS[state.mine]}. You can change it until the votes are shown.`, "good");
  else if (state.voting) say(whereNow() + (state.round > 1 ? "Vote again: choose one." : "Choose one. Nobody sees who voted what."));
  else say(whereNow() + whatTheRoomSaid());
}
function whatTheRoomSaid() {
  const agreed = state.agreed ? `Agreed: ${state.agreed}.` : "";
  const mine = state.mine ? `You voted ${WORDS[state.mine]}.` : "";
  if (state.said) return [state.said, agreed || "Talk about it.", mine].filter(Boolean).join(" ");
  return agreed || "Read it. The vote is not open yet.";
}
// A statement too long for its box can be scrolled with the keyboard as well.
function reach() {
  const box = $("read");
  if (box.scrollHeight > box.clientHeight + 1) box.tabIndex = 0;
  else box.removeAttribute("tabindex");
}
function drawOver() {
  only("over");
  press($("answers"), state.worth, "answer");
  $("result").textContent = `${endedAt()} ${state.result}`.trim();
  say(state.worth ? "Your answer is in. You can close this page." : "One tap, and you are done.", state.worth ? "good" : "");
}

function endedAt() {
  if (!state.ended) return "";
  const ended = new Date(state.ended), time = ended.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  const isToday = ended.toDateString() === new Date().toDateString();
  return isToday ? `It ended at ${time}.` : `It ended on ${ended.toLocaleDateString("en-GB", { day: "numeric", month: "long" })} at ${time}.`;
}

async function follow() {
  if (busy) return;
  busy = true;
  const before = turn;
  try {
    if (held) await send();
    const { told } = await ask("/join/state");
    if (turn !== before) tag = "";
    else {
      const news = told || lost;
      state = told || state; lost = 0;
      if (looked() || news) draw();
    }
  } catch {
    lost += 1;
    if (lost > 1) say(held ? `Not sent yet: ${WORDS[held.vote]}. Trying again.` : "No connection. Trying again. A vote you gave is safe.", "bad");
  } finally { busy = false; }
}

// One vote travels at a time, so that a change of mind never arrives before what it changes.
async function send() {
  if (sending) return;
  sending = true;
  try {
    while (held) {
      const ballot = held;
      turn += 1;
      const { status, told } = await ask("/join/vote", ballot);
      if (held === ballot) hold(null);
      if (status === 200) { state = told; draw(); continue; }
      const now = await ask("/join/state");
      state = now.told || state;
      draw();
      say(`${told.message} ${told.remedy}`.trim(), "bad");
    }
  } finally { sending = false; turn += 1; }
}
async function vote(value) {
  if (!state || !state.voting) return;
  isBack = false;
  hold({ workshop: state.workshop, statement: state.statement.id, round: state.round, vote: value });
  press($("buttons"), value);
  say(`Sending: ${WORDS[value]}.`);
  try { await send(); } catch { say(`Not sent yet: ${WORDS[value]}. Trying again.`, "bad"); }
}
async function worth(value) {
  try {
    const { status, told } = await ask("/join/worth", { answer: value });
    if (status === 200) { state = told; draw(); } else say(`${told.message} ${told.remedy}`.trim(), "bad");
  } catch { say("Not sent. Tap again.", "bad"); }
}
async function enter(code) {
  say("Joining.");
  try {
    const { status, told } = await ask("/join/enter", { code });
    if (status === 200) { state = told; tag = ""; draw(); } else { only("enter"); say(`${told.message} ${told.remedy}`.trim(), "bad"); $("code").focus(); }
  } catch { say("No connection. Check the Wi-Fi and try again.", "bad"); }
}

$("buttons").append(...VOTES.map((one) => button(one, vote)));
$("answers").append(...[["yes", "✓", "Yes"], ["partly", "~", "Partly"], ["no", "✗", "No"]].map((one) => button(one, worth)));
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
  setInterval(follow, EVERY);
  document.addEventListener("visibilitychange", () => { if (document.hidden) keepPlace(); else follow(); });
  addEventListener("pagehide", keepPlace);
  addEventListener("resize", reach);
  $("more").addEventListener("toggle", reach);
})();
