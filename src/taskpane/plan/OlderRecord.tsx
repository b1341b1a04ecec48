/** 前のブックの実績: taking the record of an older workbook, and choosing where one figure has several values. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { Button, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { HistoryRegular } from '@fluentui/react-icons';
import type { OlderTaken } from '../../excel/record';
import type { PickedFile } from '../../excel';
import type { StandingChoice } from '../../plan/record/standing';
import type { LongStepOptions } from '../door';
import type { LaterStepProps } from '../model/steps';
import { dayOfMoment } from '../../plan/years';
import { countText, yearText } from '../model/words';

const useStyles = makeStyles({
  group: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS, minWidth: 0 },
  title: { ...typographyStyles.body1Strong, margin: 0 },
  lead: { ...typographyStyles.body1, margin: 0, color: tokens.colorNeutralForeground2 },
  button: { alignSelf: 'start' },
  figures: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalM,
  },
  name: { ...typographyStyles.body1Strong, margin: 0 },
  line: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    columnGap: tokens.spacingHorizontalM,
    alignItems: 'center',
  },
  source: { ...typographyStyles.caption1, color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
});

/** What this part asks of the workbook. */
export interface RecordDoor {
  take(files: readonly PickedFile[], options: LongStepOptions): Promise<OlderTaken>;
  choices(): Promise<readonly (readonly StandingChoice[])[]>;
  choose(lineKey: string): Promise<void>;
}

/** The room excel, loaded when it is asked for the first time. */
const workbook: RecordDoor = {
  take: async (files, options) => (await import('../../excel/record')).takeOlderRecord(files, options),
  choices: async () => (await import('../../excel/record')).recordChoices(),
  choose: async (lineKey) => (await import('../../excel/record')).chooseRecorded(lineKey),
};

/** Figures that are asked about at a time; the rest is on the sheet itself. */
const SHOWN = 10;
const PERCENT_DIGITS = 2;

/** 27／100（27.00%）, or the value where nothing was counted. */
function figureWords({ numerator, denominator, value }: StandingChoice): string {
  if (numerator === null || denominator === null) return String(value);
  const share = value === null ? '' : `（${(value * 100).toFixed(PERCENT_DIGITS)}%）`;
  return `${countText(numerator)}／${countText(denominator)}${share}`;
}

function sourceWords({ source, recordedAt, condition }: StandingChoice): string {
  return [source, recordedAt === '' ? '' : `記録 ${dayOfMoment(recordedAt)}`, condition]
    .filter((text) => text !== '')
    .join('・');
}

export interface OlderRecordProps extends Pick<LaterStepProps, 'actions' | 'busy'> {
  /** Changes when the workbook was written. */
  readonly written: unknown;
  readonly door?: RecordDoor;
}

export default function OlderRecord({ actions, busy, written, door = workbook }: OlderRecordProps) {
  const styles = useStyles();
  const picker = useRef<HTMLInputElement>(null);
  const [figures, setFigures] = useState<readonly (readonly StandingChoice[])[]>([]);
  // A workbook that cannot be looked at now is told by the look at the data.
  const look = useCallback(() => void door.choices().then(setFigures, () => undefined), [door]);
  useEffect(() => {
    look();
    window.addEventListener('focus', look);
    return () => window.removeEventListener('focus', look);
  }, [look, written]);

  const take = (picked: readonly File[]) =>
    actions.work({
      place: 'plan',
      stage: '前のブックを読んでいます',
      what: '前のブックの実績',
      run: async (options) => {
        const files = await Promise.all(
          picked.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })),
        );
        const { written: isWritten, notices } = await door.take(files, options);
        look();
        const later = isWritten ? '' : 'シート「実績の記録」には、次に抽出するときに書きます。';
        return { intent: 'success', text: [...notices, later].join('') };
      },
    });
  const choose = (lineKey: string) =>
    actions.work({
      place: 'plan',
      stage: '採用する値を書いています',
      run: async () => {
        await door.choose(lineKey);
        look();
        return {
          intent: 'success',
          text: '使う値に ○ を付けました。計画のシートには、作り直すと反映されます。',
        };
      },
    });
  return (
    <section className={styles.group} aria-labelledby="older-record-title">
      <h3 id="older-record-title" className={styles.title}>
        前のブックの実績
      </h3>
      <p className={styles.lead}>
        このツールで作った前の年度のブックから、年度ごとの実績をシート「実績の記録」に引き継ぎます。いまある記録は消えません。
      </p>
      <Button
        className={styles.button}
        icon={<HistoryRegular />}
        disabledFocusable={busy}
        onClick={() => picker.current?.click()}
      >
        前のブックから引き継ぐ
      </Button>
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        accept=".xlsx"
        aria-label="前のブック"
        onChange={(event) => {
          const picked = [...(event.target.files ?? [])];
          if (picked.length > 0) take(picked);
          // The same file may be chosen again after it was corrected.
          event.target.value = '';
        }}
      />
      {figures.length > 0 && (
        <>
          <p className={styles.lead}>
            同じ年度・指標に違う値が {countText(figures.length)}{' '}
            件あります。使う値を選んでください（どちらも記録に残ります）。
          </p>
          <ul className={styles.figures} aria-label="値が複数ある実績">
            {figures.slice(0, SHOWN).map((lines) => {
              const { fiscalYear, indicator, area } = lines[0]!;
              const name = `${yearText(fiscalYear)} ${indicator}（${area}）`;
              return (
                <li key={name}>
                  <p className={styles.name}>{name}</p>
                  {lines.map((line) => (
                    <div key={line.lineKey} className={styles.line}>
                      <span>
                        {figureWords(line)} <span className={styles.source}>{sourceWords(line)}</span>
                      </span>
                      <Button
                        size="small"
                        appearance={line.isChosen ? 'primary' : 'secondary'}
                        aria-pressed={line.isChosen}
                        aria-label={`${name} は ${figureWords(line)} を使う`}
                        disabledFocusable={busy}
                        onClick={() => choose(line.lineKey)}
                      >
                        {line.isChosen ? '使用中' : 'この値を使う'}
                      </Button>
                    </div>
                  ))}
                </li>
              );
            })}
          </ul>
          {figures.length > SHOWN && (
            <Button className={styles.button} onClick={() => actions.openSheet('実績の記録')}>
              シート「実績の記録」を開く
            </Button>
          )}
        </>
      )}
    </section>
  );
}
