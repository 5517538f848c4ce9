"""Sittings of bodies: who was there, whether they could decide, how they voted, what it comes to."""
