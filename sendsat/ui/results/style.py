"""The look of the Results page's first screen: counts, tiles, the statement beside them, the heat map; and of bars."""

from markupsafe import Markup

from sendsat.palette import css_of_states
from sendsat.reports.charts.palette import css_of_dates, css_of_movements

CSS = Markup("<style>{}</style>").format(css_of_states()) + Markup("""
<style>
.stElementContainer:has(> [data-testid="stHtml"] > style) {display:none}
.st-key-results_go {position:absolute; width:1px; height:1px; overflow:hidden}
.st-key-results_first {gap:.5rem}
.st-key-results_filters {gap:.5rem}
.counts {display:flex; flex-wrap:wrap; gap:.1rem 1.1rem; align-items:baseline}
.counts ul {display:flex; flex-wrap:wrap; gap:.1rem 1.1rem; list-style:none; margin:0; padding:0}
.counts .count {margin:0} .counts b {font-size:1.9rem; line-height:1.2; font-weight:650}
.counts p {margin:0} .counts a {color:inherit}
.sign {display:inline-block; min-width:1.35rem; text-align:center; border-radius:4px;
  border-width:1px; border-style:solid;   line-height:1.25}
.tiles {container-type:inline-size}
.sections {display:grid; grid-template-columns:repeat(4, minmax(0, 1fr)); gap:.4rem .7rem; align-items:start}
.tiles h2 {font-size:.95rem; line-height:1.2; font-weight:650; margin:0; padding:0 0 .15rem}
.tiles h3 {font-size:.875rem; line-height:1.15; font-weight:500; margin:.2rem 0 .15rem; padding:0; white-space:nowrap;
  overflow:hidden; text-overflow:ellipsis}
.tiles ul {display:grid; grid-template-columns:repeat(3, minmax(0, 1fr)); gap:3px; list-style:none; margin:0; padding:0}
.tiles li {margin:0; min-width:0}
.tile {display:flex; justify-content:space-between; align-items:center; gap:.1rem; height:1.55rem; padding:0 .2rem;
  border-width:1px; border-style:solid; border-radius:5px; font-size:.875rem; line-height:1;
  text-decoration:none !important; white-space:nowrap}
.tile b {font-weight:650} .tile span {font-size:.95rem} .tile .dot {font-style:normal; font-weight:900}
.tile:hover {outline:2px solid var(--accent); outline-offset:1px}
.tile:focus-visible, .tile[aria-current] {outline:3px solid var(--accent); outline-offset:1px}
.beside {border-top:1px solid var(--line); margin-top:.8rem; padding-top:.5rem}
.beside > h2 {font-size:1.02rem; font-weight:650; margin:0; padding:0 0 .2rem} .beside .counts b {font-size:1.2rem}
.beside .sections {grid-template-columns:minmax(0, 1fr)}
.beside .section {display:flex; flex-wrap:wrap; gap:3px; align-items:center}
.beside .tiles h2 {flex:1 1 100%; font-weight:500}
.beside .tiles h3 {position:absolute; width:1px; height:1px; overflow:hidden; clip-path:inset(50%)}
.beside .tiles ul {display:contents} .beside .tile {width:5.2rem}
.key {font-size:.875rem; margin:.35rem 0 0}
@container (max-width: 940px) {
  .sections {grid-template-columns:minmax(0, 1fr)}
  .section {display:flex; flex-wrap:wrap; gap:3px; align-items:center}
  .tiles h2 {flex:1 1 100%}
  .tiles h3 {position:absolute; width:1px; height:1px; overflow:hidden; clip-path:inset(50%)}
  .tiles ul {display:contents}
  .tiles li {display:flex; align-items:center; gap:.3rem; font-size:.875rem}
  .tiles li[data-part]::before {content:attr(data-part); margin-left:.35rem}
  .tile {width:4.75rem; height:1.5rem} .sections {row-gap:.25rem} .tiles h2 {padding:0}
}
[data-testid=stColumn]:has(> [data-testid=stVerticalBlock] .leaders) {border-left:1px solid var(--line);
  padding-left:1rem}
@media (min-width: 641px) {
  [data-testid=stColumn]:has(.leaders) {position:sticky; top:4rem; align-self:flex-start;
    max-height:calc(100vh - 4.5rem); overflow-y:auto}
}
.leaders h2 {font-size:1.2rem; margin:0; padding:0 0 .3rem} .leaders p {margin:0 0 .3rem; line-height:1.45}
.leaders .close {float:right; margin:0 0 0 .6rem} .leaders .moved {font-weight:600}
.st-key-results_leaders h3 {font-size:1.02rem; margin:.7rem 0 .25rem; padding:0}
.st-key-results_leaders h4 {font-size:.95rem; margin:0; padding:0 0 .1rem}
.st-key-results_leaders :is(p, li, table) {font-size:.92rem; line-height:1.45}
.st-key-results_leaders ul {margin:0; padding-left:1.1rem}
.said {display:grid; grid-template-columns:repeat(auto-fit, minmax(min(9.5rem,100%), 1fr)); gap:.5rem .8rem}
.said p {margin:0 0 .25rem} .said > div {overflow-wrap:anywhere} .st-key-results_leaders .typed {padding:0}
.st-key-results_leaders a, .heat a, .divided a {color:inherit}
.stands {white-space:nowrap}
.wide {overflow-x:auto; position:relative} .wide table {border-collapse:collapse}
.wide :is(th, td) {text-align:left; font-weight:400; padding:.15rem .6rem .15rem 0; border-bottom:1px solid var(--line);
  vertical-align:top} .wide thead th {font-weight:650}
.agreed {border-left:3px solid var(--accent); padding-left:.6rem; margin:0 0 .3rem}
#leaders-title {scroll-margin-top:5rem}
.bar {display:flex; min-width:6rem} .chip {padding:0 .3rem; border-width:1px; border-style:solid; white-space:nowrap}
.chip {flex:1 1 0; min-width:2.3rem; text-align:center} .bar .of, .of {font-size:.875rem}
.chip[data-share="2"] {flex-grow:2} .chip[data-share="3"] {flex-grow:3}
.chip[data-share="4"] {flex-grow:4} .chip[data-share="5"] {flex-grow:5} .chip[data-share="6"] {flex-grow:6}
.chip[data-share="7"] {flex-grow:7} .chip[data-share="8"] {flex-grow:8} .chip[data-share="9"] {flex-grow:9}
.chip[data-share="10"] {flex-grow:10}
.heat td a {display:block; text-decoration:none}
.heat td a .of {text-decoration:underline}
.heat td {min-width:9rem} .heat th[scope=row] {min-width:11rem; max-width:18rem}
@media (max-width: 640px) {.heat.two th[scope=row] {min-width:0; max-width:7.5rem; overflow-wrap:anywhere}}
.divided {margin:0; padding-left:1.6rem} .divided li {margin:0 0 .6rem; line-height:1.45}
.divided a {font-weight:650} .divided .bar {display:inline-flex; vertical-align:middle}
</style>
""")

