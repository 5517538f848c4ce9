"""The shipped definitions that are chains; the others go beside one."""

from __future__ import annotations

import definitions

CHAINS = {id_: said for id_, said in definitions.shipped().items() if "\nbeside: " not in said}
