/** How a worker answers: files are kept as they come, and each question is answered in one go, with signs of life meanwhile. */
import { AnalystError } from '../kdb';
import { FileReader } from './fileReader';
import type { FromWorker, ToWorker } from './messages';
import type { ChosenFile, Question } from './questions';

/** Milliseconds between two signs of life. */
const SIGN_MS = 500;

/** Sends a message of the worker; memory in `moved` moves with it. */
export type Post = (message: FromWorker, moved: ArrayBuffer[]) => void;

/** What a worker does with messages of the page. */
export function answerer(post: Post, now: () => number = Date.now): (message: ToWorker) => void {
  const files = new Map<number, ChosenFile>();
  const reader = new FileReader((file) => {
    const found = files.get(file);
    if (!found) throw new Error(`no file ${file} came`);
    return found;
  });
  const answer = (question: Question): void => {
    const steps = reader.answer(question);
    for (let told = now(); ;) {
      const { done, value } = steps.next();
      if (done) {
        const json = new TextEncoder().encode(JSON.stringify(value));
        post({ kind: 'answer', json }, [json.buffer as ArrayBuffer]);
        return;
      }
      if (now() < told + SIGN_MS) continue;
      told = now();
      post({ kind: 'alive' }, []);
    }
  };
  return (message) => {
    if (message.kind === 'file') {
      files.set(message.file, { name: message.name, bytes: new Uint8Array(message.size) });
      return;
    }
    if (message.kind === 'bytes') {
      files.get(message.file)!.bytes.set(message.bytes, message.at);
      return;
    }
    try {
      answer(message.question);
    } catch (error) {
      if (error instanceof AnalystError) post({ kind: 'refused', code: error.code, values: error.values }, []);
      else post({ kind: 'defect', message: String(error) }, []);
    }
  };
}
