"""The general, Plone-style engine: definitions, guards, the machine, one step exactly once."""
