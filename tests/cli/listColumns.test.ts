/** 一覧に出す列 on the command line: what an analyst chose in 抽出条件 of a workbook stands in the lists that `run` writes. */
import { conditionsSheet, DEFAULT_CONDITIONS } from '../../src/plan';
import { answer } from '../../src/workbench/cli/answering';
import { createEmbeddedWorkbook } from '../../src/workbench/workbook';
import { gridOf } from '../plan/support';

test('a workbook with the choice gives lists with the column, and says so; without it they have none', async () => {
  const workbook = createEmbeddedWorkbook();
  workbook.openRows('台帳', [
    ['被保険者番号', '氏名', '性別', '生年月日', '処方薬剤数', '世帯構成'],
    ['00000001', '合成 一子', '女', '19400101', 16, '独居'],
  ]);
  const values = { ...DEFAULT_CONDITIONS, fiscalYear: 2025, listColumns: ['世帯構成', 'ない列'] };
  workbook.openRows('抽出条件', gridOf(conditionsSheet(values)));
  const files = [{ name: 'b.xlsx', bytes: await workbook.saveXlsx() }];
  workbook.dispose();
  const { lists, intake, notices } = answer(files, {});
  const list = lists().find(({ id }) => id === 'polypharmacy')!.text;
  expect(list.split('\r\n')[0]).toContain('世帯構成');
  expect(list).toContain('独居');
  expect(notices.join('')).toContain('一覧に出す列 世帯構成・ない列');
  expect(intake.notices.join('')).toContain('一覧に出す列「ない列」は');
});
