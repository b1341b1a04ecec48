/** From a number to a row: by insurer and number, in any writing, and never a guess where several bear it. */
import { buildIntake, indexOf, type PersonKey } from '../../src/kdb';
import { csv } from './support';

const REGISTER = [
  ['保険者番号', '被保険者番号', '性別', '生年月日', '資格取得日'],
  ['39990011', '00000012', '女', '1940-01-01', '2015-04-01'],
  ['39990029', '00000012', '女', '1941-01-01', '2015-04-01'],
  ['39990011', '00000034', '男', '1942-01-01', '2015-04-01'],
  ['39990029', '12-345', '男', '1943-01-01', '2015-04-01'],
  ['', '00000056', '男', '1944-01-01', '2015-04-01'],
];

const tableOf = (rows: readonly (readonly string[])[]) =>
  buildIntake([csv('台帳.csv', rows.map((row) => row.join()).join('\n'))], { fiscalYear: 2025 }).table;
/** The year of birth of whoever is found: a name for the person that does not depend on the order of the rows. */
function whoIs(table: ReturnType<typeof tableOf>, key: PersonKey): string {
  const found = indexOf(table).find(key);
  if (found.kind === 'several') return [...found.insurers].sort().join('・');
  if (found.kind === 'nobody') return 'nobody';
  const { birthDate: birth } = table.columns;
  return String(1970 + Math.floor((birth!.days[found.row]! + 1) / 365.25));
}

describe.each([
  ['one way', REGISTER],
  ['the other way', [REGISTER[0]!, ...REGISTER.slice(1).reverse()]],
])('with the insurers in order %s', (_, rows) => {
  const table = tableOf(rows);
  it.each([
    [{ number: '00000012', insurer: '39990011' }, '1940'],
    [{ number: '12', insurer: '39990029' }, '1941'],
    [{ number: 12, insurer: '0039990029' }, '1941'],
    [{ number: '１２', insurer: '３９９９００２９' }, '1941'],
    [{ number: '00000012' }, '39990011・39990029'],
    [{ number: '00000012', insurer: ' ' }, '39990011・39990029'],
    [{ number: '00000034' }, '1942'],
    [{ number: '00000034', insurer: '39990011' }, '1942'],
    // Another insurer's person is not this one.
    [{ number: '00000034', insurer: '39990029' }, 'nobody'],
    [{ number: '00000012', insurer: '39990037' }, 'nobody'],
    [{ number: '39990011-00000012' }, '1940'],
    [{ number: '39990029-12' }, '1941'],
    [{ number: '３９９９００２９－００００００１２' }, '1941'],
    [{ number: '39990029−00000012' }, '1941'],
    [{ number: '39990037-00000012' }, 'nobody'],
    // A hyphen may be part of the number.
    [{ number: '12-345' }, '1943'],
    [{ number: '39990029-12-345' }, '1943'],
    [{ number: '39990011-12-345' }, 'nobody'],
    [{ number: '00-345' }, 'nobody'],
    // A person whose insurer is not named may be of any.
    [{ number: '56' }, '1944'],
    [{ number: '56', insurer: '39990029' }, '1944'],
    [{ number: '99' }, 'nobody'],
    [{ number: '' }, 'nobody'],
    [{ number: null }, 'nobody'],
  ] as const)('%j is %s', (key, who) => {
    expect(whoIs(table, key)).toBe(who);
  });

  it('counts the numbers that several insurers have given out', () => {
    expect(indexOf(table).shared).toBe(1);
  });
});

test('without insurers in the data a number with one finds its person, and a mere hyphen nobody', () => {
  const table = tableOf(
    REGISTER.slice(0, 1)
      .concat(REGISTER.slice(3))
      .map((row) => row.slice(1)),
  );
  expect(whoIs(table, { number: '39990011-00000034' })).toBe('1942');
  expect(whoIs(table, { number: '1-34' })).toBe('nobody');
  expect(indexOf(table).shared).toBe(0);
});
