"""From one entry workbook to a campaign's papers: what the workbook holds, and how it is read."""
