/** Links to the first rows that a finding names; each selects its cell in the sheet. */
import { Link } from '@fluentui/react-components';

/** Selects a cell: row counted from 1, column from 0. */
export type GoTo = (sheet: string, row: number, column: number) => void;

interface CellLinksProps {
  readonly rows: readonly number[];
  /** How many there are in all. */
  readonly of: number;
  readonly onGo: (row: number) => void;
}

export function CellLinks({ rows, of, onGo }: CellLinksProps) {
  if (rows.length === 0) return null;
  return (
    <>
      （
      {rows.map((row, index) => (
        <span key={row}>
          {index > 0 && ', '}
          <Link as="button" inline title="その行へ移動" aria-label={`${row} 行目へ移動`} onClick={() => onGo(row)}>
            {row}
          </Link>
        </span>
      ))}{' '}
      行目{rows.length < of && ' ほか'}）
    </>
  );
}
