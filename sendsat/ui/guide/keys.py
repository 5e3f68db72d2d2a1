"""Single keys in HTML: the script that judges them, the sheet that lists them, and guidance that they page through."""

from collections.abc import Iterable
from pathlib import Path

from markupsafe import Markup

from sendsat.ui.frame import browser
from sendsat.ui.frame.html import joined

SOURCE = (Path(browser.__file__).parent / "keys.js").read_text("utf-8")


def script(*sources: Path) -> Markup:
    """A script for a page that has keys of its own.

    It runs with the page's first HTML: a component's script would come a moment after the statement, and keys be lost.
    """
    texts = (SOURCE, *(source.read_text("utf-8") for source in sources))
    return Markup("<script>") + Markup("".join(texts)) + Markup("</script>")


def sheet_html(keys: Iterable[tuple[str, str]]) -> Markup:
    """The keys with what each does, and the switch that turns them off, for the sheet that the script opens."""
    rows = joined(Markup("<dt>{}</dt><dd>{}</dd>").format(key, does) for key, does in keys)
    return Markup(
        '<div id="wall-keys" role="dialog" aria-modal="false" aria-label="Keys" tabindex="-1" hidden>'
        "<p><b>Keys</b> (they rest while you type; Esc or a click elsewhere wakes them)</p><dl>{}</dl>"
        '<button id="wall-keys-switch" type="button" role="switch" aria-checked="true">Single keys work</button> '
        '<button class="opens-reading" type="button" aria-haspopup="dialog">Reading settings</button></div>'
    ).format(rows)


def paged_html(guidance: Markup) -> Markup:
    """Guidance that Space and Page Up turn page by page, with the line that says which page this is."""
    return Markup(
        '<div class="paged">{}<p class="paged-keys"><b id="guidance-page">Guidance</b> <span class="when-keys">'
        "<b>Space</b> on · <b>Page Up</b> back · <b>G</b> or <b>Esc</b> close</span></p></div>"
    ).format(guidance)


CSS = Markup("""
<style>
#wall-keys-button {font:inherit; color:inherit; background:none; border:1px solid currentColor; border-radius:8px;
  padding:.1rem .6rem; cursor:pointer; min-height:1.9rem}
html[data-wall-keys-off] .when-keys {display:none}
html:not([data-wall-keys-off]) .when-off {display:none}
#wall-keys-switch {font:inherit; color:inherit; background:none; border:2px solid currentColor; border-radius:8px;
  padding:.2rem .8rem; margin:.5rem 0; min-height:2rem; cursor:pointer}
#wall-keys-switch[aria-checked=true]::before {content:"✓ " / ""}
#wall-keys-switch[aria-checked=false]::before {content:"✕ " / ""}
#wall-keys {position:fixed; inset:auto 1.5rem 1.5rem auto; z-index:999; max-width:min(34rem,92vw);
  padding:1rem 1.4rem; border-radius:12px; max-height:calc(100vh - 3rem); overflow-y:auto;
  background:var(--tip); color:var(--on-dark); font-size:1rem; border:2px solid var(--on-dark)}
#wall-keys[hidden] {display:none} #wall-keys dl {display:grid; grid-template-columns:auto 1fr; gap:.25rem 1rem;
  margin:.4rem 0 0}
#wall-keys dt {font-weight:700} #wall-keys dd {margin:0} #wall-keys p {margin:0}
.whole-guidance {font-size:1.05rem}
.whole-guidance h2 {font-size:1.2rem; margin:.5rem 0 .2rem; padding:0}
.whole-guidance .asks li {font-size:1.25rem; font-weight:600}
.paged {border:1px solid var(--edge); border-radius:8px; padding:.2rem .8rem}
.paged .whole-guidance {overflow-y:auto; max-height:44vh; overscroll-behavior:contain}
.paged-keys {margin:.2rem 0 0; font-size:.9rem; border-top:1px solid var(--line); padding-top:.2rem}
</style>
""")
