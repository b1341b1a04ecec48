/** 様式に書く: the sheet 様式の対応, and filling a template in this workbook or in a file of its own. */
import { useId, useRef, useState } from 'react';
import { Button, Checkbox, Label, makeStyles, Select, tokens, typographyStyles } from '@fluentui/react-components';
import { DocumentEditRegular } from '@fluentui/react-icons';
import { READY_FIGURES } from '../../plan/binding/readyFigures';
import { saveFile } from '../model/saveFile';
import type { LaterStepProps } from '../model/steps';
import { countText } from '../model/words';

const useStyles = makeStyles({
  group: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS, minWidth: 0 },
  title: { ...typographyStyles.body1Strong, margin: 0 },
  lead: { ...typographyStyles.body1, margin: 0, color: tokens.colorNeutralForeground2 },
  steps: { ...typographyStyles.body1, margin: 0, paddingInlineStart: tokens.spacingHorizontalXL },
  step: { marginBlockEnd: tokens.spacingVerticalS },
  pick: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'start',
    gap: tokens.spacingVerticalXS,
    marginBlock: tokens.spacingVerticalS,
  },
  figure: { alignSelf: 'stretch' },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

interface FilledCells {
  readonly cells: number;
  readonly sheets: readonly string[];
}

/** A figure that was bound to a cell. */
interface BoundCell {
  readonly name: string;
  readonly sheet: string;
  readonly cell: string;
  /** The row of 様式の対応. */
  readonly row: number;
}

/** What filling asks of the workbook. */
export interface FillDoor {
  showBindings(): Promise<void>;
  bindSelected(figure: string): Promise<BoundCell>;
  fillFile(name: string, bytes: Uint8Array): Promise<FilledCells & { readonly bytes: Uint8Array }>;
  fillHere(options: { readonly live: boolean }): Promise<FilledCells>;
}

/** The room excel, loaded when it is asked for the first time. */
const workbook: FillDoor = {
  showBindings: async () => (await import('../../excel/binding')).showBindings(),
  bindSelected: async (figure) => (await import('../../excel/binding')).bindSelected(figure),
  fillFile: async (name, bytes) => (await import('../../excel/binding')).fillTemplateFile(name, bytes),
  fillHere: async (options) => (await import('../../excel/binding')).fillThisWorkbook(options),
};

const MACRO_TYPE = 'application/vnd.ms-excel.sheet.macroEnabled.12';
const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const GROUPS = [...new Set(READY_FIGURES.map(({ group }) => group))];

/** 様式.xlsx → 様式_記入済み.xlsx */
function filledName(name: string): string {
  return name.replace(/(\.[^.]+)?$/u, '_記入済み$1');
}

export interface FillTemplateProps extends Pick<LaterStepProps, 'actions' | 'busy'> {
  readonly door?: FillDoor;
}

export default function FillTemplate({ actions, busy, door = workbook }: FillTemplateProps) {
  const styles = useStyles();
  const [live, setLive] = useState(false);
  const picker = useRef<HTMLInputElement>(null);
  const [figure, setFigure] = useState(READY_FIGURES[0]!.id);
  const select = useId();
  const show = () => actions.work({ place: 'plan', stage: '様式の対応を開いています', run: () => door.showBindings() });
  const bind = () =>
    actions.work({
      place: 'plan',
      stage: '選んだセルにつないでいます',
      what: '様式の対応への追加',
      run: async () => {
        const { name, sheet, cell, row } = await door.bindSelected(figure);
        return {
          intent: 'success',
          text: `${sheet} の ${cell} に「${name}」をつなぎました（様式の対応 ${row} 行目）。`,
        };
      },
    });
  const here = () =>
    actions.work({
      place: 'plan',
      stage: '様式に書いています',
      what: '様式への記入',
      run: async () => {
        const { cells, sheets } = await door.fillHere({ live });
        return { intent: 'success', text: `${sheets.join('、')} の ${countText(cells)} 個のセルに書きました。` };
      },
    });
  const file = (picked: File) =>
    actions.work({
      place: 'plan',
      stage: '様式に書いています',
      run: async () => {
        const { bytes, cells } = await door.fillFile(picked.name, new Uint8Array(await picked.arrayBuffer()));
        const type = /\.xlsm$/iu.test(picked.name) ? MACRO_TYPE : XLSX_TYPE;
        saveFile(filledName(picked.name), Uint8Array.from(bytes), type);
        return { intent: 'success', text: `様式の ${countText(cells)} 個のセルに書いたファイルを保存しました。` };
      },
    });
  return (
    <section className={styles.group} aria-labelledby="fill-template-title">
      <h3 id="fill-template-title" className={styles.title}>
        ほかの様式に書く
      </h3>
      <p className={styles.lead}>
        国・県・広域連合の様式のどのセルにどの数字を入れるかを、シート「様式の対応」に書いておくと、そのセルだけに書きます。様式の書式・数式・図はそのまま残ります。
      </p>
      <ol className={styles.steps}>
        <li className={styles.step}>
          様式のシートをこのブックに入れ、数字を入れるセルを 1
          つ選びます。下で数字を選び、［選んだセルにつなぐ］を押します。セルの数だけ繰り返します。
          <div className={styles.pick}>
            <Label htmlFor={select}>入れる数字</Label>
            <Select
              className={styles.figure}
              id={select}
              value={figure}
              disabled={busy}
              onChange={(_, { value }) => setFigure(value)}
            >
              {GROUPS.map((group) => (
                <optgroup key={group} label={group}>
                  {READY_FIGURES.filter((each) => each.group === group).map(({ id, name }) => (
                    <option key={id} value={id}>
                      {name}
                    </option>
                  ))}
                </optgroup>
              ))}
            </Select>
            <Button disabledFocusable={busy} onClick={bind}>
              選んだセルにつなぐ
            </Button>
          </div>
        </li>
        <li className={styles.step}>
          ［このブックの様式に書く］か［様式のファイルに書いて保存］を押します。つないだセルだけに書きます。
        </li>
      </ol>
      <div className={styles.buttons}>
        <Button disabledFocusable={busy} onClick={show}>
          「様式の対応」を開く
        </Button>
        <Button icon={<DocumentEditRegular />} disabledFocusable={busy} onClick={() => picker.current?.click()}>
          様式のファイルに書いて保存
        </Button>
        <Button disabledFocusable={busy} onClick={here}>
          このブックの様式に書く
        </Button>
      </div>
      <Checkbox
        label="このブックでは、値でなく数式で書く（数字が変わると様式も変わる）"
        checked={live}
        onChange={(_, { checked }) => setLive(checked === true)}
      />
      <input
        ref={picker}
        type="file"
        hidden
        accept=".xlsx,.xlsm"
        aria-label="様式のファイル"
        onChange={(event) => {
          const [picked] = event.target.files ?? [];
          if (picked !== undefined) file(picked);
          // The same file may be chosen again after the bindings were corrected.
          event.target.value = '';
        }}
      />
    </section>
  );
}
