/** A thread that reads files and answers while the main one begins the workbook: the script of a worker of Node. See `answering`. */
import { createRequire } from 'node:module';
import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { CodeCache, keepModules } from '../node/codeCache';
import type { AnswerJob, answerInThread } from './answering';

keepModules(__dirname, new CodeCache(path.join(__dirname, 'code')));
const commandLine = createRequire(__filename)('./ikkatsu.cjs') as { readonly answerInThread: typeof answerInThread };
void commandLine.answerInThread(workerData as AnswerJob, (message) => parentPort!.postMessage(message));
