/** A thread that sums a workbook while its file is made: the script of a worker of Node. See `summing`. */
import { parentPort } from 'node:worker_threads';
import { summingHere } from '../xlsx/calculatedMark';
import type { SummingAnswer, SummingMessage } from './summingMessages';

const port = parentPort!;
const summing = summingHere()!;

const say = (answer: SummingAnswer): void => port.postMessage(answer);

port.on('message', (message: SummingMessage) => {
  if (message.kind === 'begin') summing.begin(message.files);
  else if (message.kind === 'add') {
    const { part, content, texts } = message;
    void summing.add(part, content, texts).then(() => say({ kind: 'taken', bytes: content.length }));
  } else void summing.sum().then((sum) => say({ kind: 'sum', sum }));
});
