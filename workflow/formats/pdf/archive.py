"""What a file kept for ever says beside its pages: structure, colour, metadata, attached text (PDF/A-3)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.resources import files
from typing import Any
from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFInfo,
    PDFName,
    PDFObject,
    PDFStream,
    PDFString,
    PDFZCompress,
)

from workflow.formats.pdf.printed import Attached
from workflow.formats.pdf.tags import Part, TaggedCanvas

# Any: reportlab carries no types for the document below the canvas.
Pdf = Any
VERSION = (1, 7)


@dataclass(frozen=True, slots=True)
class About:
    """What the file says of itself; its date is no finer than the year of the edition."""

    title: str
    author: str
    subject: str
    creator: str
    year: int
    language: str
    attached: tuple[Attached, ...] = ()


def complete(canvas: TaggedCanvas, about: About) -> None:
    """Adds to the drawn document all that is not drawn."""
    document: Pdf = vars(canvas)["_doc"]
    catalog = document.Catalog
    # reportlab writes only the keys that it knows of.
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents", "AF"]
    catalog.MarkInfo = PDFDictionary({"Marked": "true"})
    catalog.StructTreeRoot = _structure(document, canvas)
    catalog.Metadata = _metadata(about)
    catalog.OutputIntents = PDFArray([_colour(document)])
    if about.attached:
        _attach(document, about)
    for number, page in enumerate(document.Pages.pages):
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents, page.Tabs = number, PDFName("S")


class _Written(PDFObject):
    """An object whose bytes are known only when every other object has its number."""

    __RefOnly__ = 1

    def __init__(self, write: Callable[[], str]) -> None:
        self._write = write

    def format(self, document: Pdf) -> bytes:
        return self._write().encode("latin-1")


class _Structure:
    """The tree of parts as numbered objects, and from each page's marks back to the parts."""

    def __init__(self, document: Pdf, canvas: TaggedCanvas) -> None:
        self._document = document
        self._numbers: dict[int, str] = {}
        self._pages = [self._refer(page) for page in document.Pages.pages]
        self._marked: Sequence[Sequence[Part]] = canvas.marked
        self._branch = canvas.root
        self.root = _Written(self._root)

    def told(self) -> _Written:
        """The root, with everything below it registered."""
        self._refer(self.root)
        self._register(self._branch)
        self._parents = [_Written(partial(self._array, marks)) for marks in self._marked]
        for one in self._parents:
            self._refer(one)
        return self.root

    def _register(self, part: Part) -> None:
        self._numbers[id(part)] = self._refer(_Written(partial(self._element, part)))
        for kid in part.kids:
            if isinstance(kid, Part):
                self._register(kid)

    def _refer(self, thing: PDFObject) -> str:
        return str(self._document.Reference(thing).format(self._document), "ascii")

    def _root(self) -> str:
        numbers = " ".join(f"{page} {self._refer(one)}" for page, one in enumerate(self._parents))
        branch = self._numbers[id(self._branch)]
        return (
            f"<</Type /StructTreeRoot /K {branch} /ParentTree <</Nums [{numbers}]>>"
            f" /ParentTreeNextKey {len(self._parents)}>>"
        )

    def _array(self, marks: Sequence[Part]) -> str:
        return f"[{' '.join(self._numbers[id(part)] for part in marks)}]"

    def _element(self, part: Part) -> str:
        above = self._refer(self.root) if part.parent is None else self._numbers[id(part.parent)]
        page = next((kid[0] for kid in part.kids if not isinstance(kid, Part)), None)
        at = "" if page is None else f" /Pg {self._pages[page]}"
        kids = " ".join(self._kid(kid, page) for kid in part.kids)
        return f"<</Type /StructElem /S /{part.tag} /P {above}{at} /K [{kids}]{self._more(part)}>>"

    def _kid(self, kid: Part | tuple[int, int], page: int | None) -> str:
        if isinstance(kid, Part):
            return self._numbers[id(kid)]
        if kid[0] == page:
            return str(kid[1])
        return f"<</Type /MCR /Pg {self._pages[kid[0]]} /MCID {kid[1]}>>"

    def _more(self, part: Part) -> str:
        more = ""
        if part.alt:
            more += f" /Alt {str(PDFString(part.alt).format(self._document), 'latin-1')}"
        if part.box:
            box = " ".join(f"{side:.2f}" for side in part.box)
            more += f" /A <</O /Layout /BBox [{box}] /Placement /Block>>"
        if part.tag == "TH":
            more += " /A <</O /Table /Scope /Column>>"
        if part.columns > 1:
            more += f" /A <</O /Table /ColSpan {part.columns}>>"
        if part.tag == "L" and any(item.begins_with("Lbl") for item in part.kids if isinstance(item, Part)):
            more += " /A <</O /List /ListNumbering /Disc>>"
        return more


