"""A drawing of a definition on paper: the same boxes, lines and words as on the screen, in black."""

from __future__ import annotations

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from workflow.engine.diagram import Box, Dot, Drawing, Line, Words
from workflow.formats.pdf.fonts import BOLD, REGULAR, printable
from workflow.formats.pdf.tags import Part, canvas_of

LARGEST = 0.8
SMALLEST = 0.6
"""Points to a pixel of the drawing: words of ten points, and of eight before it takes a page of its own."""
_DASHES = {"automatic": (5, 3), "timed": (8, 3, 2, 3), "internal": (2, 3)}
_GREY = 0.35


class Picture(Flowable):
    """The drawing, as large as the rest of a page allows, else a whole page of `height`."""

    def __init__(self, drawing: Drawing, height: float, said: str) -> None:
        super().__init__()
        self.part = Part("Figure", alt=printable(said))
        self._drawing = drawing
        self._page = height
        self._scale = LARGEST
        self.hAlign = "CENTER"

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        across = min(LARGEST, width / self._drawing.width)
        here = min(across, height / self._drawing.height)
        self._scale = here if here >= SMALLEST else min(across, self._page / self._drawing.height)
        self.width = self._drawing.width * self._scale
        self.height = self._drawing.height * self._scale
        return self.width, self.height

    def draw(self) -> None:
        canvas = canvas_of(self)
        x, y = canvas.absolutePosition(0, 0)
        self.part.box = (x, y, x + self.width, y + self.height)
        canvas.begin(self.part)
        canvas.saveState()
        canvas.scale(self._scale, self._scale)
        for line in self._drawing.lines:
            self._line(canvas, line)
        for box in self._drawing.boxes:
            self._box(canvas, box)
        for dot in self._drawing.dots:
            self._dot(canvas, dot)
        for words in self._drawing.words:
            self._words(canvas, words)
        canvas.restoreState()
        canvas.end()

    def _up(self, y: float) -> float:
        """From the top of the drawing to the bottom of the paper."""
        return self._drawing.height - y

    def _line(self, canvas: Canvas, line: Line) -> None:
        canvas.setStrokeGray(_GREY)
        canvas.setFillGray(_GREY)
        canvas.setLineWidth(1.4)
        canvas.setDash(_DASHES.get(line.trigger, ()))
        path = canvas.beginPath()
        for stroke in line.strokes:
            path.moveTo(stroke.start[0], self._up(stroke.start[1]))
            for first, second, end in stroke.curves:
                path.curveTo(*(each for x, y in (first, second, end) for each in (x, self._up(y))))
        canvas.drawPath(path)
        canvas.setDash()
        x, y = line.head[0], self._up(line.head[1])
        back = -7 if line.up else 7
        head = canvas.beginPath()
        head.moveTo(x, y)
        head.lineTo(x - 4, y + back)
        head.lineTo(x + 4, y + back)
        head.close()
        canvas.drawPath(head, stroke=0, fill=1)

    def _box(self, canvas: Canvas, box: Box) -> None:
        canvas.setStrokeGray(0)
        canvas.setFillGray(1)
        canvas.setLineWidth(3 if box.mark == "current" else 1.2)
        canvas.setDash((4, 3) if box.mark == "ahead" else ())
        canvas.roundRect(box.x, self._up(box.y + box.height), box.width, box.height, 6, fill=1)
        canvas.setDash()
        if box.final:
            canvas.setLineWidth(0.8)
            x, y = box.x + 3.5, self._up(box.y + box.height - 3.5)
            canvas.roundRect(x, y, box.width - 7, box.height - 7, 4, fill=0)

    def _dot(self, canvas: Canvas, dot: Dot) -> None:
        x, y = dot.x, self._up(dot.y)
        canvas.setStrokeGray(0)
        canvas.setFillGray(0)
        canvas.setLineWidth(1.2)
        if dot.kind == "tick":
            canvas.lines([(x - 4, y, x - 1, y - 3.5), (x - 1, y - 3.5, x + 5, y + 3.5)])
        else:
            canvas.circle(x, y, 5 if dot.kind == "start" else 3, fill=dot.kind != "stay")

    def _words(self, canvas: Canvas, words: Words) -> None:
        canvas.setFillGray(_GREY if words.kind == "note" else 0)
        canvas.setFont(BOLD if words.kind in ("title", "mark") else REGULAR, words.size)
        place = canvas.drawCentredString if words.middle else canvas.drawString
        place(words.x, self._up(words.y), printable(words.text))
