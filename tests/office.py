"""LibreOffice as a school has it: a file saved in another format, tracked changes taken or taken back."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from missing import missing

_SETTLE = {"taken": "Accept", "taken back": "Reject"}
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script"
  script:name="Changes" script:language="StarBasic">
Sub Settle
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  Dim saved(0) As New com.sun.star.beans.PropertyValue
  Dim none()
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  saved(0).Name = "FilterName"
  saved(0).Value = "MS Word 2007 XML"
  document = StarDesktop.loadComponentFromURL("{source}", "_blank", 0, hidden())
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  dispatcher.executeDispatch(document.CurrentController.Frame, "{command}", "", 0, none())
  document.storeToURL("{target}", saved())
  document.close(True)
End Sub
</script:module>
"""
_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"
  library:readonly="false" library:passwordprotected="false"><library:element library:name="Changes"/>
</library:library>
"""


def saved(source: Path, form: str, name: str = "") -> Path:
    """The file as LibreOffice saves it in another format; `name` is its filter where several fit."""
    return all_saved([source], form, name)[0]


def all_saved(sources: Sequence[Path], form: str, name: str = "") -> list[Path]:
    """Files of one folder saved in one go: the program starts once."""
    folder = sources[0].parent
    target = folder / "saved"
    _office(folder, "--convert-to", f"{form}:{name}" if name else form, "--outdir", target, *sources)
    return [target / f"{one.stem}.{form}" for one in sources]


def settled(source: Path, way: str) -> Path:
    """The DOCX after all its tracked changes are taken, or taken back, by LibreOffice's own command."""
    target = source.with_stem(f"{source.stem}-{_SETTLE[way].lower()}ed")
    basic = source.parent / "profile" / "user" / "basic" / "Standard"
    if not basic.is_dir():
        # The first start fills the profile and would write over what lies in it.
        _office(source.parent, "--terminate_after_init")
    (basic / "script.xlb").write_text(_LIBRARY, encoding="utf-8")
    command = f".uno:{_SETTLE[way]}AllTrackedChanges"
    macro = _MODULE.format(source=source.as_uri(), target=target.as_uri(), command=command)
    (basic / "Changes.xba").write_text(macro, encoding="utf-8")
    _office(source.parent, "macro:///Standard.Changes.Settle")
    return target


def _office(folder: Path, *words: str | Path) -> None:
    program = shutil.which("soffice") or missing("LibreOffice")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run([program, "--headless", profile, *words], check=True, capture_output=True, timeout=150)
