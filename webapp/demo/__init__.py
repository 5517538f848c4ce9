"""A filled system to try: invented organisations whose history is played through the real services."""

from webapp.demo.people import PASSWORD, SIGN_INS
from webapp.demo.stage import Stage
from webapp.demo.story import play

__all__ = ["PASSWORD", "SIGN_INS", "Stage", "play"]
