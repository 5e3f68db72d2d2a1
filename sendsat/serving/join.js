// The page that phones see (serving/join.html): joins, follows the room, and sends one vote at a time.
"use strict";
const EVERY = 1000, PATIENCE = 5000, KEPT = "sendsat-vote";
const VOTES = [["red", "▲", "Red"], ["amber", "◆", "Amber"], ["green", "●", "Green"], ["not_sure", "?", "Not sure"]];
const WORDS = Object.fromEntries(VOTES.map(([one, , word]) => [one, word]));
const $ = (id) => document.getElementById(id);
let state = null, tag = "", shown = "", busy = false, sending = false, turn = 0, lost = 0, held = null;

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
function only(id) { for (const one of ["enter", "vote", "over", "lobby"]) $(one).hidden = one !== id; }

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
function press(box, value) {
  for (const one of box.children) {
    const mine = one.dataset.value === value;
    one.setAttribute("aria-pressed", String(mine));
    one.querySelector(".said").textContent = mine ? "your vote" : "";
  }
}

function draw() {
  if (!state || !state.joined) { only("enter"); return; }
  if (state.closed) { drawOver(); return; }
  if (!state.statement) {
    only("lobby");
    say("Waiting for the next statement.");
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
    scrollTo(0, 0);
  }
  const waiting = held && held.workshop === state.workshop && held.statement === state.statement.id && held.round === state.round ? held.vote : null;
  for (const one of $("buttons").children) one.setAttribute("aria-disabled", String(!state.voting));
  press($("buttons"), waiting || state.mine);
  if (waiting) { say(`Not sent yet: ${WORDS[waiting]}. Trying again.`, "bad"); return; }
  if (state.voting && state.mine) say(`Your vote is in: ${WORDS[state.mine]}. You can change it until the votes are shown.`, "good");
  else if (state.voting) say(state.round > 1 ? "Vote again: choose one." : "Choose one. Nobody sees who voted what.");
  else if (state.round) say(`The votes are on the screen.${state.mine ? ` You voted ${WORDS[state.mine]}.` : ""} Talk about it.`);
  else say("Read it. The vote is not open yet.");
}
function drawOver() {
  only("over");
  press($("answers"), state.worth);
  for (const one of $("answers").querySelectorAll(".said")) if (one.textContent) one.textContent = "your answer";
  say(state.worth ? "Your answer is in. You can close this page." : "One tap, and you are done.", state.worth ? "good" : "");
}

async function follow() {
  if (busy) return;
  busy = true;
  const before = turn;
  try {
    if (held) await send();
    const { told } = await ask("/join/state");
    if (turn !== before) tag = "";
    else if (told || lost) { state = told || state; lost = 0; draw(); }
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
  document.addEventListener("visibilitychange", () => { if (!document.hidden) follow(); });
})();
