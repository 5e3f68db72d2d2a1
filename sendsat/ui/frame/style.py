"""The few style rules that no theme option gives: guidance that stays in view, terms that explain themselves.

Those for paper stand in print.css, those for how somebody reads in reading_settings.css and reading_pages.css.
"""

from pathlib import Path

from markupsafe import Markup

from sendsat.palette import SHARP_DARK, SHARP_LIGHT, css_for_both
from sendsat.ui.frame.html import put_html

# The frame of a statement, by what holds it. Not by what is in it (`:has(.state)`): a browser would then work out the
# style of the whole page anew at each rating, for some fifty milliseconds.
CARD = Markup(
    ":is(.st-key-cards, .st-key-alone_statement) > [data-testid=stLayoutWrapper] > [data-testid=stVerticalBlock]"
)
CSS = Markup("<style>:root {{{}}}</style>").format(css_for_both()) + Markup("""
<style>
.sr-only {position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
@media (min-width: 641px) {
  [data-testid=stColumn]:has([class*=st-key-beside_]) {position:sticky; top:4rem; align-self:flex-start;
    max-height:calc(100vh - 4.5rem); overflow-y:auto; padding-right:.5rem}
  .guidance-link {display:none}
}
.term {border-bottom:2px dotted currentColor; cursor:help}
.points > li, .panel :is(li, dd) {position:relative; overflow-wrap:anywhere}
.term .tip {position:absolute; left:0; right:0; max-width:24rem; z-index:50; margin-top:.2rem;
  scroll-margin:.5rem; padding:.6rem .75rem; background:var(--tip); color:var(--on-dark); border-radius:8px;
  font-size:.9rem; line-height:1.4; display:none; font-weight:400}
.term:hover .tip, .term:focus .tip, .term:focus-within .tip {display:block}
.term.shut .tip {display:none}
.panel ul.points {list-style:none; margin:0; padding:0}
.panel ul.points > li {margin:0 0 .85rem 0; line-height:1.5}
.kind {font-weight:650; font-size:.78rem; letter-spacing:.03em; padding:.1rem .45rem; border-radius:6px;
  border:1px solid currentColor; margin-right:.35rem; white-space:nowrap}
.cites {opacity:.85; font-size:.88rem}
.mark {margin-left:.4rem; font-size:.92rem; position:relative; top:-.06rem} .unbound {font-weight:600}
.aside {border-left:3px solid currentColor; padding-left:.6rem; margin:.35rem 0 0 0; font-size:.92rem}
.panel h3 {margin:1.1rem 0 .5rem 0; padding:0; font-size:1.02rem}
.panel h3:first-child {margin-top:.2rem}
.panel dl {margin:0 0 1.2rem 0} .panel dt {font-weight:650; margin-top:.35rem} .panel dd {margin:0 0 .2rem 0}
.st-key-keeper {position:absolute; width:1px; height:1px; overflow:hidden}
.st-key-parts {gap:.4rem}
.st-key-parts > div {flex:none !important; width:auto !important}
.rag-red {color:var(--red)} .rag-amber {color:var(--amber)}
.rag-green {color:var(--green)}
.st-key-parts button {min-height:2rem; padding:.2rem .65rem}
.st-key-parts button p {font-size:.9rem}
@media (max-width: 640px) {
  .st-key-parts {flex-wrap:nowrap !important; overflow-x:auto; padding-bottom:.4rem}
  .st-key-parts > div {max-width:80vw}
}
[data-testid="stMainBlockContainer"] {padding-left:clamp(1rem,3vw,3rem); padding-right:clamp(1rem,3vw,3rem)}
.guidance-link, .panel a {color:inherit}
[data-testid=stSidebar][data-collapsed=true] [data-testid=stSidebarContent] {overflow:hidden; visibility:hidden}
[role=tab]:is([aria-selected=true], :hover), [role=tab]:is([aria-selected=true], :hover) p {color:inherit !important}
.st-key-menu {gap:0}
.st-key-menu > div {margin:0 !important}
.st-key-menu a {height:1.5rem; min-height:0; margin:0}
.st-key-menu a:is([href$="leadership"], [href$="workshop"], [href$="results"], [href$="rounds"], [href$="search"],
  [href*="leadership?"], [href*="workshop?"], [href*="results?"], [href*="rounds?"], [href*="search?"])
  {margin-top:.4rem}
@media (max-width: 640px) {.st-key-menu a {height:2.25rem} .kind {white-space:normal}}
[class*=st-key-standing_] a {padding-left:0; font-weight:600; text-decoration:underline}
[data-testid=stBaseButton-tertiary]:is(:hover,:active,:focus) {color:inherit; text-decoration:underline}
CARD {flex-flow:row wrap; align-items:center;
  gap:.5rem .75rem; padding:1rem; border:1px solid color-mix(in srgb, currentColor 22%, transparent); border-radius:8px}
CARD > * {order:3}
CARD > [class*=st-key-rating_] {order:1}
.state {order:2}
CARD > :first-child, CARD > :first-child > [data-testid=stHtml] {display:contents}
CARD > :first-child > [data-testid=stHtml] > :not(.state) {flex:1 1 100%; order:0; margin:0}
CARD > :first-child > [data-testid=stHtml] > .unsafe {order:2}
.unsafe {border:2px solid var(--red); border-radius:8px; padding:.45rem .7rem; font-size:.95rem;
  line-height:1.45} .unsafe b {color:var(--red)}
h1.page {font-size:1.9rem; line-height:1.25; font-weight:650; margin:0; padding:0 0 .3rem}
h2.part {font-size:1.45rem; margin:0; padding:0}
h5.drawer {font-size:1rem; margin:0; padding:0 0 1rem}
h3.question {font-size:1.2rem; margin:0; padding:.4rem 0 0}
.st-key-parts {align-items:center}
.here {display:inline-block; padding:.28rem .65rem; border-radius:8px; font-size:.9rem; font-weight:650;
  background:var(--accent); color:var(--on-accent)}
.rag summary {cursor:pointer; font-size:.92rem; padding:.15rem 0}
.ragwords {display:grid; grid-template-columns:auto minmax(0,1fr); gap:.35rem .9rem; margin:.4rem 0}
.ragwords dt {font-weight:650; white-space:nowrap}
.ragwords dd {margin:0; overflow-wrap:anywhere; font-size:.92rem; line-height:1.45}
.tie-break {font-size:.92rem; margin:.35rem 0}
.last {font-size:.9rem; margin:.35rem 0} .last summary {cursor:pointer}
.typed {white-space:pre-wrap; overflow-wrap:anywhere; padding:.35rem 0 .35rem 1rem}
.statement {font-size:1rem; font-weight:400; line-height:1.5; margin:0; padding:0; scroll-margin-top:5rem}
.saved, .notice {font-size:.88rem} .notice.saved {color:var(--green)} .rated {font-size:1.1rem}
#wall-rest {position:fixed; inset:auto auto 0 50%; transform:translateX(-50%); z-index:9998;
  background:var(--tip); color:var(--on-dark); border:2px solid var(--on-dark); border-bottom:0;
  border-radius:8px 8px 0 0; padding:.3rem 1rem; font-size:1.35rem; width:max-content; font-weight:650; max-width:96vw}
#wall-rest:empty {border:0; padding:0}
#rating-keys-switch {font:inherit; font-size:.92rem; color:inherit; background:none; border:1px solid var(--edge);
  border-radius:8px; padding:.15rem .6rem; min-height:1.9rem; cursor:pointer}
#rating-keys-switch[aria-checked=true]::before {content:"✓ " / ""}
html[data-wall-keys-off] #rating-keys-switch {display:none}
@media (max-width: 640px) {#rating-keys-switch {display:none}}
/* Where the keyboard is: dark on light or light on dark, whatever the control's own colour, with the page between. */
:is(a, button, summary, canvas, [role=radio], [role=tab], [tabindex="0"]:not(input, textarea)):focus-visible {
  outline:3px solid var(--text) !important; outline-offset:2px !important; box-shadow:0 0 0 2px var(--paper) !important;
  z-index:2}
:is(.st-key-menu a, canvas, .st-key-parts button, [data-tag], [data-tag] button):focus-visible
  {outline-offset:-3px !important; box-shadow:none !important}
/* What scrolls would cut a ring outside: it lies inside, with the page between it and the control's own colour. */
[class*=st-key-show_marks] button:focus-visible
  {outline-offset:-3px !important; box-shadow:inset 0 0 0 5px var(--paper) !important}
:is([data-tag], [data-tag] button):focus-visible {outline-color:var(--on-dark) !important}
:is(input, textarea):focus-visible {outline:3px solid var(--text) !important; outline-offset:-3px !important;
  border-radius:6px}
label:has(input:is([type=checkbox], [type=radio]):focus-visible) {outline:3px solid var(--text); outline-offset:2px;
  border-radius:4px}
/* Edges of what can be filled in or chosen. */
:is([role=group]:has(> [role=combobox], > [data-testid=stMultiSelectTagsContainer]),
  [data-testid=stTextAreaRootElement], [data-testid=stTextInputRootElement],
  [data-testid=stDateInputField], [data-testid=stButtonGroup] button)
  {border-color:var(--edge) !important}
[data-testid=stButtonGroup] [role=radio][aria-checked=true] {background:var(--accent) !important;
  border:2px solid var(--text) !important; color:var(--on-accent) !important; font-weight:650}
[data-testid=stButtonGroup] [role=radio][aria-checked=true] * {color:inherit !important}
[data-testid=stButtonGroup] [role=radio][aria-checked=true]::before {content:"✓" / ""; margin-right:.35rem}
[data-testid=stSelectbox][data-whole]::after {content:attr(data-whole) / ""; display:block; padding:.2rem .5rem 0;
  overflow-wrap:anywhere; line-height:1.3}
[role=listbox] [role=option] {height:auto; min-height:2.5rem}
[role=listbox] [data-item-hl] {white-space:normal; overflow:visible; overflow-wrap:anywhere; height:auto;
  line-height:1.2; padding-block:.3rem}
[role=presentation] > [role=option] {height:100%; min-height:0}
[role=listbox][data-grown] {zoom:var(--row-grows); max-height:calc(min(18.75rem, 70vh) / var(--row-grows))}
[data-grown] [role=option] {font-size:calc(.875rem / var(--row-grows)); padding-inline:calc(.3rem / var(--row-grows))}
[data-grown] [data-item-hl] {padding:calc(.3rem / var(--row-grows)) calc(.5rem / var(--row-grows));
  border-radius:calc(.375rem / var(--row-grows))}
[data-tag] {max-width:100%; height:auto}
[data-tag] > [title] {white-space:normal; overflow-wrap:anywhere; max-width:none}
[data-tag] button {min-width:24px; min-height:24px}
@media (forced-colors: active) {
  :focus-visible, label:has(input:focus-visible) {outline-color:Highlight !important}
  .term .tip, .here, [data-testid=stCheckbox] label > div:first-of-type {border:1px solid}
  [role=radio][aria-checked=true], [role=radio][aria-checked=true] * {forced-color-adjust:none;
    background:Highlight !important; color:HighlightText !important}
}
</style>
""").replace("CARD", CARD)


def rules(name: str) -> Markup:
    """The rules of a file that lies here, without the element around them."""
    return Markup((Path(__file__).parent / name).read_text("utf-8"))


PAPER = Markup("<style>{}</style>").format(rules("print.css").replace("CARD", CARD))
READING = Markup("<style>@media screen {{html[data-read-contrast] {{{}}}}}{}</style>").format(
    css_for_both(SHARP_LIGHT, SHARP_DARK), rules("reading_settings.css") + rules("reading_pages.css")
)
"""What each reading setting does, here and on the phones; and what it needs of Streamlit's parts."""


def apply() -> None:
    """Add the rules to the page."""
    put_html(CSS + PAPER + READING)
