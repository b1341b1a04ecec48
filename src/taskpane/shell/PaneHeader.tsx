/** The head of the pane: the product, and which year and data its figures come from. */
import type { ReactElement } from 'react';
import { Button, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { InfoRegular, QuestionCircleRegular } from '@fluentui/react-icons';
import type { WorkbookView } from '../door';
import { countText, yearText } from '../model/words';

const useStyles = makeStyles({
  header: {
    backgroundColor: tokens.colorNeutralBackground1,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  inner: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    maxWidth: '1240px',
    margin: '0 auto',
    padding: `${tokens.spacingVerticalL} ${tokens.spacingHorizontalL} ${tokens.spacingVerticalM}`,
  },
  product: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalM },
  mark: {
    flexShrink: 0,
    display: 'grid',
    placeItems: 'center',
    width: '36px',
    height: '36px',
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorBrandBackground,
    color: tokens.colorNeutralForegroundOnBrand,
    fontSize: tokens.fontSizeBase500,
    fontWeight: tokens.fontWeightSemibold,
  },
  names: { flexGrow: 1, minWidth: 0 },
  name: { ...typographyStyles.subtitle1, margin: 0, letterSpacing: '0.04em' },
  subtitle: { ...typographyStyles.caption1, margin: 0, color: tokens.colorNeutralForeground3 },
  facts: {
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: tokens.spacingHorizontalXXL,
    rowGap: tokens.spacingVerticalXS,
    margin: 0,
  },
  fact: { display: 'flex', flexDirection: 'column' },
  term: { ...typographyStyles.caption2, color: tokens.colorNeutralForeground3 },
  value: { ...typographyStyles.body1Strong, margin: 0, fontVariantNumeric: 'tabular-nums' },
});

interface PaneHeaderProps {
  readonly view: WorkbookView | null;
  readonly onHelp: () => void;
  readonly onAbout: () => void;
}

export function PaneHeader({ view, onHelp, onAbout }: PaneHeaderProps) {
  const styles = useStyles();
  return (
    <header className={styles.header}>
      <div className={styles.inner}>
        <div className={styles.product}>
          <span className={styles.mark} aria-hidden="true">
            括
          </span>
          <div className={styles.names}>
            <h1 className={styles.name}>IKKATSU</h1>
            <p className={styles.subtitle}>一体的実施の抽出・計画・評価</p>
          </div>
          <HeaderButton icon={<QuestionCircleRegular />} name="使い方とことば" onClick={onHelp} />
          <HeaderButton icon={<InfoRegular />} name="このアドインについて" onClick={onAbout} />
        </div>
        {view !== null && view.fiscalYear !== null && (
          <dl className={styles.facts}>
            <div className={styles.fact}>
              <dt className={styles.term}>抽出年度</dt>
              <dd className={styles.value} title={view.fiscalYearBasis}>
                {yearText(view.fiscalYear)}
              </dd>
            </div>
            <div className={styles.fact}>
              <dt className={styles.term}>被保険者</dt>
              <dd className={styles.value}>{countText(view.persons)} 人</dd>
            </div>
          </dl>
        )}
      </div>
    </header>
  );
}

interface HeaderButtonProps {
  readonly icon: ReactElement;
  readonly name: string;
  readonly onClick: () => void;
}

/** A button of the head that shows a picture alone. */
function HeaderButton({ icon, name, onClick }: HeaderButtonProps) {
  return <Button appearance="subtle" icon={icon} aria-label={name} title={name} onClick={onClick} />;
}
