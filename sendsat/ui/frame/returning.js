// After a long break, or when sendsat was started again, the server knows this page no longer: the page looks well, but
// what belongs to the old visit, such as a download, is not there. So the page is drawn again once the server is back.
function drawAgainWhenBack({ setTriggerValue }) {
  const isNew = !window.sendsatDrawAgain;
  window.sendsatDrawAgain = () => setTriggerValue("back", Date.now());
  const app = document.querySelector("[data-testid=stApp]");
  if (!isNew || !app) return;
  let isAway = false;
  new MutationObserver(() => {
    const isConnected = app.dataset.testConnectionState === "CONNECTED";
    if (isConnected && isAway) window.sendsatDrawAgain();
    isAway = !isConnected;
  }).observe(app, { attributes: true, attributeFilter: ["data-test-connection-state"] });
}

// Where two drawings cross, Streamlit may meet an error in its own code (a "bad delta path"), which empties the page and
// leaves it so. Nothing stands there that could be lost, and typed words are kept (keeper.js), so it is loaded again.
const LOADED_AGAIN = "sendsat-loaded-again";
function loadAgainWhenEmpty() {
  if (window.sendsatLoadAgain) return;
  window.sendsatLoadAgain = true;
  let since = null;
  setInterval(() => {
    const root = document.getElementById("root");
    if (!root || root.childElementCount > 0) { since = null; return; }
    since ??= Date.now();
    if (Date.now() - since < 1000) return;
    since = null;
    const lately = JSON.parse(sessionStorage.getItem(LOADED_AGAIN) ?? "[]").filter((at) => Date.now() - at < 60000);
    if (lately.length >= 3) return;  // what empties it each time is not mended by loading
    sessionStorage.setItem(LOADED_AGAIN, JSON.stringify([...lately, Date.now()]));
    location.reload();
  }, 250);
}
