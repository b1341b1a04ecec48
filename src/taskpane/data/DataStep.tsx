/** Step ①: what was recognised in the workbook, what was not and why, and the place for more files. */
import { useState, type RefObject } from 'react';
import type { FieldId, Suggestions } from '../../kdb';
import {
  Button,
  Link,
  makeStyles,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  Switch,
  tokens,
  typographyStyles,
} from '@fluentui/react-components';
import { BeakerRegular } from '@fluentui/react-icons';
import { ArrowSyncRegular } from '@fluentui/react-icons';
import type { Dataset, WorkbookView } from '../door';
import type { Activity } from '../model/state';
import { placeText } from '../model/words';
import { RunProgress } from '../shell/RunProgress';
import { lazily } from '../shell/lazily';
import { useFocusBack } from '../shell/useFocusBack';
import type { GoTo } from './CellLinks';
import { AggregateList } from './AggregateList';
import { FilePicker } from './FilePicker';
import { FiscalYearField, isNewerYearNotice } from './FiscalYearField';
import { ReadinessList } from './ReadinessList';
import { SourceCard } from './SourceCard';
import { YearTable } from './YearTable';

const QualityReport = lazily(() => import('./QualityReport').then((part) => part.QualityReport), 'nothing');
const MappingDialog = lazily(() => import('./MappingDialog').then((part) => part.MappingDialog), 'nothing');

const useStyles = makeStyles({
  head: { display: 'flex', alignItems: 'center', justifyContent: 'space-between' },
  title: { ...typographyStyles.subtitle2, fontSize: tokens.fontSizeBase300, margin: 0 },
  list: { listStyleType: 'none', margin: `${tokens.spacingVerticalXS} 0 0`, padding: 0 },
  words: { lineHeight: tokens.lineHeightBase300 },
  lead: { ...typographyStyles.body1, margin: 0 },
  unrecognised: {
    padding: `${tokens.spacingVerticalS} 0`,
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    overflowWrap: 'anywhere',
  },
  sample: { display: 'flex', flexDirection: 'column', alignItems: 'center', textAlign: 'center' },
  name: { ...typographyStyles.body1Strong, margin: 0 },
  why: { ...typographyStyles.caption1, margin: 0, color: tokens.colorNeutralForeground2 },
  notices: { ...typographyStyles.caption1, margin: 0, paddingInlineStart: tokens.spacingHorizontalL },
});

interface DataStepProps {
  readonly view: WorkbookView | null;
  readonly activity: Activity | null;
  /** The joined data behind the view; null while there are none. */
  readonly dataset: Dataset | null;
  readonly onRefresh: () => void;
  readonly onFiles: (files: readonly File[]) => void;
  readonly onSample: () => void;
  readonly onStop: () => void;
  readonly onGo: GoTo;
  /** Fixes 抽出年度 at another year. */
  readonly onFiscalYear: (fiscalYear: number) => void;
  /** Opens the sheet where 抽出年度 can be typed. */
  readonly onConditions: () => void;
  readonly suggest: (sheet: string) => Promise<Suggestions>;
  readonly onMap: (sheet: string, fields: ReadonlyMap<number, FieldId | null>) => void;
  /** Joins hidden sheets, or leaves them out. */
  readonly onHidden: (isIncluded: boolean) => void;
  readonly pickerRef: RefObject<HTMLButtonElement | null>;
}

