/** Whose workbook it is, and whether the formulas of forms are protected. */
import { Checkbox, Field, makeStyles, Select } from '@fluentui/react-components';
import { ROLES, type Role } from '../../plan/forms/roles';
import type { LaterStepProps } from '../model/steps';
import { NARROW_FIELD } from '../shell/narrowField';

const useStyles = makeStyles({ field: { ...NARROW_FIELD, maxWidth: '320px' } });

const NO_ROLE = '';

export function PreferenceFields({ actions, door, busy, preferences, onPreferences }: LaterStepProps) {
  const styles = useStyles();
  const choose = (role: Role | null) =>
    actions.work({
      place: 'plan',
      stage: '立場を覚えています',
      run: async () => {
        await door.chooseRole(role);
        onPreferences({ ...preferences, role });
        return {
          intent: 'success',
          text:
            role === null
              ? 'すべてのシートを作ります。'
              : `「${role}」に要るシートだけを作ります。すでにあるシートはそのままです。`,
        };
      },
    });
  const protect = (isOn: boolean) =>
    actions.work({
      place: 'plan',
      stage: isOn ? '数式のセルを保護しています' : '保護を外しています',
      run: async () => {
        await door.protectFormulas(isOn);
        onPreferences({ ...preferences, protectsForms: isOn });
        return {
          intent: 'success',
          text: isOn
            ? '様式の数式のセルを保護しました。色のついた欄と空いたセルには書けます。'
            : '様式の保護を外しました。数式のセルも書きかえられます。',
        };
      },
    });
  return (
    <>
      <Field className={styles.field} label="だれのブックか（作るシートが決まります）">
        <Select
          value={preferences.role ?? NO_ROLE}
          disabled={busy}
          onChange={(_, { value }) => choose(ROLES.find((role) => role === value) ?? null)}
        >
          <option value={NO_ROLE}>選ばない（すべてのシート）</option>
          {ROLES.map((role) => (
            <option key={role} value={role}>
              {role}
            </option>
          ))}
        </Select>
      </Field>
      <Checkbox
        label="様式の数式のセルを保護する（パスワードなし。書式・列の幅・フィルターは変えられます）"
        checked={preferences.protectsForms}
        disabled={busy}
        onChange={(_, { checked }) => protect(checked === true)}
      />
    </>
  );
}
