"""What tries to break sendsat while it is written to: killed processes, full disks, a database server that restarts."""
