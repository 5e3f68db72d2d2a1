"""What goes out and in: CSV, Excel, Word, calendar; values to bytes, and the preview of an upload."""
