"""What watches over the running server: health, metrics, logs, open files, daily tasks and the doctor."""
