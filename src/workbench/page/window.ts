/** What the page shows to tests and to whoever opens the browser's console. */
import type { EmbeddedWorkbook } from '../workbook';

declare global {
  interface Window {
    workbench?: EmbeddedWorkbook;
  }
}
