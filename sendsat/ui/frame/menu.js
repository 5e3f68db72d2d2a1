// The menu beside the page. On a phone it covers what is read, and Streamlit neither shuts it after a choice nor by
// Escape, and opens it again after a reload: here it starts shut and shuts after both. Whoever opens or shuts it by its
// button goes on at the button that does the other.
const OPENER = "[data-testid=stExpandSidebarButton]";
const SHUTTER = "[data-testid=stSidebarCollapseButton] button";
const NARROW = "(max-width: 768px)";

const isCovering = () => matchMedia(NARROW).matches
  && document.querySelector("[data-testid=stSidebar]")?.dataset.collapsed === "false";

// Gives the keyboard to the other button as soon as it is drawn, unless somebody has gone elsewhere meanwhile.
function goOnAt(selector) {
  const act = () => {
    const button = document.querySelector(selector);
    if (!button) return false;
    if (!document.activeElement?.isConnected || document.activeElement === document.body) button.focus();
    return true;
  };
  if (act()) return;
  const watch = new MutationObserver(() => { if (act()) watch.disconnect(); });
  watch.observe(document.body, { childList: true, subtree: true });
}

function shutMenu() {
  document.activeElement?.blur();
  document.querySelector(SHUTTER)?.click();
}

function shutAfterChoice(event) {
  if (event.target.closest?.(".st-key-menu a") && isCovering()) shutMenu();
}
// Escape first shuts a list of choices that is open in the menu.
function shutByEscape(event) {
  if (event.key !== "Escape" || !isCovering() || document.querySelector("[role=listbox]")) return;
  shutMenu();
}
function followButton(event) {
  if (event.target.closest?.(SHUTTER)) goOnAt(OPENER);
  if (event.target.closest?.(OPENER)) goOnAt(SHUTTER);
}

function tameMenu() {
  if (window.sendsatMenu) return;
  window.sendsatMenu = true;
  // Streamlit remembers in the browser that the menu was open: on a phone it forgets that when the page is left.
  addEventListener("pagehide", () => {
    if (!isCovering()) return;
    Object.keys(localStorage).filter((name) => name.includes("SidebarCollapsed")).forEach((name) => localStorage.removeItem(name));
  });
  document.addEventListener("click", followButton);
  document.addEventListener("click", shutAfterChoice);
  document.addEventListener("keydown", shutByEscape, true);
}
