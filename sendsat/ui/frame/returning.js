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
