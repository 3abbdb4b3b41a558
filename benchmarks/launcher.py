"""Start a command, wait for it, and write what it cost to a file descriptor: `launcher.py FD PROGRAM ARGUMENT...`.

The kernel counts the memory of whoever starts a process as if it were the process's own. The benchmarks grow as they write
and compare histories, so they let this program start what they measure; it imports next to nothing.
"""

import os
import sys
import time

report = int(sys.argv[1])
os.set_inheritable(report, False)
begun = time.perf_counter()  # the same clock in every process
process = os.posix_spawnp(sys.argv[2], sys.argv[2:], os.environ)
_, status, used = os.wait4(process, 0)
ended = time.perf_counter()
code = os.waitstatus_to_exitcode(status)
os.write(report, f"{begun} {ended} {used.ru_utime + used.ru_stime} {used.ru_maxrss} {code}".encode())
