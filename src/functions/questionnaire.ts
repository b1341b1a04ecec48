/** The custom function of the 後期高齢者の質問票 in the data: shares of risk, answers, and the change from the year before. */
import type { Estimate } from '../indicators';
import { currentDataset } from '../excel';
import { AnalystError, type Comparator } from '../kdb';
import { single, textOf, withinOf } from './arguments';
import { decimalsFor, shownBy, shownOf } from './estimateAnswers';
import { answered, answeredOr, type Shown } from './guard';

/** The figures: loaded when a cell first asks for one. */
const figures = () => import('../indicators/questionnaireFigures');
const compared = () => import('../indicators/questionnaireCompared');
type Figures = Awaited<ReturnType<typeof figures>>;
type Subject = NonNullable<ReturnType<Figures['findSubject']>>;

/** 求めるもの, in the words of messages. The last two take an answer after a colon. */
const WANTED = [
  'リスク該当割合',
  'リスク人数',
  '回答者数',
  '未回答者数',
  '分布',
  '変化',
  '改善者数',
  '維持者数',
  '悪化者数',
  '比較できた人数',
  '公表できる比較人数',
  '公表できる回答者数',
  '自地域（KDB）の割合',
  '県の割合',
  '同規模の割合',
  '国の割合',
  '県との標準化比',
  '同規模との標準化比',
  '国との標準化比',
  '回答割合:〈回答〉',
  '回答人数:〈回答〉',
] as const;
const ALSO: Readonly<Record<string, (typeof WANTED)[number]>> = {
  '': 'リスク該当割合',
  割合: 'リスク該当割合',
  リスク割合: 'リスク該当割合',
  平均: 'リスク該当割合',
  人数: 'リスク人数',
  該当者数: 'リスク人数',
  未回答: '未回答者数',
  改善: '改善者数',
  維持: '維持者数',
  悪化: '悪化者数',
};
/** What the form 質問票調査の状況 is asked for. */
const OF_FORM: Readonly<Record<string, { readonly comparator: Comparator; readonly isRatio: boolean }>> = {
  '自地域（KDB）の割合': { comparator: 'self', isRatio: false },
  県の割合: { comparator: 'pref', isRatio: false },
  同規模の割合: { comparator: 'peer', isRatio: false },
  国の割合: { comparator: 'nation', isRatio: false },
  県との標準化比: { comparator: 'pref', isRatio: true },
  同規模との標準化比: { comparator: 'peer', isRatio: true },
  国との標準化比: { comparator: 'nation', isRatio: true },
};
/** Groups with fewer persons show neither a share nor how many they are. */
const FEWEST = 10;
const FEW_WORDS = '10人未満';
const publishable = (count: number): Shown => (count === 0 ? '－' : count < FEWEST ? FEW_WORDS : count);

/** Decimals of persons. */
const WHOLE = 0;

/** 項目. Throws argument.missing and argument.choice. */
function subjectOf({ findSubject, QUESTION_TYPES, RESEARCH_WORDS }: Figures, value: unknown): Subject {
  const text = textOf(single(value));
  if (text === '') throw new AnalystError('argument.missing', { label: '項目' });
  const subject = findSubject(text);
  if (subject === null)
    throw new AnalystError('argument.choice', {
      label: '項目',
      value: text,
      known: `1〜15（①〜⑮）・${RESEARCH_WORDS.join('・')}・類型（${QUESTION_TYPES.map(({ name }) => name).join('、')}）`,
    });
  return subject;
}

interface Wanted {
  readonly what: (typeof WANTED)[number];
  /** What stands after the colon. */
  readonly answer: string;
}

/** 求めるもの. Throws argument.wanted. */
function wantedOf(value: unknown): Wanted {
  const text = textOf(value);
  const [, word, answer] = /^(回答割合|回答人数):(.+)$/.exec(text) ?? [];
  if (answer !== undefined)
    return { what: word === '回答割合' ? '回答割合:〈回答〉' : '回答人数:〈回答〉', answer: answer.trim() };
  const what = ALSO[text] ?? WANTED.find((known) => known.normalize('NFKC') === text && !known.includes(':'));
  if (what === undefined) throw new AnalystError('argument.wanted', { value: text, known: WANTED.join('・') });
  return { what, answer: '' };
}

/** The code of an answer to an item. Throws argument.choice naming the answers. */
function answerOf({ findAnswer }: Figures, subject: Subject, text: string): number {
  const code = 'question' in subject ? findAnswer(subject.question, text) : null;
  if (code !== null) return code;
  const known =
    'question' in subject
      ? subject.question.answers.map((word, index) => `${index + 1}（${word}）`).join('・')
      : '項目 1〜15 の回答';
  throw new AnalystError('argument.choice', { label: '回答', value: text, known });
}

