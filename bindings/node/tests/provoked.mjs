// The package with the addon that panics on request, laid out in a folder of its own.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const face = dirname(here);
const target = process.env.CARGO_TARGET_DIR ?? join(face, '../../target');

export function provokedPackage() {
  const addons = join(target, 'node-provoked');
  if (!existsSync(addons)) {
    const options = ['--profile', 'dev', '--features', 'provoke-defect', '--into', addons];
    execFileSync(process.execPath, [join(face, 'build.mjs'), ...options], { stdio: 'inherit' });
  }
  const folder = mkdtempSync(join(tmpdir(), 'touchline-provoked-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  for (const name of readdirSync(face).filter((name) => name.endsWith('.cjs'))) cpSync(join(face, name), join(folder, name));
  cpSync(join(face, 'generated'), join(folder, 'generated'), { recursive: true });
  cpSync(addons, folder, { recursive: true });
  const require = createRequire(join(folder, 'index.cjs'));
  return { touchline: require('./index.cjs'), native: require('./native.cjs') };
}
