"""A definition as a picture: states in layers, ways between them, nothing over anything else."""

from workflow.engine.diagram.drawing import Box, Dot, Drawing, Line, Words
from workflow.engine.diagram.painting import draw

__all__ = ["Box", "Dot", "Drawing", "Line", "Words", "draw"]
