"""The few styles of an act in Word: 12 points, single requisites, text at 1.15 lines; settings."""

from __future__ import annotations

from workflow.formats.docx_out.markup import MM

INDENT = round(12.5 * MM)
HANG = round(5 * MM)
_FACE = "Times New Roman"
_NOTED_HEADING = '<w:keepNext/><w:spacing w:after="80"/><w:jc w:val="center"/>'


# The corner of a sheet in which a requisite stands (GOST R 7.0.97), from the left margin.
_CORNER = round(90 * MM)
_SIDES = "".join(
    f'<w:{side} w:val="single" w:sz="6" w:space="2" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right")
)


def styles() -> str:
    """The styles by name: what people see in Word's own list of styles."""
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{_FACE}" w:hAnsi="{_FACE}" w:cs="{_FACE}"'
        f' w:eastAsia="{_FACE}"/><w:sz w:val="24"/><w:szCs w:val="24"/>'
        '<w:lang w:val="ru-RU" w:eastAsia="ru-RU" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault><w:pPr><w:widowControl/></w:pPr></w:pPrDefault></w:docDefaults>"
    )
    text = (
        f'<w:spacing w:after="48" w:line="276" w:lineRule="auto"/><w:ind w:firstLine="{INDENT}"/>'
        '<w:jc w:val="both"/>'
    )
    noted = f'<w:spacing w:after="80"/><w:ind w:firstLine="{INDENT}"/>'
    head = (
        '<w:keepNext/><w:spacing w:before="180" w:after="100"/><w:jc w:val="center"/>'
        '<w:outlineLvl w:val="0"/>'
    )
    return defaults + "".join(
        (
            _style("Normal", "Normal", "", "", default=True),
            _style("Act", "Текст акта", text, ""),
            _style("Centred", "По центру", '<w:jc w:val="center"/>', ""),
            _style("Strong", "По центру, полужирный", '<w:jc w:val="center"/>', "<w:b/>"),
            _style("Note", "Примечание", '<w:jc w:val="center"/>', '<w:i/><w:sz w:val="18"/>'),
            _style("Noted", "Примечание о редакции", noted, '<w:sz w:val="20"/>'),
            _style("NotedHeading", "Примечание под заголовком", _NOTED_HEADING, '<w:sz w:val="20"/>'),
            _style("AtRight", "Справа", '<w:jc w:val="right"/>', ""),
            _style("Mark", "Отметка о приложении", f'<w:ind w:left="{_CORNER}"/>', ""),
            _style("Marked", "Отметка о подписи", _box(57), '<w:sz w:val="17"/>'),
            _style("MarkedLine", "Отметка под подписью", _box(_CORNER), '<w:sz w:val="17"/>'),
            _style("Subject", "Заголовок приказа", f'<w:keepNext/><w:ind w:right="{_CORNER}"/>', "<w:b/>"),
            _style("Title", "Title", '<w:keepNext/><w:jc w:val="center"/>', '<w:b/><w:sz w:val="28"/>'),
            _style("Heading1", "heading 1", head, "<w:b/>"),
        )
    )


def settings(tracked: bool) -> str:
    """Settings: compatibility with current Word; `tracked` goes on marking what is changed."""
    tracking = "<w:trackRevisions/>" if tracked else ""
    return (
        f'<w:zoom w:percent="100"/>{tracking}<w:defaultTabStop w:val="709"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word"'
        ' w:val="15"/></w:compat><w:themeFontLang w:val="ru-RU"/>'
    )


def _box(right: int) -> str:
    """A frame around the paragraphs of one style, so far from the right edge of their column."""
    return f'<w:pBdr>{_SIDES}</w:pBdr><w:ind w:left="57" w:right="{right}"/>'


def _style(name: str, title: str, paragraph: str, letters: str, default: bool = False) -> str:
    first = ' w:default="1"' if default else ""
    based = "" if default else '<w:basedOn w:val="Normal"/>'
    return (
        f'<w:style w:type="paragraph"{first} w:styleId="{name}"><w:name w:val="{title}"/>{based}<w:qFormat/>'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{letters}</w:rPr></w:style>"
    )
