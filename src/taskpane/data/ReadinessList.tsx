/** Which purposes can be judged with the columns at hand, and what is missing for the others. */
import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { CheckmarkCircleFilled } from '@fluentui/react-icons';
import { WarningFilled } from '@fluentui/react-icons';
import type { ConditionView } from '../door';

const useStyles = makeStyles({
  title: { ...typographyStyles.subtitle2, fontSize: tokens.fontSizeBase300, margin: 0 },
  all: {
    ...typographyStyles.body1,
    display: 'flex',
    gap: tokens.spacingHorizontalS,
    margin: `${tokens.spacingVerticalS} 0 0`,
  },
  good: { flexShrink: 0, marginTop: '2px', fontSize: '16px', color: tokens.colorStatusSuccessForeground1 },
  list: { listStyleType: 'none', margin: `${tokens.spacingVerticalS} 0 0`, padding: 0 },
  item: {
    display: 'flex',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalS} 0`,
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  warning: { flexShrink: 0, marginTop: '2px', fontSize: '16px', color: tokens.colorStatusWarningForeground3 },
  name: { ...typographyStyles.body1Strong, margin: 0 },
  why: { ...typographyStyles.caption1, margin: 0, color: tokens.colorNeutralForeground2 },
});

export function ReadinessList({ conditions }: { readonly conditions: readonly ConditionView[] }) {
  const styles = useStyles();
  const lacking = conditions.filter((condition) => !condition.ready);
  const remarks = conditions.flatMap(({ name, remarks }) => remarks.map((remark) => ({ name, remark })));
  const ready = conditions.length - lacking.length;
  return (
    <div>
      <h3 className={styles.title}>判定に使う列</h3>
      {ready > 0 && (
        <p className={styles.all}>
          <CheckmarkCircleFilled className={styles.good} aria-hidden="true" />
          {lacking.length === 0
            ? `${ready} の目的すべてで、列がそろっています。`
            : `${ready} の目的で、列がそろっています。`}
        </p>
      )}
      {lacking.length > 0 && (
        <ul className={styles.list}>
          {lacking.map((condition) => (
            <li key={condition.id} className={styles.item}>
              <WarningFilled className={styles.warning} aria-hidden="true" />
              <div>
                <p className={styles.name}>{condition.name}</p>
                <p className={styles.why}>{condition.notice}</p>
              </div>
            </li>
          ))}
        </ul>
      )}
      {remarks.map(({ name, remark }) => (
        <p key={`${name} ${remark}`} className={styles.why}>
          {name}：{remark}
        </p>
      ))}
    </div>
  );
}
