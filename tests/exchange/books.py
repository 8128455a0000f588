"""Workbooks made by hand, part by part: as the programs write them that people have, and as those who mean harm do."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from exchange.table import Unreadable

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def packed(parts):
    """An archive: {name: text or bytes}."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def parts_of(data):
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def worksheet(cells, rest=""):
    return f'<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData>{rest}</worksheet>'


def parts(*sheets, texts="", styles="", properties=""):
    """The parts of a workbook: a sheet is the XML of its part, or (name, state, XML)."""
    sheets = [
        sheet if isinstance(sheet, tuple) else (f"Sheet{at}", "visible", sheet) for at, sheet in enumerate(sheets)
    ]
    names = "".join(
        f'<sheet name="{name}" sheetId="{at + 1}" state="{state}" r:id="rId{at}"/>'
        for at, (name, state, _) in enumerate(sheets)
    )
    related = "".join(
        f'<Relationship Id="rId{at}" Type="{RELATED}/worksheet" Target="worksheets/sheet{at}.xml"/>'
        for at in range(len(sheets))
    )
    made = {
        "xl/workbook.xml": f"""<workbook xmlns="{MAIN}" xmlns:r="{RELATED}">
            {properties}<sheets>{names}</sheets></workbook>""",
        **{f"xl/worksheets/sheet{at}.xml": xml for at, (_, _, xml) in enumerate(sheets)},
    }
    for kind, xml in (("sharedStrings", texts), ("styles", styles)):
        if xml:
            related += f'<Relationship Id="{kind}" Type="{RELATED}/{kind}" Target="/xl/{kind}.xml"/>'
            made[f"xl/{kind}.xml"] = xml
    return made | {"xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">{related}</Relationships>'}


def book(*sheets, **others):
    return packed(parts(*sheets, **others))


def answers(read, *given):
    """Whether there is a book, or else a sentence. Whatever else is raised goes on up."""
    try:
        return bool(read(*given).sheets)
    except Unreadable as refused:
        return str(refused).endswith(".")
