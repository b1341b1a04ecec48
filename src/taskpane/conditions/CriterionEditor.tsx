/** One criterion: its sentence, its thresholds to change, whom it meets now, and what the linter says. */
import { Badge, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { ErrorCircleFilled } from '@fluentui/react-icons';
import { WarningFilled } from '@fluentui/react-icons';
import {
  wording,
  type CriteriaSettings,
  type CriterionCount,
  type CriterionDefinition,
  type Finding,
} from '../../criteria';
import { countText, EVIDENCE_LABELS, percentText, signedText } from '../model/words';
import { Details } from '../shell/Details';
import { ThresholdField } from './ThresholdField';

const useStyles = makeStyles({
  item: {
    padding: `${tokens.spacingVerticalM} 0`,
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  head: { display: 'flex', alignItems: 'center', flexWrap: 'wrap', columnGap: tokens.spacingHorizontalS },
  name: { ...typographyStyles.body1Strong, margin: 0 },
  sentence: {
    ...typographyStyles.body1,
    margin: `${tokens.spacingVerticalXXS} 0 ${tokens.spacingVerticalXS}`,
    color: tokens.colorNeutralForeground2,
    overflowWrap: 'anywhere',
  },
  count: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    columnGap: tokens.spacingHorizontalM,
    margin: `${tokens.spacingVerticalXS} 0`,
    fontVariantNumeric: 'tabular-nums',
  },
  hits: { ...typographyStyles.subtitle2 },
  small: { ...typographyStyles.caption1, color: tokens.colorNeutralForeground3 },
  delta: { ...typographyStyles.body1Strong, color: tokens.colorBrandForeground1 },
  finding: {
    ...typographyStyles.caption1,
    display: 'flex',
    gap: tokens.spacingHorizontalXS,
    margin: `${tokens.spacingVerticalXS} 0`,
  },
  error: { flexShrink: 0, marginTop: '1px', fontSize: '14px', color: tokens.colorStatusDangerForeground1 },
  warning: { flexShrink: 0, marginTop: '1px', fontSize: '14px', color: tokens.colorStatusWarningForeground3 },
});

interface CriterionEditorProps {
  readonly definition: CriterionDefinition;
  /** With what is typed. */
  readonly settings: CriteriaSettings;
  readonly isChanged: boolean;
  readonly isDefault: boolean;
  readonly disabled: boolean;
  /** Under what stands in the sheet, and under what is typed; undefined without data. */
  readonly before: CriterionCount | undefined;
  readonly now: CriterionCount | undefined;
  readonly findings: readonly Finding[];
  readonly onChange: (key: string, value: number | boolean) => void;
}

export function CriterionEditor(props: CriterionEditorProps) {
  const { definition, settings, isChanged, isDefault, disabled, before, now, findings, onChange } = props;
  const styles = useStyles();
  const { id, name, standing, parameters } = definition;
  return (
    <li className={styles.item}>
      <div className={styles.head}>
        <h3 className={styles.name}>{name}</h3>
        {standing === 'added' && (
          <Badge appearance="outline" color="informative">
            追加
          </Badge>
        )}
        {isChanged ? (
          <Badge appearance="tint" color="brand">
            未反映
          </Badge>
        ) : (
          !isDefault && (
            <Badge appearance="tint" color="warning">
              変更あり
            </Badge>
          )
        )}
      </div>
      <p className={styles.sentence}>{wording(definition, settings)}</p>
      {parameters.map((parameter) => (
        <ThresholdField
          key={parameter.id}
          parameter={parameter}
          value={settings[`${id}.${parameter.id}`] ?? parameter.default}
          disabled={disabled}
          onChange={(value) => onChange(`${id}.${parameter.id}`, value)}
        />
      ))}
      {before && now && <LiveCount before={before} now={now} />}
      {findings.map(({ level, text }) => (
        <p key={text} className={styles.finding}>
          {level === 'error' ? (
            <ErrorCircleFilled className={styles.error} aria-label="誤り" />
          ) : (
            <WarningFilled className={styles.warning} aria-label="注意" />
          )}
          <span>{text}</span>
        </p>
      ))}
      <Details summary="出典と位置づけ" items={originOf(definition)} />
    </li>
  );
}

function LiveCount({ before, now }: { readonly before: CriterionCount; readonly now: CriterionCount }) {
  const styles = useStyles();
  const delta = now.hits - before.hits;
  return (
    <p className={styles.count}>
      <span className={styles.hits}>
        {countText(now.hits)} <span className={styles.small}>人</span>
      </span>
      {delta !== 0 && <span className={styles.delta}>{signedText(delta)}</span>}
      <span className={styles.small}>{percentText(now.hits, now.denominator)}%</span>
      <span className={styles.small}>判定不能 {countText(now.undetermined)}</span>
    </p>
  );
}

/** Where the criterion comes from, how sure it is, and what was chosen where the source is silent. */
function originOf({ source, version, status, remarks, parameters }: CriterionDefinition): readonly string[] {
  return [
    `出典：${source}`,
    `版：${version}（${EVIDENCE_LABELS[status]}）`,
    ...remarks.map((remark) => `読み方：${remark}`),
    ...parameters
      .filter(({ note, status: own }) => note !== undefined || own !== 'sourced')
      .map(({ label, note = '', status: own }) => `${label}（${EVIDENCE_LABELS[own]}）：${note}`),
  ];
}
