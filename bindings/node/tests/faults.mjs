// What was refused, as a code and a place for each fault.
import assert from 'node:assert/strict';

import { InvalidInput } from 'touchline';

export function faultsOf(run) {
  try {
    run();
  } catch (error) {
    assert.ok(error instanceof InvalidInput, error);
    return error.faults.map(({ code, path }) => `${code} ${path}`.trim());
  }
  return assert.fail('nothing was refused');
}
