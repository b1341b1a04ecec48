/** The question what the columns of a sheet hold: suggestions with their reasons, confirmed by the analyst. */
import { useEffect, useRef, useState } from 'react';
import { Button, Field, makeStyles, Select, Spinner, tokens, typographyStyles } from '@fluentui/react-components';
import { strToU8 } from 'fflate';
import { ArrowDownloadRegular } from '@fluentui/react-icons';
import { ArrowUploadRegular } from '@fluentui/react-icons';
import {
  FIELD_IDS,
  FIELDS,
  LISTED_FIELDS,
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
import {
  choiceOf,
  clashesOf,
  reasonOf,
  samplesText,
  UNUSED,
  unreadableOf,
  usedBy,
  type Choices,
} from './mappingChoices';

const useStyles = makeStyles({
  lead: { ...typographyStyles.body1, margin: `0 0 ${tokens.spacingVerticalM}` },
  list: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  field: { ...NARROW_FIELD, overflowWrap: 'anywhere' },
  group: { ...typographyStyles.body1Strong, margin: `${tokens.spacingVerticalM} 0 ${tokens.spacingVerticalS}` },
  layout: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS, marginBottom: tokens.spacingVerticalM },
  hint: { ...typographyStyles.caption1, margin: 0, color: tokens.colorNeutralForeground3 },
  wrong: { ...typographyStyles.body1, margin: 0, color: tokens.colorStatusDangerForeground1 },
});

/** Columns for the lists alone are chosen by their headings, in step ③. */
const CHOICES = FIELD_IDS.filter((id) => !(LISTED_FIELDS as readonly FieldId[]).includes(id));

interface MappingDialogProps {
  /** The sheet asked about; null while nothing is asked. */
  readonly sheet: string | null;
  readonly suggest: (sheet: string) => Promise<Suggestions>;
  readonly onSave: (sheet: string, fields: ReadonlyMap<number, FieldId | null>) => void;
  readonly onClose: () => void;
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
  const [chosen, setChosen] = useState<Choices>(new Map());
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
  const groups = [
    { title: '見出しからは分からなかった列', columns: columns?.filter(({ recognised }) => recognised === null) ?? [] },
    { title: '見出しから分かった列', columns: columns?.filter(({ recognised }) => recognised !== null) ?? [] },
  ].filter((group) => group.columns.length > 0);
  const clashes = clashesOf(columns ?? [], chosen);
  const used = usedBy(columns ?? [], chosen);
  const save = () => {
    if (sheet === null || columns === null) return;
    const said = columns.flatMap((column): [number, FieldId | null][] => {
      const field = choiceOf(column, chosen);
      const before = column.recognised ?? UNUSED;
      return field === before ? [] : [[column.index, field === UNUSED ? null : field]];
    });
    onSave(sheet, new Map(said));
  };
  const saveLayout = () => {
    if (sheet === null || columns === null) return;
    const fields = new Map(columns.map((column) => [column.index, choiceOf(column, chosen) || null] as const));
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
          <Button
            appearance="primary"
            disabledFocusable={columns === null || columns.length === 0 || clashes.size > 0}
            onClick={save}
          >
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
      {failed === '' && columns === null && <Spinner label="列を調べています" />}
      {columns?.length === 0 && <p>見出し行が見つかりません。表の最初の行に見出しを付けてください。</p>}
      {clashes.size > 0 && (
        <p role="alert" className={styles.wrong}>
          同じ項目を選んだ列があります。1 つだけを残し、ほかは「使わない」にしてください。
        </p>
      )}
      {groups.map((group) => (
        <section key={group.title} aria-label={group.title}>
          <h3 className={styles.group}>
            {group.title}（{countText(group.columns.length)} 列）
          </h3>
          <div className={styles.list}>
            {group.columns.map((column) => (
              <ColumnQuestion
                key={column.index}
                column={column}
                field={choiceOf(column, chosen)}
                clash={clashes.get(column.index) ?? []}
                used={used}
                onChoose={(field) => setChosen(new Map(chosen).set(column.index, field))}
              />
            ))}
          </div>
        </section>
      ))}
    </PaneDialog>
  );
}

interface ColumnQuestionProps {
  readonly column: SuggestedColumn;
  readonly field: FieldId | typeof UNUSED;
  /** Headings of the other columns that stand for the same field. */
  readonly clash: readonly string[];
  readonly used: ReadonlyMap<FieldId, readonly number[]>;
  readonly onChoose: (field: FieldId | typeof UNUSED) => void;
}

/** One column: its heading, its first values and what they become, and the fields to choose from. */
function ColumnQuestion({ column, field, clash, used, onChoose }: ColumnQuestionProps) {
  const styles = useStyles();
  const unreadable = unreadableOf(column, field);
  const isElsewhere = (id: FieldId): boolean => (used.get(id) ?? []).some((index) => index !== column.index);
  return (
    <Field
      className={styles.field}
      label={column.heading}
      validationState={clash.length > 0 ? 'error' : unreadable > 0 ? 'warning' : 'none'}
      validationMessage={
        clash.length > 0
          ? `「${clash.join('」「')}」と同じ項目です。`
          : unreadable > 0
            ? `見えている ${column.samples.length} 個の値のうち ${unreadable} 個を、この項目としては読めません。`
            : reasonOf(column)
      }
      hint={samplesText(column, field)}
    >
      <Select value={field} onChange={(_, { value }) => onChoose(value as FieldId | typeof UNUSED)}>
        <option value={UNUSED}>使わない</option>
        {CHOICES.map((id) => (
          <option key={id} value={id}>
            {FIELDS[id].label}
            {isElsewhere(id) ? '（ほかの列で使用中）' : ''}
          </option>
        ))}
      </Select>
    </Field>
  );
}
