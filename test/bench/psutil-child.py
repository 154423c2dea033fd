"""A repeater: ten fields of every process by psutil. Prints how many there were."""
import sys

import psutil

FIELDS = ["pid", "name", "status", "ppid", "nice", "cpu_times", "memory_info", "num_threads", "create_time"]

for _ in sys.stdin:
    found = [process.info for process in psutil.process_iter(FIELDS)]
    print(len(found), flush=True)
