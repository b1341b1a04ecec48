/** What stands in the parts of an xlsx file, read without the project's own code. */
import { readXlsxParts } from '../../excel/xlsxParts';

/** The parts of a file as texts by their paths. */
export type Files = Readonly<Record<string, string>>;
export const filesOf = (bytes: Uint8Array): Files => Object.fromEntries(readXlsxParts(bytes));

const plain = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');

/** A formula as it stands in a file. */
export interface StoredCell {
  readonly formula: string;
  readonly kind: string | undefined;
  readonly ref: string | undefined;
  readonly cm: string | undefined;
  readonly value: string | undefined;
}

/** The formulas of a worksheet part by address. */
export function formulasIn(xml: string): Record<string, StoredCell> {
  const cells: Record<string, StoredCell> = {};
  for (const [, attributes = '', inside = ''] of xml.matchAll(/<c ([^>]*?)>([^]*?)<\/c>/g)) {
    const [, of = '', formula = ''] = /<f([^>]*)>([^<]*)<\/f>/.exec(inside) ?? [];
    if (formula === '') continue;
    const attribute = (text: string, name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(text)?.[1];
    cells[attribute(attributes, 'r')!] = {
      formula: plain(formula),
      kind: attribute(of, 't'),
      ref: attribute(of, 'ref'),
      cm: attribute(attributes, 'cm'),
      value: /<v>([^<]*)<\/v>/.exec(inside)?.[1],
    };
  }
  return cells;
}
