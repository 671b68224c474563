// What the measurements in Node share: how a figure is taken and printed.
import { performance } from 'node:perf_hooks';

// Prints the median over batches of the nanoseconds that one call takes.
export function each(name, batches, calls, work) {
  batch(name, batches, calls, (number) => {
    for (let i = 0; i < calls; i += 1) work(number * calls + i);
  });
}

// The same where one call does a whole batch, of so many things.
export function batch(name, batches, things, work) {
  const times = [];
  for (let number = 0; number < batches; number += 1) {
    const start = performance.now();
    work(number);
    times.push(((performance.now() - start) * 1e6) / things);
  }
  times.sort((left, right) => left - right);
  console.log(name, times[batches >> 1].toFixed(1));
}