/**
 * 後期高齢者の質問票の項目ごとの割合・人数・回答の分布・前年度からの変化を、ブックのデータから返します。フレイル・プレフレイル・健常・得点は国のツールの判定ではなく、研究（Yakabe 2023）に基づく参考です。
 * @customfunction QUESTIONNAIRE
 * @param 項目 1〜15（①〜⑮、q1、質問票① も）、類型（口腔機能・運動・転倒・認知機能・社会参加、"類型:食習慣" など）、または フレイル・プレフレイル・健常・得点
 * @param [求めるもの] リスク該当割合（省略時。得点なら平均）・リスク人数・回答者数・未回答者数・回答割合:いいえ・回答人数:2・分布（回答・人数・割合の表）・変化（前年度との差。McNemar 検定）・改善者数・維持者数・悪化者数・比較できた人数・公表できる回答者数・公表できる比較人数（10人未満は伏せる）・県の割合・同規模の割合・国の割合・県との標準化比 など（「質問票調査の状況」を読み込んだとき）
 * @param [絞り込み] 例 "圏域=北部;性別=女;年齢=75-84"、"該当=口腔"、または項目と値の2列の範囲。省略すると全員
 * @param [出力] 値（省略時）・下限・上限・p・方法・区間・表示・注意。リスクとする回答が仮定のときは「注意」に書きます
 * @param [信頼水準] 省略すると 0.95
 * @param [ない場合] 列や前年度のデータがない、答えた人がいないときに返すもの（例 "－"）。省略するとエラー値
 * @returns 割合（0〜1）、人数、または表。割合の分母は答えた人（フレイルなどは判定できた人）
 */
export async function questionnaire(
  項目: unknown,
  求めるもの?: unknown,
  絞り込み?: unknown[][],
  出力?: unknown,
  信頼水準?: unknown,
  ない場合?: unknown,
): Promise<unknown[][]> {
  return answered(async () => {
    const known = await figures();
    const subject = subjectOf(known, 項目);
    const { what, answer } = wantedOf(求めるもの);
    const { output, options } = shownBy(出力, 信頼水準);
    const code = what.includes(':') ? answerOf(known, subject, answer) : 0;
    return answeredOr(ない場合, async () => {
      const dataset = await currentDataset();
      const { table } = dataset;
      const within = withinOf(dataset, 絞り込み);
      const ofForm = OF_FORM[what];
      if (ofForm !== undefined) {
        if (!('question' in subject))
          throw new AnalystError('argument.wanted', { value: what, known: '項目 1〜15 の値' });
        const { comparedRatio, comparedShare } = await compared();
        const { aggregates = [], fiscalYear } = dataset.intake;
        const asked = [aggregates, subject.question, ofForm.comparator, fiscalYear] as const;
        return ofForm.isRatio
          ? [shownOf(comparedRatio(...asked, options), output, 1)]
          : [shownOf(comparedShare(...asked), output, decimalsFor())];
      }
      const points = 'research' in subject && subject.research === '得点';
      const show = (estimate: Estimate, decimals: number): (readonly Shown[])[] => [
        shownOf(estimate, output, decimals),
      ];
      const persons = (count: number) => show(known.personsEstimate(count, subject), WHOLE);
      const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);
      const answers = (): { head: string; counts: readonly number[]; words: readonly string[]; unanswered: number } => {
        if ('question' in subject) {
          const [unanswered = 0, ...counts] = known.answerCounts(table, subject.question, within);
          return { head: '回答', counts, words: subject.question.answers, unanswered };
        }
        const everybody = within?.count() ?? table.size;
        if ('items' in subject) {
          const { hits, judged } = known.riskCounts(table, subject, within);
          const words = ['リスクあり', 'リスクなし'];
          return { head: '類型', counts: [hits, judged - hits], words, unanswered: everybody - judged };
        }
        if (points) {
          const counts = known.pointCounts(table, within);
          return {
            head: '得点',
            counts,
            words: counts.map((_, value) => `${value}点`),
            unanswered: everybody - total(counts),
          };
        }
        const words = known.RESEARCH_WORDS.filter((word) => word !== '得点').reverse();
        const counts = words.map((research) => known.riskCounts(table, { research }, within).hits);
        return { head: '区分', counts, words, unanswered: everybody - total(counts) };
      };
      switch (what) {
        case 'リスク該当割合':
          return show(known.riskShare(table, subject, within, options), points ? 2 : decimalsFor());
        case 'リスク人数':
          if (points) throw new AnalystError('argument.wanted', { value: what, known: '平均・分布・回答者数・変化' });
          return persons(known.riskCounts(table, subject, within).hits);
        case '回答者数':
          return persons(total(answers().counts));
        case '未回答者数':
          return persons(answers().unanswered);
        case '分布': {
          const { head, counts, words } = answers();
          const all = total(counts);
          const share = (count: number): Shown => (all === 0 ? '' : count / all);
          return [[head, '人数', '割合'], ...counts.map((count, index) => [words[index]!, count, share(count)])];
        }
        case '公表できる回答者数': {
          return [[publishable(total(answers().counts))]];
        }
        case '回答人数:〈回答〉':
          return persons(answers().counts[code - 1]!);
        case '回答割合:〈回答〉': {
          const { counts } = answers();
          if (total(counts) === 0) throw new AnalystError('division.byZero');
          return show(known.shareOf(counts[code - 1]!, total(counts), options), decimalsFor());
        }
        default: {
          const before = dataset.year(dataset.intake.fiscalYear - 1);
          const change = known.changeFrom(before.table, table, subject, within, options);
          const { improved, same, worse } = change;
          if (what === '変化') return show(change.difference(), points ? 2 : decimalsFor());
          if (what === '公表できる比較人数') return [[publishable(improved + same + worse)]];
          const count = {
            改善者数: improved,
            維持者数: same,
            悪化者数: worse,
            比較できた人数: improved + same + worse,
          };
          return persons(count[what as keyof typeof count]);
        }
      }
    });
  });
}
