/** 値で確定: for whom the copy is, the population that the rule of small numbers asks for, and the file. */
import { useEffect, useState } from 'react';
import {
  Button,
  Checkbox,
  Field,
  Input,
  makeStyles,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  Radio,
  RadioGroup,
  tokens,
  typographyStyles,
} from '@fluentui/react-components';
import { DocumentLockRegular } from '@fluentui/react-icons';
import type { HandInFile, HandInOptions } from '../../plan/handIn';
import type { LongStepOptions } from '../door';
import { saveFile } from '../model/saveFile';
import type { LaterStepProps } from '../model/steps';
import { countText } from '../model/words';

const useStyles = makeStyles({
  group: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS, minWidth: 0 },
  title: { ...typographyStyles.body1Strong, margin: 0 },
  lead: { ...typographyStyles.body1, margin: 0, color: tokens.colorNeutralForeground2 },
  button: { alignSelf: 'start' },
  population: { maxWidth: '220px' },
  options: { display: 'flex', flexDirection: 'column' },
  list: { margin: 0, paddingInlineStart: tokens.spacingHorizontalXL, overflowWrap: 'anywhere' },
});

export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

type Audience = HandInOptions['audience'];

/** What the copy asks of the workbook. */
export interface HandInDoor {
  copy(request: HandInOptions & { readonly population?: number } & LongStepOptions): Promise<HandInFile>;
  population(): Promise<number | null>;
  keepPopulation(population: number): Promise<void>;
  /** Writes the sheets to hand in anew from the data, year and criteria of now. */
  rewrite(
    options: LongStepOptions & { confirmReplace(sheets: readonly string[]): Promise<boolean> },
  ): Promise<{ readonly sheets: readonly string[]; readonly notices: readonly string[] }>;
}

/** The room excel, loaded when it is asked for the first time. */
const workbook: HandInDoor = {
  copy: async (request) => (await import('../../excel/handIn')).makeHandInCopy(request),
  population: async () => (await import('../../excel/handIn')).keptPopulation(),
  keepPopulation: async (population) => (await import('../../excel/handIn')).keepPopulation(population),
  rewrite: async (options) => (await import('../../excel/forms')).refreshValues({ ...options, undoable: true }),
};

/** Full-width digits and separators are as good as others; null for nothing, NaN for anything else. */
function readPopulation(text: string): number | null {
  const plain = text.normalize('NFKC').replace(/[,\s人]/gu, '');
  if (plain === '') return null;
  return /^[1-9]\d*$/u.test(plain) ? Number(plain) : NaN;
}

function doneText(audience: Audience, { sheets, masked }: HandInFile): string {
  const hidden = audience === '公表用' ? `小さい人数など ${countText(masked)} 個のセルを伏せました。` : '';
  return `${countText(sheets.length)} 枚のシートを値だけの写し（${audience}）にして、出所のシートを付けました。${hidden}`;
}

export interface HandInProps extends Pick<LaterStepProps, 'state' | 'actions' | 'busy'> {
  readonly door?: HandInDoor;
}

