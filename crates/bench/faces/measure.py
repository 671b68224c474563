"""What the measurements in Python share: how a figure is taken and printed."""

from collections.abc import Callable, Sized
from statistics import median
from time import perf_counter_ns
from typing import TypeVar

Batch = TypeVar("Batch", bound=Sized)


def each(name: str, batches: int, work: Callable[[Batch], object], batch_of: Callable[[int], Batch]) -> None:
    """Print the median over batches of the nanoseconds that one member of a batch takes."""
    times = []
    for number in range(batches):
        batch = batch_of(number)
        start = perf_counter_ns()
        work(batch)
        times.append((perf_counter_ns() - start) / len(batch))
    print(name, round(median(times), 1))
