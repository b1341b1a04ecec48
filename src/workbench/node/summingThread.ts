/** A thread that sums a workbook while its file is made: the script of a worker of Node. See `summing`. */
import { createHash } from 'node:crypto';
import { parentPort } from 'node:worker_threads';
import { CalculatedSum } from '../xlsx/calculatedSum';
import type { SummingAnswer, SummingMessage } from './summingMessages';

const port = parentPort!;
const texts: string[] = [];
let summed: CalculatedSum | null = null;

const say = (answer: SummingAnswer): void => port.postMessage(answer);

port.on('message', (message: SummingMessage) => {
  if (message.kind === 'begin') summed = new CalculatedSum(message.files, () => createHash('sha256'));
  else if (message.kind === 'add') {
    for (const text of message.texts) texts.push(text);
    summed?.add(message.part, message.content, texts);
    say({ kind: 'taken', bytes: message.content.length });
  } else say({ kind: 'sum', sum: summed?.sum() ?? null });
});
