"""What a file would change before it does: the preview, and batches that can be undone."""
