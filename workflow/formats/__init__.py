"""Bytes to values and back; the only room that may import reportlab and the like."""
