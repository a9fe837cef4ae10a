"""The example operation that a new folder or workbook starts from: invented rows, each marked as an example."""
