"""A drawing as SVG: for a page, where the stylesheet rules its colours, or as a file that stands alone."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from workflow.engine.diagram import Box, Dot, Drawing, Line, Words
from workflow.engine.diagram.drawing import Stroke

EM = 14.0
"""Pixels of the drawing to one letter height of the text around it: a larger type enlarges the drawing."""

# What a viewer without our stylesheet draws; the classes carry the same in a page, light and dark.
_INK, _MUTED, _SHEET, _ACCENT, _DONE = "#1e1c19", "#5c564c", "#ffffff", "#343a94", "#1c673a"
_DARK = (
    "<style>@media (prefers-color-scheme: dark) {"
    ".diagram-ground { fill: #181715 } .diagram-box { fill: #211f1c; stroke: #b5ada0 }"
    ".diagram-words, .diagram-solid { fill: #eeeae2 } .diagram-quiet { fill: #b5ada0 }"
    ".diagram-line { stroke: #b5ada0 } .diagram-head { fill: #b5ada0 }"
    ".diagram-current { stroke: #c3c8ff } .diagram-mark { fill: #c3c8ff }"
    ".diagram-done { stroke: #93d6a8 } .diagram-tick { stroke: #93d6a8 } }</style>"
)
_FONTS = "'Segoe UI', 'PT Astra Sans', Roboto, 'Noto Sans', 'Liberation Sans', Arial, sans-serif"
_DASHES = {"automatic": "5 3", "timed": "8 3 2 3", "internal": "2 3"}


def write(drawing: Drawing) -> str:
    """The drawing as a file of its own: colours, fonts and a ground within."""
    ground = f'<rect class="diagram-ground" width="100%" height="100%" fill="{_SHEET}"/>'
    extra = f" font-family={quoteattr(_FONTS)}"
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + _svg(drawing, "diagram", extra, _DARK + ground) + "\n"


def embedded(drawing: Drawing, name: str) -> str:
    """The drawing for a page, whose style it takes; `name` begins its ids, one on each page."""
    return _svg(drawing, name, "", "")


def _svg(drawing: Drawing, name: str, extra: str, opening: str) -> str:
    size = f'viewBox="0 0 {_said(drawing.width)} {_said(drawing.height)}"'
    room = f'width="{_said(drawing.width / EM)}em" height="{_said(drawing.height / EM)}em"'
    ids = quoteattr(f"{name}-title {name}-words")
    parts = "\n".join([
        *(_line(line) for line in drawing.lines),
        *(_box(box) for box in drawing.boxes),
        *(_dot(dot) for dot in drawing.dots),
        *(_words(words) for words in drawing.words),
    ])  # fmt: skip
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="diagram" {size} {room}'
        f' role="img" aria-labelledby={ids} lang="{drawing.language}"{extra}>\n'
        f"<title id={quoteattr(name + '-title')}>{escape(drawing.title)}</title>\n"
        f"<desc id={quoteattr(name + '-words')}>{escape(drawing.description)}</desc>\n"
        f"{opening}{parts}\n</svg>"
    )


def _line(line: Line) -> str:
    dashes = f' stroke-dasharray="{_DASHES[line.trigger]}"' if line.trigger in _DASHES else ""
    path = " ".join(_path(stroke) for stroke in line.strokes)
    x, y = line.head
    back = 7 if line.up else -7
    head = f"M{_said(x)} {_said(y)} l-4 {back} h8 z"
    return (
        f'<path class="diagram-line" d="{path}" fill="none" stroke="{_MUTED}" stroke-width="1.4"{dashes}/>'
        f'<path class="diagram-head" d="{head}" fill="{_MUTED}"/>'
    )


def _path(stroke: Stroke) -> str:
    return "".join(_pieces(stroke))


def _pieces(stroke: Stroke) -> Iterator[str]:
    at = stroke.start
    yield f"M{_said(at[0])} {_said(at[1])}"
    for first, second, end in stroke.curves:
        if end[0] == at[0]:
            yield f"V{_said(end[1])}"
        else:
            yield "C" + " ".join(f"{_said(x)} {_said(y)}" for x, y in (first, second, end))
        at = end


def _box(box: Box) -> str:
    colour, wide, dashes = {
        "current": (_ACCENT, 3.0, ""),
        "done": (_DONE, 1.6, ""),
        "ahead": (_MUTED, 1.4, ' stroke-dasharray="4 3"'),
        "": (_MUTED, 1.4, ""),
    }[box.mark]
    kind = f"diagram-box diagram-{box.mark}" if box.mark else "diagram-box"
    style = f'rx="6" stroke="{colour}"'
    outer = f'{_rect(box, 0)} class="{kind}" {style} fill="{_SHEET}" stroke-width="{_said(wide)}"{dashes}/>'
    inner = f'{_rect(box, 3.5)} class="{kind}" {style} fill="none" stroke-width="1"/>'
    return outer + inner if box.final else outer


def _rect(box: Box, inset: float) -> str:
    x, y, width, height = box.x + inset, box.y + inset, box.width - 2 * inset, box.height - 2 * inset
    return f'<rect x="{_said(x)}" y="{_said(y)}" width="{_said(width)}" height="{_said(height)}"'


def _dot(dot: Dot) -> str:
    x, y = _said(dot.x), _said(dot.y)
    if dot.kind == "start":
        return f'<circle class="diagram-solid" cx="{x}" cy="{y}" r="5" fill="{_INK}"/>'
    if dot.kind == "step":
        return f'<circle class="diagram-solid" cx="{x}" cy="{y}" r="3" fill="{_INK}"/>'
    if dot.kind == "stay":
        return f'<circle class="diagram-line" cx="{x}" cy="{y}" r="3" fill="none" stroke="{_MUTED}"/>'
    tick = f"M{_said(dot.x - 4)} {y} l3 3.5 l6 -7"
    return f'<path class="diagram-tick" d="{tick}" fill="none" stroke="{_DONE}" stroke-width="2"/>'


_LOOKS = {
    "title": ("diagram-words", _INK, ' font-weight="600"'),
    "row": ("diagram-words", _INK, ""),
    "label": ("diagram-words", _INK, ""),
    "note": ("diagram-words diagram-quiet", _MUTED, ""),
    "mark": ("diagram-words diagram-mark", _ACCENT, ' font-weight="600"'),
}


def _words(words: Words) -> str:
    kind, colour, weight = _LOOKS[words.kind]
    anchor = ' text-anchor="middle"' if words.middle else ""
    place = f'x="{_said(words.x)}" y="{_said(words.y)}" font-size="{_said(words.size)}"'
    return f'<text class="{kind}" {place}{anchor}{weight} fill="{colour}">{escape(words.text)}</text>'


def _said(length: float) -> str:
    return f"{length:.2f}".rstrip("0").rstrip(".")
