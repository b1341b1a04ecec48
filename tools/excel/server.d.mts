/** Types of the static server, for tests. */
import type { RequestListener } from 'node:http';

export function fileFor(folder: string, requestPath: string): string | null;
export function handlerFor(folder: string): RequestListener;
