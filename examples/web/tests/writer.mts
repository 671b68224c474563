// One process of several: `node writer.mjs ADDRESS NAME VERSION` concludes Ben's bundle as somebody, and says what came of it.
import { Rejected } from 'touchline';

import { Host } from '../host/host.mjs';
import { idOf } from '../host/ids.mjs';
import { openLog } from '../host/log.mjs';
import { POLICY } from '../story/policy.mjs';

const [address = '', name = '', version = ''] = process.argv.slice(2);
const host = new Host(await openLog(address), POLICY, () => new Date('2026-03-26T09:00:00.000Z'));
try {
  await host.execute({
    actor: idOf(name),
    type: 'bundle.conclude',
    body: { bundle: idOf('of Ben'), note: null },
    expected_version: Number(version),
  });
  console.log('kept');
} catch (error) {
  if (!(error instanceof Rejected)) throw error;
  console.log(error.code);
}
await host.close();
