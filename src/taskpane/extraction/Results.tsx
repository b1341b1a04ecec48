/** What the extraction gave: the table, by 圏域 on demand, remarks, and the way to the other sheets. */
import { useId, useState } from 'react';
import { Button, makeStyles, Select, tokens, typographyStyles } from '@fluentui/react-components';
import { DocumentTableRegular } from '@fluentui/react-icons';
import type { ExtractionView } from '../door';
import { countsOf, listSheetOf, otherSheets, WHOLE } from '../model/results';
import { countText, yearText } from '../model/words';
import { AreaRates } from './AreaRates';
import { ResultsTable } from './ResultsTable';

const useStyles = makeStyles({
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalM,
  },
  title: { ...typographyStyles.subtitle2, fontSize: tokens.fontSizeBase300, margin: 0 },
  area: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS },
  label: { ...typographyStyles.caption1, color: tokens.colorNeutralForeground2 },
  section: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  notices: {
    ...typographyStyles.caption1,
    margin: 0,
    paddingInlineStart: tokens.spacingHorizontalL,
    color: tokens.colorNeutralForeground2,
  },
  sheets: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

interface ResultsProps {
  readonly result: ExtractionView;
  readonly onOpenSheet: (name: string) => void;
}

export function Results({ result, onOpenSheet }: ResultsProps) {
  const styles = useStyles();
  const id = useId();
  const [area, setArea] = useState(WHOLE);
  const counts = countsOf(result, area);
  const shown = counts === result.criteria ? '全体' : area;
  const nameOf = new Map(result.criteria.map((criterion) => [criterion.id, criterion.name]));
  const denominator = counts[0]?.denominator ?? 0;
  return (
    <>
      <div className={styles.section}>
        <div className={styles.head}>
          <h3 className={styles.title}>{result.sheets.length > 0 ? '抽出結果' : 'いまの条件での人数'}</h3>
          {result.byArea.length > 0 && (
            <span className={styles.area}>
              <label className={styles.label} htmlFor={id}>
                圏域
              </label>
              <Select id={id} value={shown === area ? area : WHOLE} onChange={(_, data) => setArea(data.value)}>
                <option value={WHOLE}>全体</option>
                {result.byArea.map((entry) => (
                  <option key={entry.area} value={entry.area}>
                    {entry.area}
                  </option>
                ))}
              </Select>
            </span>
          )}
        </div>
        <ResultsTable
          caption={`${yearText(result.fiscalYear)}・${shown}・被保険者 ${countText(denominator)} 人`}
          criteria={counts}
          sheetOf={(criterion) => listSheetOf(result, nameOf.get(criterion) ?? '')}
          onOpenSheet={onOpenSheet}
        />
      </div>
      {result.notices.length > 0 && (
        <ul className={styles.notices}>
          {result.notices.map((notice) => (
            <li key={notice}>{notice}</li>
          ))}
        </ul>
      )}
      {result.byArea.length > 0 && <AreaRates result={result} />}
      {result.sheets.length > 0 && (
        <div className={styles.section}>
          <h3 className={styles.title}>書いたシート</h3>
          <div className={styles.sheets}>
            {otherSheets(result).map((sheet) => (
              <Button key={sheet} size="small" icon={<DocumentTableRegular />} onClick={() => onOpenSheet(sheet)}>
                {sheet}
              </Button>
            ))}
          </div>
        </div>
      )}
    </>
  );
}
