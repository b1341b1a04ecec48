/** A list of any length of which only the visible rows are made: a listbox with arrow keys, one stop of the Tab key. */
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';

export const ROW_HEIGHT = 52;
const VISIBLE_ROWS = 7;
const VIEW_HEIGHT = ROW_HEIGHT * VISIBLE_ROWS;
/** Rows made beyond the edges, so that scrolling shows no gaps. */
const MARGIN = 4;
/** Browsers refuse taller elements; a longer list is scrolled by share instead of by pixel. */
const TALLEST = 10_000_000;

const useStyles = makeStyles({
  view: {
    position: 'relative',
    maxHeight: `${VIEW_HEIGHT}px`,
    overflowY: 'auto',
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    ':focus-visible': { outline: `${tokens.strokeWidthThick} solid ${tokens.colorStrokeFocus2}`, outlineOffset: '1px' },
  },
  row: {
    position: 'absolute',
    insetInline: 0,
    height: `${ROW_HEIGHT}px`,
    boxSizing: 'border-box',
    padding: `0 ${tokens.spacingHorizontalM}`,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
  },
  active: {
    backgroundColor: tokens.colorBrandBackground2,
    boxShadow: `inset 3px 0 0 ${tokens.colorBrandStroke1}`,
    '@media (forced-colors: active)': { outline: '2px solid Highlight', outlineOffset: '-2px' },
  },
});

interface VirtualListProps {
  readonly label: string;
  readonly count: number;
  /** The chosen row; -1 for none. */
  readonly active: number;
  readonly onActive: (index: number) => void;
  readonly row: (index: number) => ReactNode;
}

export function VirtualList({ label, count, active, onActive, row }: VirtualListProps) {
  const styles = useStyles();
  const id = useId();
  const view = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const height = Math.min(count * ROW_HEIGHT, TALLEST);
  const room = Math.max(1, height - VIEW_HEIGHT);
  const hidden = Math.max(0, count * ROW_HEIGHT - VIEW_HEIGHT);
  // Where the view stands in the whole list, in pixels of the whole list.
  const offset = Math.min(1, top / room) * hidden;
  const first = Math.max(0, Math.floor(offset / ROW_HEIGHT) - MARGIN);
  const last = Math.min(count, Math.ceil((offset + VIEW_HEIGHT) / ROW_HEIGHT) + MARGIN);

  const reveal = (index: number) => {
    const element = view.current;
    if (element === null) return;
    const begin = index * ROW_HEIGHT;
    const wanted =
      begin < offset ? begin : begin + ROW_HEIGHT > offset + VIEW_HEIGHT ? begin + ROW_HEIGHT - VIEW_HEIGHT : null;
    if (wanted !== null) element.scrollTop = hidden === 0 ? 0 : (wanted / hidden) * room;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + VISIBLE_ROWS,
      PageUp: active - VISIBLE_ROWS,
      Home: 0,
      End: count - 1,
    };
    const to = moves[event.key];
    if (to === undefined || count === 0) return;
    event.preventDefault();
    const next = Math.min(count - 1, Math.max(0, to));
    reveal(next);
    onActive(next);
  };
  // Another list begins at its top.
  useEffect(() => {
    if (view.current) view.current.scrollTop = 0;
  }, [count]);
  const isActiveMade = active >= first && active < last;
  return (
    <div
      ref={view}
      className={styles.view}
      style={{ height: Math.min(height, VIEW_HEIGHT) }}
      role="listbox"
      tabIndex={0}
      aria-label={label}
      aria-activedescendant={isActiveMade ? `${id}-${active}` : undefined}
      onScroll={(event) => setTop(event.currentTarget.scrollTop)}
      onKeyDown={onKeyDown}
    >
      <div role="presentation" style={{ height }}>
        {Array.from({ length: Math.max(0, last - first) }, (_, made) => {
          const index = first + made;
          return (
            <div
              key={index}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === active}
              aria-setsize={count}
              aria-posinset={index + 1}
              className={mergeClasses(styles.row, index === active && styles.active)}
              style={{ top: index * ROW_HEIGHT - offset + top }}
              onClick={() => onActive(index)}
            >
              {row(index)}
            </div>
          );
        })}
      </div>
    </div>
  );
}
