// The parts that the page of phones (join.js) is put together from: each is made from what it is given.
function voteButton([value, sign, word], choose) {
  const one = document.createElement("button");
  one.type = "button"; one.className = value; one.dataset.value = value;
  const mark = document.createElement("span"), label = document.createElement("span"), said = document.createElement("span");
  mark.className = "sign"; mark.textContent = sign; mark.setAttribute("aria-hidden", "true");
  label.textContent = word; said.className = "said";
  one.append(mark, label, said);
  one.addEventListener("click", () => choose(value));
  return one;
}
function markPressed(box, value, what = "vote", counts = null) {
  for (const one of box.children) {
    const mine = one.dataset.value === value;
    one.setAttribute("aria-pressed", String(mine));
    const ending = counts ? counts[one.dataset.value] : `your ${what}`;
    one.querySelector(".said").textContent = mine ? `✓ ${ending}` : counts ? ending : "";
  }
}
// What the room agreed, one statement a line, as the wall shows it.
function agreedLines(lines) {
  const part = (kind, name, text) => {
    const one = document.createElement(kind);
    one.className = name; one.textContent = text;
    return one;
  };
  return lines.map((line) => {
    const one = document.createElement("li"), head = part("p", "agreed", "");
    head.append(part("b", "", line.id), part("b", "rating", line.rating));
    one.append(head, part("p", "asked", line.text), part("p", "where", [line.votes, line.minority].filter(Boolean).join(". ")));
    return one;
  });
}
function colourTerms(colours) {
  return colours.flatMap(([label, text]) => {
    const term = document.createElement("dt"), told = document.createElement("dd");
    term.textContent = label; told.textContent = text;
    return [term, told];
  });
}
function endedAt(at) {
  if (!at) return "";
  const ended = new Date(at), time = ended.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  const isToday = ended.toDateString() === new Date().toDateString();
  return isToday ? `It ended at ${time}.` : `It ended on ${ended.toLocaleDateString("en-GB", { day: "numeric", month: "long" })} at ${time}.`;
}
// `mine` is the word of this phone's own vote, or nothing.
function whatTheRoomSaid(state, mine) {
  const agreed = state.agreed ? `Agreed: ${state.agreed}.` : "";
  if (state.practice) return `${state.said} That is how it works. Wait for the first statement.`;
  if (state.said) return [state.said, agreed || "Talk about it.", mine && `You voted ${mine}.`].filter(Boolean).join(" ");
  return agreed || "Read it. The vote is not open yet.";
}
