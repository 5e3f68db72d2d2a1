// Ten statements as one component: made once, and then only what changed is written.
const element = (name, words = {}) => Object.assign(document.createElement(name), words);

const made = (component) => {
  const list = element("div", { className: "statements" });
  for (const statement of component.data.statements) {
    const card = element("div", { className: "statement" });
    card.innerHTML = statement.head;
    const choices = element("div");
    choices.setAttribute("role", "radiogroup");
    for (const choice of component.data.choices) {
      const button = element("button", { textContent: choice });
      button.setAttribute("role", "radio");
      button.onclick = () => component.setTriggerValue("press", { number: statement.number, rating: choice });
      choices.append(button);
    }
    card.append(
      element("div", { className: "saved" }),
      choices,
      element("textarea", { placeholder: "Why this rating?" }),
      element("button", { textContent: "Evidence, actions and more" }),
    );
    list.append(card);
  }
  component.parentElement.append(list);
  return list;
};

export default function (component) {
  const list = component.parentElement.querySelector(".statements") ?? made(component);
  component.data.statements.forEach((statement, place) => {
    const card = list.children[place];
    const line = card.querySelector(".saved");
    if (line.textContent !== statement.line) line.textContent = statement.line;
    for (const button of card.querySelectorAll("[role=radio]"))
      button.setAttribute("aria-checked", button.textContent === statement.rating);
  });
}
