/** The custom function of the 後期高齢者の質問票 in the data: shares of risk, answers, and the change from the year before. */
import type { Estimate } from '../indicators';
import type { QuestionWord } from '../catalogue';
import { currentDataset } from '../excel';
import { AnalystError } from '../kdb';
import { single, textOf, withinOf } from './arguments';
import { decimalsFor, shownBy, shownOf } from './estimateAnswers';
import { answered, answeredOr, type Shown } from './guard';

/** The figures and their words: loaded when a cell first asks for one. */
const figures = () => import('../indicators/questionnaireFigures');
const words = () => import('../catalogue/questionnaire');
const compared = () => import('../indicators/questionnaireCompared');
type Figures = Awaited<ReturnType<typeof figures>>;
type Words = Awaited<ReturnType<typeof words>>;
type Subject = NonNullable<ReturnType<Figures['findSubject']>>;

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

/** 求めるもの. Throws argument.wanted. */
function wantedOf(
  { findQuestionWord, QUESTION_WORDS }: Words,
  value: unknown,
): { readonly what: QuestionWord; readonly answer: string } {
  const text = textOf(value);
  const found = findQuestionWord(text);
  if (found === null) throw new AnalystError('argument.wanted', { value: text, known: QUESTION_WORDS.join('・') });
  return { what: found.word, answer: found.answer };
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
 * IKKATSU.QUESTIONNAIRE.
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
    const [known, catalogue] = [await figures(), await words()];
    const subject = subjectOf(known, 項目);
    const { what, answer } = wantedOf(catalogue, 求めるもの);
    const { output, options } = shownBy(出力, 信頼水準);
    const code = what.includes(':') ? answerOf(known, subject, answer) : 0;
    return answeredOr(ない場合, async () => {
      const dataset = await currentDataset();
      const { table } = dataset;
      const within = withinOf(dataset, 絞り込み);
      const ofForm = catalogue.questionAnswer(what).compared;
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
