"""The look of one statement alone: on a page, and as large as a projector's screen allows."""

from markupsafe import Markup

from sendsat.ui.guide import keys

_BOTH = Markup("""
<style>
.alone-where {margin:0; font-variant-numeric:tabular-nums}
.alone-colours {border-collapse:collapse; width:100%; margin:0; line-height:1.35}
.alone-colours :is(th, td) {text-align:left; vertical-align:top; padding:.35rem .5rem; border:0;
  border-top:1px solid var(--line)}
.alone-colours th {white-space:nowrap; font-weight:700; width:1%}
.alone-colours tr.stands {outline:3px solid; outline-offset:-3px}
h1.alone-text {font-weight:650; margin:0; padding:0; text-wrap:pretty}
.st-key-alone_body, .st-key-alone_guidance {gap:0}
.st-key-alone_tools {align-items:center; gap:.5rem}
.st-key-alone_ways {align-items:center; gap:.25rem 1rem} .st-key-alone_ways a {text-decoration:underline}
@media (min-width: 1000px) {
  .st-key-alone_body:has(.paged) {flex-direction:row; gap:1.5rem; align-items:flex-start}
  .st-key-alone_body:has(.paged) > [data-testid=stLayoutWrapper] {flex:1 1 0; min-width:0; width:auto}
  .st-key-alone_body:has(.paged) > [data-testid=stLayoutWrapper]:has(.st-key-alone_statement) {flex-grow:1.35}
}
</style>
""")
CSS = (
    keys.CSS
    + _BOTH
    + Markup("""
<style>
h1.alone-text {font-size:1.6rem; line-height:1.3}
.paged-keys {display:none}
.paged .whole-guidance {max-height:calc(100vh - 11rem); font-size:.95rem} .whole-guidance .asks li {font-size:1rem}
@media (max-width: 999px) {.paged {margin-top:1rem} .paged .whole-guidance {max-height:none}}
@media (max-width: 640px) {h1.alone-text {font-size:1.25rem} .alone-colours {font-size:.95rem}}
</style>
""")
)
LARGE = (
    keys.CSS
    + _BOTH
    + Markup("""
<style>
html {font-size:calc(max(100%, min(1.46vw, 2.62vh)) * var(--read-size, 1)) !important}
#reading-opener {display:none}
[data-testid="stHeader"], [data-testid="stSidebar"] {display:none !important}
[data-stale="true"] {opacity:1 !important}
[data-testid="stMainBlockContainer"] {padding:.5rem 1.5rem 2.4rem !important; max-width:none}
[data-testid="stMainBlockContainer"] > [data-testid="stVerticalBlock"] {gap:.3rem}
[data-testid="stMainBlockContainer"] .stElementContainer:has(> [data-testid="stHtml"] > style) {display:none}
.st-key-alone_large {gap:.4rem}
.st-key-alone_tools button {min-height:1.8rem; padding:.1rem .6rem}
h1.alone-text {font-size:2rem; line-height:1.16} h1.alone-text.long {font-size:1.75rem}
.alone-colours {font-size:1.08rem; line-height:1.26} .alone-colours th {font-size:1.15rem}
.st-key-alone_large .st-key-alone_statement > [data-testid=stLayoutWrapper] > [data-testid=stVerticalBlock]
  {border:0; padding:0; gap:.3rem .75rem}
.st-key-alone_large .alone-colours :is(th, td) {padding:.2rem .5rem}
.st-key-alone_body:has(.paged) h1.alone-text {font-size:1.55rem}
.st-key-alone_body:has(.paged) .alone-colours {font-size:.9rem; line-height:1.22}
.st-key-alone_body:has(.paged) .alone-colours th {font-size:1rem}
.paged .whole-guidance {max-height:calc(100vh - 8.6rem)}
.st-key-alone_large :is([class*=st-key-turn_], [class*=st-key-open_], [class*=st-key-let_rate_]) {display:none}
.st-key-alone_body:has(.paged) .last {display:none}
.alone-hints {position:fixed; inset:auto 0 0 0; z-index:30; margin:0; padding:.25rem 1.5rem; font-size:.95rem;
  border-top:1px solid var(--line); background:var(--st-background-color, var(--paper)); display:flex;
  justify-content:space-between; gap:1rem; align-items:center; max-width:none !important; margin:0 !important}
:is(html[data-read-size="150"], html[data-read-size="200"]) .alone-hints {position:static}
@media (max-width: 640px) {
  .alone-hints {position:static}
  h1.alone-text.short, h1.alone-text.long {font-size:1.3rem} .alone-colours, .alone-colours th {font-size:1rem}
  [data-testid="stMainBlockContainer"] {padding-left:1rem !important; padding-right:1rem !important}
}
</style>
""")
)
