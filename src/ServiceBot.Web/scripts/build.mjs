// Called by ServiceBot.Web.targets: installs what is missing, builds, and puts the result in place.
// Several builds may call it at once (tests of two projects, an editor beside a shell): one works, the others wait and find the work done.
//   node scripts/build.mjs OUT STAMP
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { hash, install, run } from './install.mjs';

const web = join(import.meta.dirname, '..');
const [, , out = '', stamp = ''] = process.argv;
if (!stamp) throw new Error('usage: node scripts/build.mjs OUT STAMP');

const release = await lock(join(web, '.building'));
try {
  const sources = hash(sourceFiles());
  const isBuilt =
    existsSync(join(out, 'desk/index.html')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === sources;
  if (!isBuilt) {
    install(web);
    install(join(web, 'webchat'));
    mkdirSync(dirname(stamp), { recursive: true });
    build(out);
  }
  writeFileSync(stamp, sources);
} finally {
  release();
}

/**
 * Built aside and then moved, so that a running server or a listing never meets half of it.
 * @param {string} target
 */
function build(target) {
  const fresh = join(dirname(stamp), 'fresh');
  const old = join(dirname(stamp), 'old');
  rmSync(fresh, { recursive: true, force: true });
  run('npm run build --silent -- --logLevel warn', web, { WEB_OUT: fresh });
  rmSync(old, { recursive: true, force: true });
  if (existsSync(target)) renameSync(target, old);
  renameSync(fresh, target);
  rmSync(old, { recursive: true, force: true });
}

function sourceFiles() {
  const folders = ['desk', 'demo'].flatMap((folder) => walk(join(web, folder)));
  const single = [
    'package.json',
    'package-lock.json',
    'webchat/package.json',
    'webchat/package-lock.json',
    'vite.config.ts',
    'tsconfig.base.json',
    'tsconfig.browser.json',
  ];
  return [...folders.filter((file) => !/\.test\.tsx?$/.test(file)), ...single.map((name) => join(web, name))].sort();
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function walk(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? walk(join(folder, entry.name)) : [join(folder, entry.name)],
  );
}

/**
 * A file that only one can create; it holds the owner's process id, so that one left by a killed build is taken over.
 * @param {string} file
 */
async function lock(file) {
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    if (isAbandoned(file)) rmSync(file, { force: true });
    else await delay(200);
  }
}

/** @param {string} file */
function isAbandoned(file) {
  try {
    const owner = Number(readFileSync(file, 'utf8'));
    if (!owner) return Date.now() - statSync(file).mtimeMs > 10_000;
    process.kill(owner, 0);
    return false;
  } catch (error) {
    // ESRCH: the owner is gone. ENOENT: it has just let go; the next try finds out.
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}
