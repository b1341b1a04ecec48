/** The worker that reads files for the pane: the script of a thread of its own. */
import { answerer } from './answerer';
import type { FromWorker, ToWorker } from './messages';

/** The scope of a worker, as far as it is used; the types of pages know it not. */
interface Scope {
  onmessage: ((event: { readonly data: ToWorker }) => void) | null;
  postMessage(message: FromWorker, moved: ArrayBuffer[]): void;
}

/** By what data could leave the machine. */
const WAYS_OUT = [
  'fetch',
  'XMLHttpRequest',
  'WebSocket',
  'WebSocketStream',
  'WebTransport',
  'EventSource',
  'importScripts',
  'Worker',
];

const scope = globalThis as unknown as Scope;
// The policy of the page does not reach into a worker: what could carry data of persons off is taken away before they come.
for (const name of WAYS_OUT)
  Object.defineProperty(scope, name, { value: undefined, writable: false, configurable: false });

const answer = answerer((message, moved) => scope.postMessage(message, moved));
scope.onmessage = ({ data }) => answer(data);