export default function HandIn({ state, actions, busy, door = workbook }: HandInProps) {
  const styles = useStyles();
  const [audience, setAudience] = useState<Audience>('公表用');
  const [typed, setTyped] = useState('');
  const [notices, setNotices] = useState<readonly string[]>([]);
  const [isOutdated, setOutdated] = useState(false);
  const [isStrict, setStrict] = useState(false);
  const [withoutDrafts, setWithoutDrafts] = useState(false);
  const [withoutBlank, setWithoutBlank] = useState(false);
  const population = readPopulation(typed);
  useEffect(() => {
    let gone = false;
    // Without the kept number the field stays empty; the copy itself tells what is wrong with the workbook.
    void door.population().then(
      (kept) => !gone && kept !== null && setTyped((before) => (before === '' ? String(kept) : before)),
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [door]);
  const make = () =>
    actions.work({
      place: 'plan',
      stage: '写しを作っています',
      run: async ({ onProgress, signal }) => {
        setNotices([]);
        if (population !== null) await door.keepPopulation(population);
        setOutdated(false);
        const asked = {
          audience,
          ...(audience === '公表用' && isStrict ? { isStrict } : {}),
          ...(withoutDrafts ? { withoutDrafts } : {}),
          ...(withoutBlank ? { withoutBlank } : {}),
          ...(population === null ? {} : { population }),
          ...(onProgress === undefined ? {} : { onProgress }),
          ...(signal === undefined ? {} : { signal }),
        };
        const file = await door.copy(asked).catch((error: unknown) => {
          setOutdated((error as { code?: unknown }).code === 'handIn.outdated');
          throw error;
        });
        saveFile(`値で確定_${audience}.xlsx`, Uint8Array.from(file.bytes), XLSX_TYPE);
        setNotices(file.notices);
        return { intent: 'success', text: doneText(audience, file) };
      },
    });
  const rewrite = () =>
    actions.work({
      place: 'plan',
      stage: 'シートを書き直しています',
      what: 'シートの書き直し',
      run: async (options) => {
        const { sheets, notices: said } = await door.rewrite(options);
        setOutdated(false);
        return {
          intent: 'success',
          text: [`${countText(sheets.length)} 枚のシートを、いまのデータと条件で書き直しました。`, ...said].join(''),
        };
      },
    });
  return (
    <section className={styles.group} aria-labelledby="hand-in-title">
      <h3 id="hand-in-title" className={styles.title}>
        値で確定（提出用の写し）
      </h3>
      <p className={styles.lead}>
        提出するシートだけを、数式のない別のブックにします。一覧・支援記録・書き出しのシートは入りません。被保険者の番号・氏名・生年月日が書かれたセルがあると、作らずにお知らせします。
      </p>
      <Field label="使いみち">
        <RadioGroup value={audience} onChange={(_, { value }) => setAudience(value as Audience)}>
          <Radio value="公表用" label="公表用（小さい人数を伏せる）" />
          <Radio value="内部用" label="内部用（伏せない）" />
        </RadioGroup>
      </Field>
      {audience === '公表用' && (
        <Field
          className={styles.population}
          label="地域の人口（人）"
          hint="25,000 人未満なら 19 人まで、2,000 人未満ならすべてを伏せます。空欄なら 9 人まで。"
          {...(Number.isNaN(population)
            ? { validationState: 'error' as const, validationMessage: '1 以上の整数を入れてください。' }
            : {})}
        >
          <Input value={typed} inputMode="numeric" onChange={(_, { value }) => setTyped(value)} />
        </Field>
      )}
      <div className={styles.options}>
        {audience === '公表用' && (
          <Checkbox
            checked={isStrict}
            onChange={(_, { checked }) => setStrict(checked === true)}
            label="厳格（残りの人数が小さいときも伏せる。例 23人のうち22人）"
          />
        )}
        <Checkbox
          checked={withoutDrafts}
          onChange={(_, { checked }) => setWithoutDrafts(checked === true)}
          label="下書きの欄を空にする（「【下書き】」が残っていると写しを作りません）"
        />
        <Checkbox
          checked={withoutBlank}
          onChange={(_, { checked }) => setWithoutBlank(checked === true)}
          label="何も書かれていない様式を除く"
        />
      </div>
      <Button
        className={styles.button}
        icon={<DocumentLockRegular />}
        disabledFocusable={busy || state.dataset === null || (audience === '公表用' && Number.isNaN(population))}
        onClick={make}
      >
        値で確定した写しを保存
      </Button>
      {isOutdated && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            いまと違うデータ・年度・条件で書かれたシートがあるため、写しを作っていません。書き直しても、色のついた欄に書いた内容は残ります。
          </MessageBarBody>
          <MessageBarActions>
            <Button size="small" disabledFocusable={busy} onClick={rewrite}>
              シートを書き直す
            </Button>
          </MessageBarActions>
        </MessageBar>
      )}
      {notices.length > 0 && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            <ul className={styles.list}>
              {notices.map((notice) => (
                <li key={notice}>{notice}</li>
              ))}
            </ul>
          </MessageBarBody>
        </MessageBar>
      )}
    </section>
  );
}
