/** Univer's own interface for the workbook: toolbar, formula bar, sheet tabs and the grid itself, in Japanese. */
import { type Injector, mergeLocales, type Univer } from '@univerjs/core';
import designJaJP from '@univerjs/design/locale/ja-JP';
import { UniverDocsPlugin } from '@univerjs/docs';
import { UniverDocsUIPlugin } from '@univerjs/docs-ui';
import docsUiJaJP from '@univerjs/docs-ui/locale/ja-JP';
import { UniverRenderEnginePlugin } from '@univerjs/engine-render';
import { CalculationMode, TriggerCalculationController, UniverSheetsFormulaPlugin } from '@univerjs/sheets-formula';
import sheetsFormulaJaJP from '@univerjs/sheets-formula/locale/ja-JP';
import { UniverSheetsFormulaUIPlugin } from '@univerjs/sheets-formula-ui';
import sheetsFormulaUiJaJP from '@univerjs/sheets-formula-ui/locale/ja-JP';
import { UniverSheetsNumfmtPlugin } from '@univerjs/sheets-numfmt';
import { UniverSheetsNumfmtUIPlugin } from '@univerjs/sheets-numfmt-ui';
import sheetsNumfmtUiJaJP from '@univerjs/sheets-numfmt-ui/locale/ja-JP';
import { UniverSheetsUIPlugin } from '@univerjs/sheets-ui';
import sheetsUiJaJP from '@univerjs/sheets-ui/locale/ja-JP';
import sheetsJaJP from '@univerjs/sheets/locale/ja-JP';
import { UniverUIPlugin } from '@univerjs/ui';
import uiJaJP from '@univerjs/ui/locale/ja-JP';
import { BehaviorSubject } from 'rxjs';
import type { UniverSetup } from '../../book/univer';
import type { Guard } from './guard';
import '@univerjs/design/lib/index.css';
import '@univerjs/ui/lib/index.css';
import '@univerjs/docs-ui/lib/index.css';
import '@univerjs/sheets-ui/lib/index.css';
import '@univerjs/sheets-formula-ui/lib/index.css';
import '@univerjs/sheets-numfmt-ui/lib/index.css';

/** Univer's own protection by user accounts: the workbook has none, and Excel's is another. */
const WITHOUT = Object.fromEntries(
  [
    'sheet.contextMenu.permission',
    'sheet.command.add-range-protection-from-toolbar',
    'sheet.command.add-range-protection-from-sheet-bar',
    'sheet.command.delete-worksheet-protection-from-sheet-bar',
    'sheet.command.change-sheet-protection-from-sheet-bar',
    'sheet.command.view-sheet-permission-from-sheet-bar',
  ].map((id) => [id, { hidden: true }]),
);

/** Shows the workbook in `container`; `guard` hears of every change first. */
export function interfaceIn(container: HTMLElement, guard: Guard): UniverSetup {
  return {
    locale: mergeLocales(
      designJaJP,
      uiJaJP,
      docsUiJaJP,
      sheetsJaJP,
      sheetsUiJaJP,
      sheetsFormulaJaJP,
      sheetsFormulaUiJaJP,
      sheetsNumfmtUiJaJP,
    ),
    register(univer: Univer) {
      guard.listen(univer.__getInjector());
      univer.registerPlugin(UniverDocsPlugin);
      univer.registerPlugin(UniverRenderEnginePlugin);
      univer.registerPlugin(UniverUIPlugin, { container, header: true, ribbonType: 'simple', disableAutoFocus: true });
      univer.registerPlugin(UniverDocsUIPlugin);
      univer.registerPlugin(UniverSheetsUIPlugin, {
        // Room for the tabs of the sheets: there are many.
        menu: WITHOUT,
        footer: { menus: false, zoomSlider: false },
        disableForceStringAlert: true,
        disableForceStringMark: true,
      });
      univer.registerPlugin(UniverSheetsNumfmtPlugin, { disableTextFormatAlert: true, disableTextFormatMark: true });
      univer.registerPlugin(UniverSheetsNumfmtUIPlugin);
      univer.registerPlugin(UniverSheetsFormulaPlugin, { initialFormulaComputing: CalculationMode.NO_CALCULATION });
      univer.registerPlugin(UniverSheetsFormulaUIPlugin);
    },
  };
}

/**
 * The workbook drives its calculation itself (book/calculation.ts). The plugin's own trigger would start a second one
 * 100 ms after every edit, so it is put out of work before anything asks for it; its progress bar stays empty.
 */
export function silenceTrigger(injector: Injector): void {
  const idle = { progress$: new BehaviorSubject({ done: 0, count: 0 }), clearProgress: () => undefined };
  injector.replace([TriggerCalculationController, { useValue: idle as unknown as TriggerCalculationController }]);
}