export function DataStep({
  view,
  activity,
  dataset,
  onRefresh,
  onFiles,
  onSample,
  onStop,
  onGo,
  onFiscalYear,
  onConditions,
  suggest,
  onMap,
  onHidden,
  pickerRef,
}: DataStepProps) {
  const styles = useStyles();
  const looking = activity?.kind === 'inspect' && view === null;
  const importing = activity?.kind === 'import';
  useFocusBack(importing, pickerRef);
  // undefined until a question was asked once: the dialog is loaded then.
  const [asked, setAsked] = useState<string | null | undefined>(undefined);
  const isEmpty = view !== null && view.sources.length === 0;
  const lacksYear = isEmpty && view.whyCode === 'source.noYear';
  const lacksPersons = isEmpty && view.whyCode === 'source.noPersons';
  const isBlank =
    isEmpty && view.unrecognised.length === 0 && view.aggregates.length === 0 && !lacksYear && !lacksPersons;
  return (
    <>
      {isEmpty && !lacksYear && (
        <p className={styles.lead}>
          KDB
          などから書き出した表（被保険者台帳・健診・レセプト集計・要介護認定）を取り込みます。ブックのシートに貼り付けてあれば、そのまま認識します。
        </p>
      )}
      {view && view.why !== '' && !isBlank && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody className={styles.words}>{view.why}</MessageBarBody>
          {lacksYear && (
            <MessageBarActions>
              <Button size="small" onClick={onConditions}>
                抽出条件シートを開く
              </Button>
            </MessageBarActions>
          )}
        </MessageBar>
      )}
      {view && view.sources.length > 0 && (
        <SourceList
          view={view}
          newestYear={dataset?.years.newestYear ?? null}
          activity={activity}
          onRefresh={onRefresh}
          onGo={onGo}
          onAsk={setAsked}
        />
      )}
      {view && <AggregateList aggregates={view.aggregates} onGo={onGo} />}
      {view && view.unrecognised.length > 0 && <UnrecognisedList view={view} onAsk={setAsked} />}
      {view && (view.hiddenIncluded === true || view.unrecognised.some(({ isHidden }) => isHidden)) && (
        <Switch
          label="非表示のシートも使う"
          checked={view.hiddenIncluded === true}
          disabled={activity !== null && activity.kind !== 'inspect'}
          onChange={(_, { checked }) => onHidden(checked)}
        />
      )}
      {view && view.fiscalYear !== null && dataset !== null && (
        <>
          <FiscalYearField
            fiscalYear={view.fiscalYear}
            basis={view.fiscalYearBasis}
            years={dataset.years}
            busy={activity !== null && activity.kind !== 'inspect'}
            onChange={onFiscalYear}
          />
          <YearTable dataset={dataset} />
        </>
      )}
      {view && view.fiscalYear !== null && <ReadinessList conditions={view.conditions} />}
      {view && view.fiscalYear !== null && dataset !== null && <QualityReport dataset={dataset} />}
      {asked !== undefined && (
        <MappingDialog
          sheet={asked}
          suggest={suggest}
          onSave={(sheet, fields) => {
            setAsked(null);
            if (fields.size > 0) onMap(sheet, fields);
          }}
          onClose={() => setAsked(null)}
        />
      )}
      {(looking || importing) && activity ? (
        <RunProgress activity={activity} onStop={onStop} takesFocus={importing} />
      ) : (
        <FilePicker
          inviting={isEmpty && !lacksYear}
          busy={activity !== null && activity.kind !== 'inspect'}
          onFiles={onFiles}
          buttonRef={pickerRef}
        />
      )}
      {isEmpty && !lacksYear && !importing && (
        <div className={styles.sample}>
          <Button
            appearance="subtle"
            icon={<BeakerRegular />}
            disabledFocusable={activity !== null && activity.kind !== 'inspect'}
            onClick={onSample}
          >
            サンプルで試す
          </Button>
          <p className={styles.why}>
            手もとにデータがなくても、架空の 300
            人の合成データで、①〜③をひととおり試せます。あとで「元に戻す」で消せます。
          </p>
        </div>
      )}
    </>
  );
}

function SourceList({
  view,
  newestYear,
  activity,
  onRefresh,
  onGo,
  onAsk,
}: Pick<DataStepProps, 'activity' | 'onRefresh' | 'onGo'> & {
  view: WorkbookView;
  newestYear: number | null;
  onAsk: (sheet: string) => void;
}) {
  const styles = useStyles();
  // The notice about newer check-ups stands beside the field of the year, with its button.
  const notices = view.notices.filter((notice) => !isNewerYearNotice(notice, view.fiscalYear, newestYear));
  return (
    <div>
      <div className={styles.head}>
        <h3 className={styles.title}>認識した表</h3>
        <Button
          appearance="subtle"
          size="small"
          icon={<ArrowSyncRegular />}
          disabledFocusable={activity !== null}
          onClick={onRefresh}
        >
          調べ直す
        </Button>
      </div>
      <ul className={styles.list}>
        {view.sources.map((source) => (
          <SourceCard
            key={placeText(source)}
            source={source}
            quality={view.quality.filter(
              ({ file, sheet, unreadable, outOfRange }) =>
                file === source.file && sheet === source.sheet && unreadable + outOfRange > 0,
            )}
            onGo={onGo}
            onAsk={() => onAsk(source.file)}
          />
        ))}
      </ul>
      {notices.length > 0 && (
        <ul className={styles.notices}>
          {notices.map((notice) => (
            <li key={notice}>{notice}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

interface UnrecognisedListProps {
  readonly view: WorkbookView;
  readonly onAsk: (sheet: string) => void;
}

function UnrecognisedList({ view, onAsk }: UnrecognisedListProps) {
  const styles = useStyles();
  return (
    <div>
      <h3 className={styles.title}>使わないシート</h3>
      <ul className={styles.list}>
        {view.unrecognised.map((source) => (
          <li key={placeText(source)} className={styles.unrecognised}>
            <p className={styles.name}>{placeText(source)}</p>
            <p className={styles.why}>{source.why}</p>
            {source.isHidden !== true && (
              <Link
                as="button"
                inline
                onClick={() => onAsk(source.file)}
                aria-label={`${source.file} の列を対応づける`}
              >
                列を対応づける
              </Link>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
