/** Gives the focus back to a control that had to make way for a progress box. */
import { useEffect, useRef, type RefObject } from 'react';

/** When `away` ends and nobody else took the focus meanwhile, it returns to `target`. */
export function useFocusBack(away: boolean, target: RefObject<HTMLElement | null>): void {
  const wasAway = useRef(false);
  useEffect(() => {
    const isLost = document.activeElement === null || document.activeElement === document.body;
    if (wasAway.current && !away && isLost) target.current?.focus();
    wasAway.current = away;
  }, [away, target]);
}
