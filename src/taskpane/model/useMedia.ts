/** Whether a media query holds now, followed while the pane is resized. */
import { useSyncExternalStore } from 'react';

/** False where the page cannot answer media queries. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (onChange) => {
      const list = window.matchMedia?.(query);
      list?.addEventListener('change', onChange);
      return () => list?.removeEventListener('change', onChange);
    },
    () => window.matchMedia?.(query).matches ?? false,
  );
}
