// Where the server is. Streamlit would look below each page first ("/leadership/_stcore/health"), in vain, and only then
// where it is: a whole journey on a slow line. The scripts of this page come from beside it too.
window.__streamlit = {BACKEND_BASE_URL: new URL("./", location.href).href};

// A link to another page of this app opens in this tab: Streamlit would open one more for each. It stands in the first
// page since words can be pressed before anything else of ours has come.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.('a[target="_blank"]');
  if (link?.getAttribute("href")?.startsWith("/")) link.removeAttribute("target");
}, true);

// Icons are letters of a font. It comes late on a slow line, and never where a computer lets no page bring fonts; until it
// is here the icons' names ("trending_up") would lie over the words beside them.
document.fonts.addEventListener("loadingdone", () => {
  const icons = [...document.fonts].filter((face) => face.family.includes("Material Symbols Rounded"));
  const seen = ["loaded", "error"].find((status) => icons.some((face) => face.status === status));
  if (seen) document.documentElement.dataset.icons = seen;
});

// The font of all words is half as large as the scripts. On a slow line it would take the way from them, and nothing is
// written in it before they have come.
const scripts = document.querySelector("script[type=module]").src;
new PerformanceObserver((list, watch) => {
  if (!list.getEntriesByName(scripts).length) return;
  watch.disconnect();
  for (const font of document.querySelectorAll("link[rel=preload-later]")) font.rel = "preload";
}).observe({ type: "resource", buffered: true });

// On a slow computer a page is worked out for seconds before any of it shows. So what comes behind its first statement, or
// behind the tiles of Results, waits until these are drawn. What ends them is told by the id of a button, or by its HTML:
// both stand in what the server sends in plain letters, and in nothing else (rules for looks name the button too). Once for
// each page that is loaded.
const LONGEST = 5000;
const FIRST = [
  { ends: /\$\$ID-[0-9a-f]+-turn_/, shows: "[class*=st-key-turn_] button" },
  { ends: /<div class="tiles">/, shows: ".tiles" },
];
let isHolding = true;
const drawnFirst = (data) => {
  const told = data instanceof ArrayBuffer ? new TextDecoder("latin1").decode(data) : "";
  return FIRST.find((first) => first.ends.test(told))?.shows;
};
window.WebSocket = class extends WebSocket {
  #held = [];
  #isWaiting = false;

  constructor(...where) {
    super(...where);
    super.addEventListener("close", () => this.#goOn()); // nothing that came is lost
  }

  addEventListener(kind, deal, ...rest) {
    super.addEventListener(kind, kind === "message" ? (event) => this.#deal(deal, event) : deal, ...rest);
  }

  #deal(deal, event) {
    if (this.#isWaiting) {
      this.#held.push(() => deal(event));
      return;
    }
    deal(event);
    const first = isHolding && drawnFirst(event.data);
    if (first) this.#waitFor(first);
  }

  #waitFor(first) {
    isHolding = false;
    this.#isWaiting = true;
    const end = performance.now() + LONGEST;
    const look = () => {
      const isDrawn = document.querySelector(first) || performance.now() > end;
      setTimeout(isDrawn ? () => this.#goOn() : look, 20); // long enough for the browser to show what was drawn
    };
    look();
  }

  #goOn() {
    this.#isWaiting = false;
    for (const next of this.#held.splice(0)) next();
  }
};
