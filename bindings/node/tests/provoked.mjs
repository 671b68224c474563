// The package with the addon that panics on request, laid out in a folder of its own.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const face = dirname(here);

// `cargo xtask test node` has built it already and says where.
function addons() {
  const { TOUCHLINE_PROVOKED: given } = process.env;
  if (given) return given;
  const folder = join(process.env.CARGO_TARGET_DIR ?? join(face, '../../target'), 'node-provoked');
  const options = ['--profile', 'dev', '--features', 'provoke-defect', '--into', folder];
  execFileSync(process.execPath, [join(face, 'build.mjs'), ...options], { stdio: 'ignore' });
  return folder;
}

export function provokedPackage() {
  const folder = mkdtempSync(join(tmpdir(), 'touchline-provoked-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  for (const name of readdirSync(face).filter((name) => name.endsWith('.cjs'))) cpSync(join(face, name), join(folder, name));
  cpSync(join(face, 'generated'), join(folder, 'generated'), { recursive: true });
  cpSync(addons(), folder, { recursive: true });
  const require = createRequire(join(folder, 'index.cjs'));
  return { touchline: require('./index.cjs'), native: require('./native.cjs') };
}
