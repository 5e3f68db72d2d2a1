// The agenda over wall and desk: A or a button opens it, a number and Enter lead to a statement, Esc closes it. It stands
// outside of what the server draws, so that nothing is drawn anew under its cursor.
let jumpTo = () => {};
let agenda = { items: [], looks: {} };
let agendaIsHeard = false;
let beforeAgenda = null;

function agendaJumps({ data, setTriggerValue }) {
  agenda = data;
  jumpTo = (item) => setTriggerValue("jump", item);
  if (agendaIsHeard) return;
  agendaIsHeard = true;
  document.addEventListener("sendsat-agenda", openAgenda);
  document.addEventListener("sendsat-agenda-shut", () => closeAgenda(false));
  document.addEventListener("click", byButton);
  addEventListener("popstate", () => document.getElementById("wall-agenda")?.remove());
  // From now on its button does something, and is shown; a key that was pressed just before counts.
  document.documentElement.toggleAttribute("data-agenda-is-heard", true);
  if (Date.now() - Number(document.documentElement.dataset.agendaAsked ?? 0) < 4000) openAgenda();
}

// A button pressed with the mouse gives the focus up, so that Space is the wall's again once the agenda is closed.
function byButton(event) {
  const button = event.target.closest?.(".wall-agenda-open");
  if (!button) return;
  if (event.detail > 0) button.blur();
  openAgenda();
}

function piece(kind, name, text = "") {
  const one = document.createElement(kind);
  if (name) one.className = name;
  one.textContent = text;
  return one;
}

function openAgenda() {
  delete document.documentElement.dataset.agendaAsked;
  if (document.getElementById("wall-agenda")) return;
  const now = document.getElementById("wall-agenda-now")?.dataset;
  if (!now) return;
  beforeAgenda = document.activeElement;
  const sheet = piece("div", "");
  sheet.id = "wall-agenda";
  sheet.tabIndex = -1;
  // Light or dark is the app's choice, and the sheet stands outside of the app.
  sheet.style.colorScheme = getComputedStyle(document.querySelector("[data-testid=stApp]") ?? document.body).colorScheme;
  for (const [name, value] of [["role", "dialog"], ["aria-modal", "true"], ["aria-labelledby", "wall-agenda-title"]]) sheet.setAttribute(name, value);
  const head = piece("div", "head"), title = piece("h2", "", "Agenda"), close = piece("button", "", "Close");
  title.id = "wall-agenda-title";
  close.type = "button";
  close.addEventListener("click", () => closeAgenda(false));
  const label = piece("label", "", "Number "), box = piece("input", ""), told = piece("span", "told");
  box.type = "text"; box.inputMode = "numeric"; box.autocomplete = "off"; box.maxLength = 3;
  told.setAttribute("role", "status");
  label.append(box);
  head.append(title, label, piece("span", "hint", "Enter goes there · Esc closes"), told, close);
  sheet.append(head, listOf(now));
  sheet.addEventListener("keydown", (event) => pressedInAgenda(event, box, told));
  document.body.append(sheet);
  sheet.querySelector("[aria-current]")?.scrollIntoView({ block: "center" });
  box.focus();
}

function listOf(now) {
  const signs = now.signs.split(","), list = piece("ol", "");
  agenda.items.forEach((item, at) => {
    const line = piece("li", ""), one = piece("button", ""), [sign, word] = agenda.looks[signs[at]] ?? ["", ""];
    one.type = "button";
    const mark = piece("span", `sign ${signs[at]}`, signs[at] === "aside" ? "set aside" : word ? `${sign} ${word}` : "");
    one.append(piece("span", "number", String(at + 1)), piece("b", "", item.statement), piece("span", "text", item.text), mark);
    if (String(at) === now.present) one.setAttribute("aria-current", "true");
    one.addEventListener("click", () => go(item));
    line.append(one);
    list.append(line);
  });
  return list;
}

function pressedInAgenda(event, box, told) {
  if (event.key === "Escape") closeAgenda(false);
  if (event.key === "Tab") keepWithin(event);
  if (event.key !== "Enter" || event.target !== box) return;
  event.preventDefault();
  const item = agenda.items[Number(box.value) - 1];
  if (item) go(item);
  else told.textContent = `There is no ${box.value || "such number"}: 1 to ${agenda.items.length}.`;
}
function keepWithin(event) {
  const stops = [...event.currentTarget.querySelectorAll("input, button")];
  const end = event.shiftKey ? stops[0] : stops.at(-1);
  if (event.target !== end) return;
  event.preventDefault();
  (event.shiftKey ? stops.at(-1) : stops[0]).focus();
}

function go(item) {
  closeAgenda(true);
  jumpTo(item.id);
}
// The wall's keys wake again; after a jump they wait until the page shows where it led.
function closeAgenda(hasJumped) {
  document.getElementById("wall-agenda")?.remove();
  if (beforeAgenda?.isConnected) beforeAgenda.focus({ preventScroll: true });
  document.dispatchEvent(new CustomEvent("sendsat-agenda-closed", { detail: hasJumped }));
}
