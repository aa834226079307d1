// Installs the npm packages of folders, once for each list of packages: test.sh asks before the build does.
//   node scripts/install.mjs FOLDER…
import { execSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

const web = join(import.meta.dirname, '..');

/** @param {string} folder */
export function install(folder) {
  const lists = ['package.json', 'package-lock.json', '.npmrc'].map((name) => join(folder, name));
  const wanted = hash(lists.filter((file) => existsSync(file)));
  const done = join(folder, 'node_modules/.servicebot-stamp');
  if (existsSync(done) && readFileSync(done, 'utf8') === wanted) return;
  run('npm ci --ignore-scripts --no-audit --no-fund --loglevel=error', folder);
  writeFileSync(done, wanted);
}

/** @param {string[]} files */
export function hash(files) {
  const sum = createHash('sha256');
  for (const file of files) sum.update(relative(web, file)).update('\0').update(readFileSync(file)).update('\0');
  return sum.digest('hex');
}

/**
 * @param {string} command
 * @param {string} cwd
 * @param {Record<string, string>} env
 */
export function run(command, cwd, env = {}) {
  execSync(command, { cwd, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, NO_COLOR: '1', ...env } });
}

if (process.argv[1] === import.meta.filename) for (const folder of process.argv.slice(2)) install(resolve(folder));
