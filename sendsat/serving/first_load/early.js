// A link to another page of this app opens in this tab: Streamlit would open one more for each. It stands in the first
// page since words can be pressed before anything else of ours has come.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.('a[target="_blank"]');
  if (link?.getAttribute("href")?.startsWith("/")) link.removeAttribute("target");
}, true);