def _structure(document: Pdf, canvas: TaggedCanvas) -> PDFObject:
    return _Structure(document, canvas).told()


def _colour(document: Pdf) -> PDFDictionary:
    """Grey and black are meant as on an ordinary screen; the one output intent of the file."""
    profile = files("workflow.formats.pdf").joinpath("srgb.icc").read_bytes()
    stream = PDFStream(PDFDictionary({"N": 3}), profile, [PDFZCompress])
    return PDFDictionary(
        {
            "Type": PDFName("OutputIntent"),
            "S": PDFName("GTS_PDFA1"),
            "OutputConditionIdentifier": PDFString("sRGB IEC61966-2.1"),
            "Info": PDFString("sRGB IEC61966-2.1"),
            "DestOutputProfile": document.Reference(stream),
        }
    )


def _attach(document: Pdf, about: About) -> None:
    specs = [(one.name, document.Reference(_file(document, one, about))) for one in about.attached]
    in_order = sorted(specs, key=lambda pair: pair[0])
    names = PDFArray([each for name, spec in in_order for each in (PDFString(name), spec)])
    document.Catalog.AF = PDFArray([spec for _, spec in specs])
    document.Catalog.Names = PDFDictionary({"EmbeddedFiles": PDFDictionary({"Names": names})})


def _file(document: Pdf, one: Attached, about: About) -> PDFDictionary:
    document.updateSignature(one.content)
    size = PDFDictionary({"ModDate": PDFString(f"D:{about.year:04}"), "Size": len(one.content)})
    kind = "/" + one.media_type.replace("/", "#2F")
    described = PDFDictionary({"Type": PDFName("EmbeddedFile"), "Subtype": kind, "Params": size})
    stream = document.Reference(PDFStream(described, one.content, [PDFZCompress]))
    return PDFDictionary(
        {
            "Type": PDFName("Filespec"),
            "F": PDFString(one.name),
            "UF": PDFString(one.name),
            "Desc": PDFString(one.description),
            "AFRelationship": PDFName("Source"),
            "EF": PDFDictionary({"F": stream, "UF": stream}),
        }
    )


def _metadata(about: About) -> PDFStream:
    described = PDFDictionary({"Type": PDFName("Metadata"), "Subtype": PDFName("XML")})
    return PDFStream(described, _xmp(about).encode())


def _xmp(about: About) -> str:
    """The same facts as the document information, and what the file is meant to be."""
    facts = {
        "title": about.title,
        "author": about.author,
        "subject": about.subject,
        "creator": about.creator,
        "producer": PDFInfo.producer,
        "language": about.language,
    }
    said = {name: escape(value) for name, value in facts.items()}
    return _XMP.format(**said, year=f"{about.year:04}", extension=_EXTENSION)


_EXTENSION = """<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Which part of ISO 14289 the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>"""
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{producer}</pdf:Producer>
<pdf:Keywords></pdf:Keywords>
<pdf:Trapped>False</pdf:Trapped>
<xmp:CreatorTool>{creator}</xmp:CreatorTool>
<xmp:CreateDate>{year}</xmp:CreateDate>
<xmp:ModifyDate>{year}</xmp:ModifyDate>
<pdfaid:part>3</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
{extension}
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""
