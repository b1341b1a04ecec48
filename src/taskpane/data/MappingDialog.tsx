/** The question what the columns of a sheet hold: suggestions with their reasons, confirmed by the analyst. */
import { useEffect, useState } from 'react';
import { Button, Field, makeStyles, Select, Spinner, tokens, typographyStyles } from '@fluentui/react-components';
import { FIELD_IDS, FIELDS, type FieldId, type SuggestedColumn, type Suggestions } from '../../kdb';
import { NARROW_FIELD } from '../shell/narrowField';
import { PaneDialog } from '../shell/PaneDialog';

const useStyles = makeStyles({
  lead: { ...typographyStyles.body1, margin: `0 0 ${tokens.spacingVerticalM}` },
  list: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  field: NARROW_FIELD,
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

export function MappingDialog({ sheet, suggest, onSave, onClose }: MappingDialogProps) {
  const styles = useStyles();
  const [found, setFound] = useState<{ readonly sheet: string; readonly columns: readonly SuggestedColumn[] } | null>(
    null,
  );
  const [failed, setFailed] = useState('');
  const [chosen, setChosen] = useState<ReadonlyMap<number, FieldId | ''>>(new Map());
  useEffect(() => {
    if (sheet === null) return undefined;
    let isCurrent = true;
    suggest(sheet).then(
      ({ columns }) => {
        if (!isCurrent) return;
        setFound({ sheet, columns: columns.filter(({ heading }) => heading !== '') });
        setChosen(new Map());
        setFailed('');
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
