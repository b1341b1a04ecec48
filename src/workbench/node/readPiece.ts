/** A large file, read into shared memory piece by piece by whichever thread is free. */
import fs from 'node:fs';
import type { Job } from '../../kdb/chunks';

/** Bytes of a piece. */
const PIECE = 1 << 22;

export interface ReadJob extends Job {
  readonly kind: 'read';
  /** The open file: its number is the same in all threads. */
  readonly file: number;
  readonly bytes: Uint8Array;
}

export const isReadJob = (job: Job): job is ReadJob => job.kind === 'read';

export const piecesOfFile = ({ bytes }: ReadJob): number => Math.ceil(bytes.length / PIECE);

/** Reads a piece; returns the bytes that were there. Throws the error of the system. */
export function readPiece({ file, bytes }: ReadJob, piece: number): number {
  const start = piece * PIECE;
  const end = Math.min(start + PIECE, bytes.length);
  let at = start;
  for (let read = 1; read > 0 && at < end; at += read) read = fs.readSync(file, bytes, at, end - at, at);
  return at - start;
}

/** The same in another thread; null where it failed, for an error loses its code on its way. */
export function tryPiece(job: ReadJob, piece: number): number | null {
  try {
    return readPiece(job, piece);
  } catch {
    return null;
  }
}
