// Lays beside the package what it ships and what stands elsewhere in the repository: its licences, and the schema of all types.
import { copyFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
for (const file of ['LICENSE-APACHE', 'LICENSE-DejaVu', 'LICENSE-MIT', 'docs/reference/touchline.schema.json']) {
  copyFileSync(join(here, '../..', file), join(here, basename(file)));
}
