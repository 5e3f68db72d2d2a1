"""The wall's look: one rule makes everything as large as the screen allows, since Streamlit sizes in rem."""

from markupsafe import Markup

from sendsat.ui.guide import keys

CSS = keys.CSS + Markup("""
<style>
html {font-size:calc(max(100%, min(1.46vw, 2.62vh)) * var(--read-size, 1)) !important}
#reading-opener {display:none}
[data-testid="stHeader"], [data-testid="stSidebar"] {display:none !important}
/* Streamlit greys what it draws anew; a room reads on meanwhile. */
[data-stale="true"] {opacity:1 !important}
[data-testid="stMainBlockContainer"] {padding:.35rem 1.5rem 0 !important; max-width:none}
[data-testid="stMainBlockContainer"] > [data-testid="stVerticalBlock"] {gap:.3rem}
[data-testid="stMainBlockContainer"] .stElementContainer:has(> [data-testid="stHtml"] > style) {display:none}
.st-key-wall_screen, .st-key-wall_screen > [data-testid="stLayoutWrapper"] > [data-testid="stVerticalBlock"] {gap:.2rem}
[data-testid="stLayoutWrapper"]:has(> .st-key-wall_controls) {position:sticky; bottom:0; z-index:20}
html:is([data-read-size="150"], [data-read-size="200"]) [data-testid="stLayoutWrapper"]:has(> .st-key-wall_controls) {
  max-height:40vh; overflow-y:auto}
.st-key-wall_controls {flex-flow:row wrap; align-items:center; gap:.4rem; padding:.35rem 0 .5rem; border-top:1px solid;
  background:var(--st-background-color, var(--paper))}
.st-key-wall_controls > [data-testid="stLayoutWrapper"],
  .st-key-wall_controls > [data-testid="stLayoutWrapper"] > [data-testid="stVerticalBlock"] {display:contents}
.st-key-wall_controls [data-testid="stElementContainer"] {width:auto}
.st-key-wall_controls button {min-height:2.1rem; padding:.1rem .6rem}
.wall-bar {display:flex; gap:.2rem 2rem; justify-content:space-between; font-size:.95rem; border-bottom:1px solid;
  padding-bottom:.25rem; font-variant-numeric:tabular-nums; flex-wrap:wrap}
.wall-bar .over {font-weight:650}
.wall-bar .pace {white-space:nowrap}
.wall-practice {border:2px solid var(--line); border-radius:12px; padding:.5rem 1rem; margin:.4rem 0}
.wall-practice h2 {font-size:1.7rem; padding:0; margin:0 0 .2rem} .wall-practice p {margin:0 0 .2rem}
.wall-practice .wall-colours .votes b {font-size:1.6em; line-height:1}
.wall-practice .wall-colours .votes {width:1%; text-align:right}
#wall-agenda {position:fixed; inset:2.5rem 1rem 1rem; z-index:9980; overflow:hidden; display:flex;
  flex-direction:column; max-width:70rem; margin:0 auto; border:2px solid var(--edge); border-radius:12px;
  background:var(--paper); color:var(--text); font-size:1.05rem}
#wall-agenda .head {display:flex; flex-wrap:wrap; align-items:center; gap:.3rem 1.2rem; padding:.5rem 1rem;
  border-bottom:1px solid var(--line)}
#wall-agenda h2 {font-size:1.4rem; margin:0; padding:0} #wall-agenda .hint {font-size:.9rem}
#wall-agenda input {font:inherit; width:4.5rem; padding:.1rem .5rem; border:2px solid var(--edge); border-radius:8px;
  background:var(--paper); color:var(--text)}
#wall-agenda .told {font-weight:650} #wall-agenda .head button {margin-left:auto; padding:.1rem .8rem;
  border:1px solid var(--edge); border-radius:8px}
#wall-agenda button {font:inherit; color:inherit; background:none; border:0; cursor:pointer; min-height:2rem}
#wall-agenda ol {list-style:none; margin:0; padding:.3rem .6rem; overflow-y:auto}
#wall-agenda li {margin:0; padding:0}
#wall-agenda li button {display:grid; grid-template-columns:2rem 4.2rem minmax(0,1fr) auto; gap:.6rem; width:100%;
  text-align:left; padding:.2rem .5rem; border-radius:8px; align-items:baseline; row-gap:0}
.wall-agenda-open {font-size:.9rem !important; white-space:nowrap}
html:not([data-agenda-is-heard]) .wall-agenda-open {visibility:hidden}
#wall-agenda .number {text-align:right; font-variant-numeric:tabular-nums}
#wall-agenda [aria-current] {outline:3px solid var(--accent); outline-offset:-3px}
#wall-agenda .sign {white-space:nowrap; font-weight:650}
#wall-agenda .sign.red {color:var(--red)} #wall-agenda .sign.amber {color:var(--amber)}
#wall-agenda .sign.green {color:var(--green)}
#wall-agenda :is(button, input):focus-visible {outline:3px solid var(--accent); outline-offset:1px}
@media (max-width: 640px) {#wall-agenda {inset:.5rem}
  #wall-agenda li button {grid-template-columns:1.6rem minmax(0,1fr) auto}
  #wall-agenda .text {grid-column:2 / -1; grid-row:2} #wall-agenda .hint {display:none}}
.wall-bar .many {background:var(--alarm); color:var(--on-dark); padding:0 .4rem; border-radius:6px}
.st-key-wall_rate_clear {margin:0 2.5rem 0 1.5rem}
.wall-no-phones h2 {font-size:2.6rem; line-height:1.15; padding:0 0 .6rem} .wall-no-phones p {font-size:1.15rem}
.wall-top {display:flex; justify-content:space-between; align-items:baseline; gap:1rem; flex-wrap:wrap}
.wall-top > p {margin-bottom:0}
.wall-where {font-size:1rem; margin:0; flex:1 1 auto}
.wall-question {font-size:1rem; margin:0; opacity:.9}
h1.wall-text {font-size:2.5rem; line-height:1.16; font-weight:650; margin:.1rem 0 .35rem; padding:0; text-wrap:pretty}
h1.wall-text.long {font-size:1.85rem}
#wall-saved {font-size:1.35rem; line-height:1.25; font-weight:700; min-height:1.25em; white-space:nowrap}
#wall-saved.saved {font-size:1.35rem; color:var(--green)}
#wall-saved.failed, #wall-unsaved {background:var(--alarm); color:var(--on-dark); padding:.1rem .8rem;
  border-radius:8px; white-space:normal}
#wall-saved.failed {order:1; flex:1 1 100%; font-size:1.15rem}
#wall-unsaved {position:fixed; inset:auto 0 0 0; z-index:9999; font-size:2.4rem; font-weight:700; text-align:center;
  border-radius:0}
.st-key-wall_writes_for {gap:.2rem 1rem} .st-key-wall_writes_for p {margin:0}
body:has(#wall-unsaved) #wall-saved.saved {visibility:hidden}
table.wall-colours {border-collapse:collapse; width:100%; font-size:1.08rem; line-height:1.25; margin:0}
.wall-colours th, .wall-colours td {text-align:left; vertical-align:top; padding:.14rem .5rem;
  border-top:1px solid var(--line)}
.wall-colours.plain {font-size:1.3rem}
@media (max-width: 640px) {html:is([data-read-size="150"], [data-read-size="200"]) table.wall-colours
  :is(tbody, tr, th, td) {display:block; width:auto; white-space:normal}}
.wall-colours.voting {font-size:.98rem}
.wall-colours th[scope=row] {white-space:nowrap; font-weight:700; width:1%}
.wall-colours .sign {display:inline-block; min-width:1.2em; font-size:1.25em; line-height:1}
.wall-colours .red .sign, .wall-colours .red i {color:var(--red)}
.wall-colours .amber .sign, .wall-colours .amber i {color:var(--amber)}
.wall-colours .green .sign, .wall-colours .green i {color:var(--green)}
.wall-colours tr.stands {outline:3px solid; outline-offset:-3px}
span.stands {display:block; font-size:.8rem; font-weight:650; white-space:nowrap}
.wall-voting {display:flex; flex-wrap:wrap; align-items:center; gap:.4rem 2rem; padding:.2rem 0 .4rem}
.wall-voting .number {font-size:4rem; line-height:1.05; margin:0; font-variant-numeric:tabular-nums}
.wall-voting .number small {font-size:.45em}
.wall-voting .marks {display:flex; flex-wrap:wrap; gap:.25em; flex:1 1 12rem; font-size:2.2rem}
.wall-voting .marks.middle {font-size:1.5rem} .wall-voting .marks.small {font-size:.95rem}
.wall-voting .marks i {width:1em; height:1em; border:.14em solid var(--edge); border-radius:50%}
.wall-voting .marks i.in {background:var(--accent); border-color:var(--accent)}
.wall-reveal {display:flex; gap:.7rem; align-items:stretch; margin:.2rem 0 0}
.wall-reveal section {flex:3 1 0; min-width:0; padding:.1rem .4rem}
.wall-reveal section.aside {flex:1.3 1 0; display:flex; flex-direction:column; gap:.5rem}
.wall-reveal h2 {font-size:1.35rem; line-height:1.3; margin:0; padding:0; font-weight:700; display:flex;
  flex-wrap:wrap; gap:0 .5rem; align-items:baseline}
.wall-reveal .aside h2 {font-size:1.1rem}
.wall-reveal .votes {display:flex; flex-wrap:wrap; align-items:center; gap:.8rem; padding:0 .8rem; border-radius:8px;
  border:1px solid var(--edge)}
.wall-reveal .votes > b {font-size:5.6rem; line-height:1.02; font-variant-numeric:tabular-nums}
.wall-reveal .aside .votes > b {font-size:3rem; line-height:1.1}
.wall-reveal .first {font-size:1.1rem; line-height:1.15} .wall-reveal .first b {font-size:1.5em; display:block}
.wall-reveal .sign {min-width:0} .wall-reveal .stands {font-size:1.05rem}
.wall-reveal .signs {margin:0; line-height:1; min-height:1em; font-size:2.1rem}
.wall-reveal .signs.middle {font-size:1.4rem} .wall-reveal .signs.small {font-size:.8rem}
.wall-reveal .red :is(.signs, .sign) {color:var(--red)} .wall-reveal .amber :is(.signs, .sign) {color:var(--amber)}
.wall-reveal .green :is(.signs, .sign) {color:var(--green)}
.wall-reveal .looks {font-size:.98rem; line-height:1.25; margin:0}
.wall-reveal :is(section, div).stands {outline:3px solid; outline-offset:-1px; border-radius:8px}
@media (prefers-reduced-motion: no-preference) {
  .wall-reveal.fresh .votes > b, .wall-reveal.fresh .signs {animation:wall-reveal .4s ease-out}
  .wall-voting .marks i.in {animation:wall-reveal .3s ease-out}
}
@keyframes wall-reveal {from {opacity:0; transform:translateY(.35em) scale(.9)} to {opacity:1; transform:none}}
@media (max-width: 640px) {
  .wall-reveal {flex-wrap:wrap} .wall-reveal section, .wall-reveal section.aside {flex:1 1 100%}
  h1.wall-text.short, h1.wall-text.long {font-size:1.3rem}
}
.wall-stands {font-size:1.1rem; margin:.2rem 0 0}
.wall-hints {display:flex; align-items:center; gap:.3rem 1.5rem; flex-wrap:wrap; font-size:.95rem}
:is(#wall-more-button, .wall-agenda-open) {font:inherit; color:inherit; background:none;
  border:1px solid currentColor; border-radius:8px; padding:.1rem .6rem; cursor:pointer; min-height:1.9rem}
html:is([data-wall-more], [data-wall-keys-off]) .wall-hints span {display:none}
html:not([data-wall-more]) .st-key-wall_stage .st-key-wall_controls
  [data-testid=stElementContainer]:not(:has([data-testid=stBaseButton-primary], [role=alert], .wall-hints)) {
  display:none}
/* What changes with each step fills the first row, so that no button below it moves under a hand that presses twice. */
.st-key-wall_stage .st-key-wall_controls [data-testid=stElementContainer]:has(.wall-hints) {order:-1; flex:1 1 30%}
.st-key-wall_stage .st-key-wall_controls [class*=st-key-wall_vote] {order:-2}
.st-key-wall_stage .st-key-wall_controls
  [data-testid=stElementContainer]:has([data-testid=stBaseButton-primary]) {order:-3}
#wall-blank {position:fixed; inset:0; z-index:9990; background:var(--blank); cursor:none}
.wall-rule {font-size:1.05rem; margin:.15rem 0 0}
.wall-told {font-size:1.1rem; margin:.2rem 0 0} .wall-told .apart {font-weight:700}
.wall-last {font-size:.92rem; margin:.15rem 0 .2rem}
.unsafe {font-size:1.05rem; line-height:1.25; padding:.2rem .6rem; margin:.2rem 0}
.st-key-wall_screen:has(.paged) h1.wall-text.short {font-size:1.85rem}
.wall-hints .turns {display:none}
:root:has(.paged) .wall-hints .turns {display:inline} :root:has(.paged) .wall-hints .leads {display:none}
.wall-qr img {display:block; width:min(62vh,100%); height:auto; border-radius:8px}
.wall-code {font-size:4rem; font-weight:750; letter-spacing:.06em; margin:0; line-height:1.1;
  font-variant-numeric:tabular-nums}
.wall-agenda {font-size:1.05rem} .wall-agenda li {margin:.15rem 0}
.wall-numbers {display:flex; gap:2.5rem; flex-wrap:wrap; margin:.4rem 0}
.wall-numbers div {font-size:1.1rem} .wall-numbers b {display:block; font-size:3rem; line-height:1.1}
table.wall-tally {border-collapse:collapse; width:100%; font-size:1.05rem; line-height:1.3; margin:.3rem 0 .8rem}
.wall-tally th, .wall-tally td {text-align:left; vertical-align:top; padding:.2rem .6rem .2rem 0;
  border-top:1px solid var(--line)}
.wall-tally td:nth-child(2) {white-space:nowrap; font-weight:650}
[data-testid="stLayoutWrapper"]:has(> .st-key-wall_moves) {position:sticky; bottom:0; z-index:20; padding:.4rem 0;
  background:var(--st-background-color, var(--paper))}
.st-key-wall_lacks {gap:.4rem; flex-wrap:wrap}
.st-key-wall_moves {gap:.4rem; align-items:center}
.wall-bar progress {width:5rem; vertical-align:middle; accent-color:var(--accent)}
@media (max-width: 640px) {.wall-tally td:nth-child(2) {white-space:normal}}
@media (max-width: 640px) {[data-testid="stLayoutWrapper"]:has(> .st-key-wall_controls) {position:static}}
@media (forced-colors: active) {.wall-voting .marks i.in {forced-color-adjust:none; background:CanvasText}}
</style>
""")
