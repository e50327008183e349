"""What is said of files that cannot be read, and what their sender is asked to do: each sentence once.

Constants only.
"""

from __future__ import annotations

from typing import Final

ENCRYPTED: Final = "文件已加密，需要密码才能打开"
UNLOCK_DOCX: Final = "请打开后取消密码，另存为 .docx，再提交"
UNLOCK_XLSX: Final = "请打开后取消密码，另存为 .xlsx，再提交"

SAVE_AS_DOCX: Final = "请用 WPS 或 Word 打开后另存为 .docx，再提交"
CONVERT_OR_SAVE: Final = f"{SAVE_AS_DOCX}；核对用的电脑装有 LibreOffice 的，可直接核对"
SAVE_AS_XLSX: Final = "请在 Excel 或 WPS 中打开，另存为 .xlsx，再提交"

COPY_AGAIN: Final = "请从原处重新复制或下载，能打开后再提交"

CHECK_SOURCE_DOCX: Final = "请核对文件来源，用 WPS 或 Word 打开后另存为 .docx，再提交"
CHECK_SOURCE_XLSX: Final = "请核对文件来源，在 Excel 或 WPS 中打开后另存为 .xlsx，再提交"
