"""What may stand above the mark of an official document (GB/T 9704-2012 7.2.1–7.2.3): no fault when it is right."""

import zipfile
from io import BytesIO

from docgen.make import make_docx, read_rows
from docgen.spec import load_profile
from docgen.validators.run import check_document

NATIONAL = load_profile("national")
NOTICE = NATIONAL.documents["national/notice"]


def headed(*lines: tuple[str, str]) -> list[str]:
    """What is found in our own notice with lines of text and font above its mark."""
    above = "".join(
        f'<w:p><w:r><w:rPr><w:rFonts w:eastAsia="{font}"/><w:sz w:val="32"/></w:rPr><w:t>{text}</w:t></w:r></w:p>'
        for text, font in lines
    )
    made, buffer = make_docx(NOTICE, read_rows(NOTICE.sample, NOTICE)[0]), BytesIO()
    with zipfile.ZipFile(BytesIO(made)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            changed = data.replace(b"<w:body>", b"<w:body>" + above.encode(), 1)
            new.writestr(name, changed if name == "word/document.xml" else data)
    report = check_document(buffer.getvalue(), NATIONAL, as_document=NOTICE, name="notice.docx")
    return [f"{finding.code} {finding.message}" for finding in report.findings]


def test_number_of_copy_secrecy_and_urgency_stand_above_the_mark() -> None:
    assert headed(("000001", "仿宋_GB2312"), ("机密★1年", "黑体"), ("特急", "黑体")) == []


def test_secrecy_in_another_font_is_told_as_what_it_is() -> None:
    assert headed(("机密★1年", "宋体")) == ["TYP101 “机密★1年”的字体为宋体，应为黑体"]
