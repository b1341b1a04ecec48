/** A small synthetic data set to try the add-in with, made on the spot: nobody in it exists. Loaded only when asked for. */
import { textOf } from '../../../tools/samples/columns';
import { sampleFiles } from '../../../tools/samples/files';
import type { PickedFile } from '../door';

/** Persons of the register. */
export const SAMPLE_SIZE = 300;

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

/** The five exports as csv files; their titles and names say 合成. */
export function syntheticFiles(): PickedFile[] {
  return sampleFiles({ size: SAMPLE_SIZE }).map((file) => {
    const line = (values: Parameters<typeof textOf>[0][]) =>
      values.map((value) => quoted(textOf(value, file.style))).join(',');
    const rows = [...file.titles, [], file.columns.map(({ heading }) => heading), ...file.rows()];
    const text = rows.map((values) => `${line([...values])}\r\n`).join('');
    return { name: `合成_${file.name}.csv`, bytes: new TextEncoder().encode(`\uFEFF${text}`) };
  });
}
