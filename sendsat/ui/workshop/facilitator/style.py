"""The desk's look: the wall's own rules at the size of a page that is read from near."""

from markupsafe import Markup

CSS = Markup("""
<style>
html {font-size:calc(100% * var(--read-size, 1)) !important}
#reading-opener {display:block} .wall-bar {padding-right:calc(8.5rem * var(--read-size, 1))}
.st-key-desk_screen h1.wall-text.short, .st-key-desk_screen h1.wall-text.long {font-size:1.3rem; line-height:1.3}
.st-key-desk_screen .wall-question {font-size:.95rem}
.st-key-desk_screen .wall-told, .st-key-desk_screen .wall-stands {font-size:1rem; margin:.2rem 0}
.st-key-desk_screen #wall-saved, .st-key-desk_screen #wall-saved.saved {font-size:1.05rem}
.st-key-desk_screen .wall-voting .number {font-size:1.8rem} .st-key-desk_screen .wall-voting .marks {font-size:1.2rem}
.st-key-desk_screen .whole-guidance {font-size:.95rem}
.st-key-desk_screen .whole-guidance h2, .desk-next h2 {font-size:1.1rem; padding:0; margin:.5rem 0 .2rem}
.st-key-desk_screen .whole-guidance .asks li {font-size:1.05rem}
.st-key-desk_screen .wall-qr img {width:min(40vh,100%)}
.st-key-desk_screen .wall-code {font-size:2.4rem}
.desk-next {border:1px solid var(--line); border-radius:8px; padding:.3rem .8rem} .desk-next p {margin:0 0 .3rem}
@media (max-width: 640px) {.st-key-wall_rate_clear {margin:0}}
</style>
""")
