/** The line on the terminal while a command works. */
import { progressOn } from '../../src/workbench/cli/progress';

const terminal = (isTTY: boolean) => {
  const written: string[] = [];
  return { written, isTTY, write: (text: string) => written.push(text) };
};

test('replaces its line on a terminal, and leaves none behind', () => {
  const screen = terminal(true);
  const progress = progressOn(screen);
  progress();
  progress('読んでいます');
  progress('書いています');
  progress();
  progress();
  expect(screen.written).toEqual(['\r\u001b[K読んでいます…', '\r\u001b[K書いています…', '\r\u001b[K']);
});

test('says nothing to a file or a pipe', () => {
  const file = terminal(false);
  const progress = progressOn(file);
  progress('読んでいます');
  progress();
  expect(file.written).toEqual([]);
});
