// Builds the addon for this machine, unless it is built already, and lays it where the package looks for it.
//
//   node build.mjs [--profile NAME] [--into FOLDER] [--features LIST] [--library FILE]
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const here = dirname(fileURLToPath(import.meta.url));
const { values } = parseArgs({
  options: {
    profile: { type: 'string', default: 'release' },
    into: { type: 'string', default: here },
    features: { type: 'string' },
    library: { type: 'string' },
  },
});

const musl = process.platform === 'linux' && !process.report.getReport().header.glibcVersionRuntime ? '-musl' : '';
const addon = join(values.into, `touchline.${process.platform}-${process.arch}${musl}.node`);
mkdirSync(values.into, { recursive: true });
// A process that has the old one open keeps it; writing into it would pull the ground from under that process.
rmSync(addon, { force: true });
copyFileSync(values.library ?? builtNow(), addon);
console.log(addon);

function builtNow() {
  const features = values.features ? ['--features', values.features] : [];
  const messages = execFileSync(
    'cargo',
    ['build', '--locked', '--package', 'touchline-node', '--profile', values.profile, '--message-format', 'json-render-diagnostics', ...features],
    { cwd: here, encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const artifacts = messages.split('\n').filter(Boolean).map(JSON.parse);
  const built = artifacts.findLast?.(isAddon) ?? artifacts.reverse().find(isAddon);
  return built.filenames.find((name) => /\.(so|dylib|dll)$/.test(name));
}

function isAddon(message) {
  return message.reason === 'compiler-artifact' && message.target.name === 'touchline_node';
}
