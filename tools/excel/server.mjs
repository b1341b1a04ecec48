/** A static server for the built add-in: files of one folder, with their types, never cached. */
import fs from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream';

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
};

/** The file of the folder that a request path means, or null: outside, hidden, no file. */
export function fileFor(folder, requestPath) {
  let decoded;
  try {
    decoded = decodeURIComponent(requestPath.split(/[?#]/)[0]);
  } catch {
    return null;
  }
  if (decoded.includes('\0')) return null;
  const file = path.join(folder, decoded === '/' ? 'taskpane.html' : decoded);
  const inside = path.relative(folder, file);
  if (
    inside.startsWith('..') ||
    path.isAbsolute(inside) ||
    inside.split(path.sep).some((part) => part.startsWith('.'))
  ) {
    return null;
  }
  try {
    return fs.statSync(file, { throwIfNoEntry: false })?.isFile() ? file : null;
  } catch {
    // A name that no file can have: too long, or with a sign that the system does not take.
    return null;
  }
}

/** The request handler for `http` or `https`. */
export function handlerFor(folder) {
  return (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { Allow: 'GET, HEAD' }).end();
      return;
    }
    const file = fileFor(folder, request.url ?? '/');
    if (file === null) {
      response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' }).end('ありません');
      return;
    }
    response.writeHead(200, {
      'Content-Type': TYPES[path.extname(file)] ?? 'application/octet-stream',
      'Content-Length': fs.statSync(file).size,
      // Excel on the web fetches the functions from another origin.
      'Access-Control-Allow-Origin': '*',
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    });
    if (request.method === 'HEAD') response.end();
    // A reader that goes away ends this answer and nothing else.
    else pipeline(fs.createReadStream(file), response, () => {});
  };
}
