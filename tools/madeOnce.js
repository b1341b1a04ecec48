/** What several processes may want at the same time, and one of them makes while the others wait. */
const fs = require('node:fs');
const path = require('node:path');

/** Longer than anything takes that is made so: whoever held the lock was ended. */
const STALE_LOCK_MS = 5 * 60_000;
const TURN_MS = 200;

function take(lock) {
  try {
    fs.mkdirSync(path.dirname(lock), { recursive: true });
    fs.mkdirSync(lock);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    const held = fs.statSync(lock, { throwIfNoEntry: false });
    if (held && Date.now() - held.mtimeMs > STALE_LOCK_MS) fs.rmSync(lock, { recursive: true, force: true });
    return false;
  }
}

/**
 * Resolves when `isCurrent` answers true, or when `make` has come to its end in this process.
 *
 * @param {object} what
 * @param {string} what.lock a folder that is there while one process makes it
 * @param {() => boolean} what.isCurrent
 * @param {() => void | Promise<void>} what.make
 */
async function madeOnce({ lock, isCurrent, make }) {
  if (isCurrent()) return;
  while (!take(lock)) {
    await new Promise((resolve) => setTimeout(resolve, TURN_MS));
    if (isCurrent()) return;
  }
  try {
    if (!isCurrent()) await make();
  } finally {
    fs.rmSync(lock, { recursive: true, force: true });
  }
}

module.exports = { madeOnce };