BARS = Markup("<style>{}</style>").format(css_of_states() + css_of_movements() + css_of_dates()) + Markup("""
<style>
#moved-list, #results-shown {scroll-margin-top:5rem}
#moved-list {font-size:1.3rem; font-weight:650}
.moved-rows {display:grid; gap:1rem}
.moved-rows .moved-row {border:1px solid var(--line); border-radius:8px; padding:1rem}
.moved-row p {margin:0; line-height:1.5; overflow-wrap:anywhere} .moved-row > p {margin-bottom:.6rem}
.moved-row > p a {font-weight:650; color:var(--accent)}
.moved-row .sides {display:grid; gap:.6rem 1rem; grid-template-columns:repeat(auto-fit, minmax(min(17rem,100%), 1fr))}
.moved-row .sides p {white-space:pre-wrap}
.moved-row .is-red {color:var(--red)} .moved-row .is-amber {color:var(--amber)}
.moved-row .is-green {color:var(--green)} .moved-row :is(.is-not_applicable, .is-quiet) {color:var(--quiet)}
.matrix {position:relative; border-collapse:collapse; margin:.2rem 0 .6rem; width:min(100%, 56rem); table-layout:fixed}
.matrix caption {text-align:left; color:var(--quiet); padding:0 0 .4rem}
.matrix :is(th, td) {border:1px solid var(--line); padding:.35rem .5rem; text-align:left; vertical-align:top;
  font-weight:400; overflow-wrap:anywhere}
.matrix thead th {font-weight:650} .matrix .same {background:color-mix(in srgb, currentColor 7%, transparent)}
.matrix th > span {display:inline-block; padding:0 .4rem; border-width:1px; border-style:solid; border-radius:4px;
  max-width:100%; overflow-wrap:normal} .matrix th:last-child {width:3.4rem}
.matrix summary {cursor:pointer; font-weight:650; min-width:24px; min-height:24px} .matrix a {color:inherit}
@media (max-width: 640px) {.matrix :is(th, td) {padding:.2rem} .matrix th:first-child {width:32%}
  .matrix th:last-child {width:2.6rem}
  .matrix details[open] > div {position:absolute; left:0; right:0; z-index:3; padding:.6rem; line-height:1.9;
    background:var(--paper); border:2px solid var(--edge); border-radius:8px}
  .matrix thead .word {position:absolute; width:1px; height:1px; overflow:hidden; clip-path:inset(50%)}}
.finished h2 {font-size:1.3rem; font-weight:650; padding:0 0 .3rem} .finished p {margin:0 0 .3rem}
.finished summary {cursor:pointer; min-height:24px; width:fit-content; color:var(--accent)}
.finished ul {margin:.3rem 0; padding-left:1.2rem} .finished li {margin:0 0 .4rem; overflow-wrap:anywhere}
.finished small {display:block; font-size:.875rem; color:var(--quiet)} .finished a {color:inherit}
.looked-at {container-type:inline-size; margin:.2rem 0 .4rem}
.looked-at .grid {display:grid; gap:.5rem .8rem; align-items:center;
  grid-template-columns:minmax(7rem,13rem) minmax(min-content,var(--left)) minmax(min-content,var(--right))}
.looked-at .grid.alone {grid-template-columns:minmax(7rem,13rem) minmax(0,1fr)}
.looked-at .grid.moves {column-gap:0}
.looked-at .grid > div {display:contents}
.looked-at .name {line-height:1.25} .looked-at small {display:block; font-size:.875rem; color:var(--quiet)}
.looked-at .part {display:flex; min-width:0; --of:var(--left-of)} .looked-at .part + .part {--of:var(--right-of)}
.looked-at .head {font-size:.875rem; color:var(--quiet)}
.looked-at .seg {flex:0 1 calc(100% * var(--n) / var(--of)); min-width:2.2rem; min-height:1.9rem; padding:0 .1rem;
  border-width:1px; border-style:solid; box-sizing:border-box; display:flex; align-items:center; justify-content:center;
  font-size:.9rem; line-height:1; white-space:nowrap; text-decoration:none !important}
.looked-at .seg + .seg {border-left-width:0}
.looked-at a.seg:hover {outline:2px solid var(--accent); z-index:1}
.looked-at a.seg:focus-visible {outline:3px solid var(--accent); outline-offset:1px; z-index:1}
.looked-at .legend {display:flex; flex-wrap:wrap; gap:.2rem 1rem; list-style:none; margin:0 0 .5rem; padding:0;
  font-size:.9rem}
.looked-at .legend li {margin:0}
.looked-at .legend i {font-style:normal; display:inline-block; min-width:1.4rem; text-align:center; border-width:1px;
  border-style:solid; border-radius:4px; line-height:1.3}
.looked-at .apart {display:grid; gap:1.2rem 2.2rem; align-items:start;
  grid-template-columns:repeat(auto-fit, minmax(min(100%, max(21rem, 33%)), 1fr))}
.looked-at .apart h3 {font-size:1.05rem; font-weight:650; margin:0; padding:0 0 .2rem; overflow-wrap:anywhere}
.looked-at .apart p {margin:0} .looked-at .apart .grid.alone {gap:.35rem .6rem;
  grid-template-columns:minmax(5.5rem,7.5rem) minmax(0,1fr)}
.looked-at .apart .part {width:calc(100% * var(--share)); min-width:min-content}
.looked-at .apart .head {grid-column:1 / -1} .looked-at .apart .heads .name {display:none}
.looked-at .moves .head:last-child {text-align:right}
.looked-at .down {justify-content:flex-end} .looked-at .down + .part {border-left:2px solid var(--edge)}
.looked-at .moves .part {min-height:1.9rem}
.looked-at .rest {grid-column:2 / -1; margin:-.2rem 0 .4rem; font-size:.9rem; line-height:1.5; text-align:center}
.looked-at .rest a {color:inherit}
.looked-at .grid.timeline {grid-template-columns:minmax(9rem,22rem) minmax(0,1fr)}
.looked-at .timeline .name {overflow-wrap:anywhere}
.looked-at .days {position:relative; height:1.9rem} .looked-at .ends {display:flex; justify-content:space-between;
  font-size:.875rem; color:var(--quiet)}
.looked-at .days .seg {position:absolute; left:min(var(--at), 100% - 1.4rem); width:var(--n); min-width:1.4rem;
  max-width:100%}
.looked-at .today {position:absolute; left:var(--at); top:0; bottom:0; z-index:1;
  border-left:2px dotted currentColor}
.looked-at .legend .today-sign {min-width:0; border:0; border-left:2px dotted currentColor; border-radius:0;
  height:1.1em; vertical-align:middle; margin:0 .3rem}
@container (max-width: 600px) {
  .looked-at .grid, .looked-at .grid.alone {grid-template-columns:minmax(0,1fr); gap:.15rem}
  .looked-at .apart .grid.alone {grid-template-columns:minmax(0,1fr); gap:.15rem}
  .looked-at .name {font-weight:600; margin-top:.5rem} .looked-at .heads {display:none !important}
  .looked-at .part, .looked-at .part + .part {--of:max(var(--left-of), var(--right-of))}
  .looked-at .grid.moves {grid-template-columns:minmax(0,1fr) minmax(0,1fr)}
  .looked-at .moves .heads {display:contents !important} .looked-at .moves .heads .name {display:none}
  .looked-at .moves .name, .looked-at .moves .rest {grid-column:1 / -1} .looked-at .rest {margin:0; text-align:left}
}
</style>
""")
"""The look of bars that are only looked at; on a phone the name of a row stands above it."""

GROWS = Markup("""<style>
@media screen and (min-width:1600px) {.looked-at, .matrix, .heat table, .divided {zoom:1.2}}
@media screen and (min-width:1850px) {.looked-at, .matrix, .heat table, .divided {zoom:1.4}}
@media screen and (min-width:2500px) {.looked-at, .matrix, .heat table, .divided {zoom:1.8}}
@media screen and (min-width:3400px) {.looked-at, .matrix, .heat table, .divided {zoom:2.6}}
@media screen and (min-width:1600px) and (min-height:860px) {.tiles, .counts, .key {zoom:1.2}}
@media screen and (min-width:1850px) and (min-height:1000px) {.tiles, .counts, .key {zoom:1.4}}
@media screen and (min-width:2500px) and (min-height:1300px) {.tiles, .counts, .key {zoom:1.8}}
@media screen and (min-width:3400px) and (min-height:1900px) {.tiles, .counts, .key {zoom:2.6}}
</style>""")
"""Charts, and the tiles where the window is high enough for all of them, as large as the screen allows: a projector has
as many pixels as a large screen, and is read from far away. Words that people set larger still grow with it."""
CSS += GROWS
BARS += GROWS
