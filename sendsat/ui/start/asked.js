// Remembers for a quarter of an hour which page somebody asked for: their sign-in service sends everybody back to one
// address, and `serving/landing.py` then leads them on. It is told again at each click, so the tab that was used last
// counts.
export default function () {
  const remember = () => {
    const asked = encodeURIComponent(location.pathname + location.search);
    const sealed = location.protocol === "https:" ? "; Secure" : "";
    document.cookie = `sendsat_asked=${asked}; Path=/; Max-Age=900; SameSite=Lax${sealed}`;
  };
  remember();
  document.addEventListener("click", remember, true);
  return () => document.removeEventListener("click", remember, true);
}
