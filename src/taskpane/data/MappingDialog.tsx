/** The question what the columns of a sheet hold: suggestions with their reasons, confirmed by the analyst. */
import { useEffect, useRef, useState } from 'react';
import { Button, Field, makeStyles, Select, Spinner, tokens, typographyStyles } from '@fluentui/react-components';
import { strToU8 } from 'fflate';
import { ArrowDownloadRegular } from '@fluentui/react-icons/svg/arrow-download';
import { ArrowUploadRegular } from '@fluentui/react-icons/svg/arrow-upload';
import {
  FIELD_IDS,
  FIELDS,
  mappedFields,
  mappingFromJson,
  mappingOf,
  mappingToJson,
  type FieldId,
  type SuggestedColumn,
  type Suggestions,
} from '../../kdb';
import { saveFile } from '../model/saveFile';
import { countText } from '../model/words';
import { NARROW_FIELD } from '../shell/narrowField';
import { PaneDialog } from '../shell/PaneDialog';

const useStyles = makeStyles({
  lead: { ...typographyStyles.body1, margin: `0 0 ${tokens.spacingVerticalM}` },
  list: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  field: NARROW_FIELD,
  layout: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS, marginBottom: tokens.spacingVerticalM },
  hint: { ...typographyStyles.caption1, margin: 0, color: tokens.colorNeutralForeground3 },
  wrong: { ...typographyStyles.body1, margin: 0, color: tokens.colorStatusDangerForeground1 },
});

/** A suggestion at least this likely stands chosen at first; the analyst confirms or changes it. */
const LIKELY = 0.5;
const UNUSED = '';

interface MappingDialogProps {
  /** The sheet asked about; null while nothing is asked. */
  readonly sheet: string | null;
  readonly suggest: (sheet: string) => Promise<Suggestions>;
  readonly onSave: (sheet: string, fields: ReadonlyMap<number, FieldId | null>) => void;
  readonly onClose: () => void;
}

function firstChoice({ recognised, suggestions: [best] }: SuggestedColumn): FieldId | '' {
  return recognised ?? (best !== undefined && best.score >= LIKELY ? best.field : UNUSED);
}

function hintOf({ recognised, suggestions: [best] }: SuggestedColumn): string {
  if (recognised !== null) return '見出しから認識';
  return best === undefined ? '' : `推定：${FIELDS[best.field].label}（${best.because.join('、')}）`;
}

/** The headings by their position, '' where there is none. */
function headingsOf(columns: readonly SuggestedColumn[]): readonly string[] {
  const headings: string[] = [];
  for (const { index, heading } of columns) headings[index] = heading;
  return Array.from(headings, (heading) => heading ?? '');
}

