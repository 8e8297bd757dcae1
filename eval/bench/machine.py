"""The machine that figures are of."""

from __future__ import annotations

import os
import platform
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np


@dataclass(frozen=True, slots=True)
class Machine:
    """Its processor, cores that may be used, gigabytes of memory, how busy it is, and what runs there."""

    processor: str
    cores: int
    memory_gigabytes: float
    load: float
    system: str

    @classmethod
    def this(cls) -> Machine:
        """The one that this runs on."""
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
        system = f"{platform.system()} {platform.release()}, Python {platform.python_version()}"
        return cls(_processor(), len(os.sched_getaffinity(0)), round(memory, 1), os.getloadavg()[0], system)

    def __str__(self) -> str:
        """In one line."""
        return (
            f"{self.processor}, {self.cores} cores, {self.memory_gigabytes:g} GiB, {self.system}; "
            f"load before {self.load:.1f}"
        )


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def copy_gigabytes_a_second(megabytes: int = 256, times: int = 5) -> float:
    """Of memory to memory, what is read and what is written counted once; the best of some."""
    source = np.ones(megabytes << 17)
    target = np.empty_like(source)
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        np.copyto(target, source)
        taken.append(time.perf_counter() - started)
    return megabytes / 1024 / min(taken)
