"""Reading and writing any file safely: tables, values, text, Word, Markdown, names. Knows no rounds and no plans."""