export function MappingDialog({ sheet, suggest, onSave, onClose }: MappingDialogProps) {
  const styles = useStyles();
  const [found, setFound] = useState<{ readonly sheet: string; readonly columns: readonly SuggestedColumn[] } | null>(
    null,
  );
  const [failed, setFailed] = useState('');
  const [chosen, setChosen] = useState<ReadonlyMap<number, FieldId | ''>>(new Map());
  const [told, setTold] = useState<{ readonly wrong: boolean; readonly text: string } | null>(null);
  const layoutInput = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (sheet === null) return undefined;
    let isCurrent = true;
    suggest(sheet).then(
      ({ columns }) => {
        if (!isCurrent) return;
        setFound({ sheet, columns: columns.filter(({ heading }) => heading !== '') });
        setChosen(new Map());
        setFailed('');
        setTold(null);
      },
      (error: unknown) => isCurrent && setFailed(error instanceof Error ? error.message : String(error)),
    );
    return () => {
      isCurrent = false;
    };
  }, [sheet, suggest]);
  const columns = found !== null && found.sheet === sheet ? found.columns : null;
  // Columns that nobody recognised come first: they are what the question is about.
  const ordered = columns && [...columns].sort((a, b) => Number(a.recognised !== null) - Number(b.recognised !== null));
  const save = () => {
    if (sheet === null || columns === null) return;
    const said = columns.flatMap((column): [number, FieldId | null][] => {
      const field = chosen.get(column.index) ?? firstChoice(column);
      const before = column.recognised ?? UNUSED;
      return field === before ? [] : [[column.index, field === UNUSED ? null : field]];
    });
    onSave(sheet, new Map(said));
  };
  const saveLayout = () => {
    if (sheet === null || columns === null) return;
    const fields = new Map(
      columns.map((column) => [column.index, (chosen.get(column.index) ?? firstChoice(column)) || null] as const),
    );
    const text = mappingToJson(mappingOf(sheet, headingsOf(columns), fields));
    saveFile(`レイアウト_${sheet}.json`, strToU8(text), 'application/json');
  };
  /** Takes over what a colleague's layout file says of headings that stand here too. */
  const openLayout = async (file: File) => {
    if (columns === null) return;
    try {
      const fields = mappedFields(mappingFromJson(file.name, await file.text()), headingsOf(columns));
      const said = columns.flatMap(({ index }): [number, FieldId | ''][] => {
        const field = fields[index];
        return field === undefined ? [] : [[index, field ?? UNUSED]];
      });
      setChosen(new Map([...chosen, ...said]));
      setTold({
        wrong: false,
        text: `${file.name} から ${countText(said.length)} 列の対応を読みました（${countText(columns.length)} 列のうち）。`,
      });
    } catch (error) {
      setTold({ wrong: true, text: error instanceof Error ? error.message : String(error) });
    }
  };
  return (
    <PaneDialog
      open={sheet !== null}
      title="列を対応づける"
      kind="modal"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>やめる</Button>
          <Button appearance="primary" disabledFocusable={columns === null || columns.length === 0} onClick={save}>
            この対応で使う
          </Button>
        </>
      }
    >
      <p className={styles.lead}>
        シート「{sheet}」の列が何の値かを選びます。選んだ内容はこのブックに覚え、次からも使います。
      </p>
      {columns !== null && columns.length > 0 && (
        <div className={styles.layout}>
          <input
            ref={layoutInput}
            type="file"
            hidden
            accept=".json"
            aria-label="レイアウトのファイル"
            onChange={(event) => {
              const [file] = event.target.files ?? [];
              if (file) void openLayout(file);
              event.target.value = '';
            }}
          />
          <Button size="small" icon={<ArrowUploadRegular />} onClick={() => layoutInput.current?.click()}>
            レイアウトを読みこむ
          </Button>
          <Button size="small" icon={<ArrowDownloadRegular />} onClick={saveLayout}>
            レイアウトを保存
          </Button>
          <p role={told?.wrong ? 'alert' : 'status'} className={told?.wrong ? styles.wrong : styles.hint}>
            {told?.text ??
              '同じ形の表を使う人に、対応づけをファイルで渡せます（見出しだけで、人のデータは入りません）。'}
          </p>
        </div>
      )}
      {failed !== '' && <p role="alert">{failed}</p>}
      {failed === '' && ordered === null && <Spinner label="列を調べています" />}
      {ordered?.length === 0 && <p>見出し行が見つかりません。表の最初の行に見出しを付けてください。</p>}
      <div className={styles.list}>
        {ordered?.map((column) => (
          <Field
            key={column.index}
            className={styles.field}
            label={column.heading}
            validationState="none"
            validationMessage={hintOf(column)}
          >
            <Select
              value={chosen.get(column.index) ?? firstChoice(column)}
              onChange={(_, { value }) => setChosen(new Map(chosen).set(column.index, value as FieldId | ''))}
            >
              <option value={UNUSED}>使わない</option>
              {FIELD_IDS.map((field) => (
                <option key={field} value={field}>
                  {FIELDS[field].label}
                </option>
              ))}
            </Select>
          </Field>
        ))}
      </div>
    </PaneDialog>
  );
}
