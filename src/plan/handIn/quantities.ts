/** What an answer of our functions states: which counts of persons it is or rests on, under one name wherever they stand. */
import {
  countOfAnswer,
  findFunction,
  isAside,
  isKdbCount,
  isOutcomeCount,
  outcomeAnswerOf,
  questionOf,
  caseAnswerOf,
  type AnswerCount,
  type OutcomeCount,
  type OutcomeWord,
  type Output,
  type PurposeCount,
  type Question,
} from '../../catalogue';
import { filterItems, filterText, findCriterion, type CriterionCount, type CriterionId } from '../../criteria';
import { AnalystError } from '../../kdb';
import { findInsuredFigure, INSURED_FIGURES, type IndicatorKind, type InsuredFigure } from '../../indicators';
import { SUPPORTED_LINE } from '../formulaCalls';
import { RECORDED } from '../record/declared';
import { sumRelation, type Relation } from './system';

/** One indicator of 支援記録 over one denominator. */
export interface OutcomeFacts {
  readonly programme: string;
  readonly kind: IndicatorKind;
  readonly isSupport: boolean;
  readonly targeted: number;
  readonly supported: number;
  readonly followed: number;
  readonly lost: number;
  readonly count: number | null;
  readonly denominator: number | null;
  /** Persons in the state before; null for the other kinds. */
  readonly before: number | null;
}

/** What the counts of one fiscal year are; null where they cannot be told. */
export interface YearFacts {
  /** The counts of a purpose under a 絞り込み. */
  readonly countOf: (id: CriterionId, filter: string) => CriterionCount | null;
  /** Insured persons, and those checked up, under a 絞り込み. */
  readonly insured: (filter: string) => { readonly persons: number; readonly checkedUp: number } | null;
  /** A number of persons by its name as INSURED knows it. */
  readonly insuredCount?: (name: string, filter: string) => number | null;
  /** Persons with an answer of risk to an item of the 質問票 (1–15), and those who answered it, under a 絞り込み. */
  readonly questionnaire?: (item: number, filter: string) => { readonly hits: number; readonly judged: number } | null;
}

export interface QuantityFacts extends YearFacts {
  /** 抽出年度. */
  readonly fiscalYear?: number;
  readonly ofYear?: (year: number) => YearFacts | null;
  readonly outcome?: (purpose: string, indicator: string, whom: string) => OutcomeFacts | null;
  /** The name of a programme of 支援記録 by its id. */
  readonly programmeName?: (id: string) => string | null;
}

/** What one answer states. */
export interface Stated {
  /** The counts that it rests on. */
  readonly names: readonly string[];
  /** The one that it is. */
  readonly count: string | null;
}

const NOTHING: Stated = { names: [], count: null };
type About<Kind extends Question['about']> = Question & { readonly about: Kind };

/** Whether the answers of a function, by its name without namespace, rest on no count of persons but those of cells. */
export const isOfNoCounts = (name: string): boolean => findFunction(name)?.basis === 'cells';

const QUESTION = '質問票 ';
const NOW = 'now';

const isCount = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value) && value >= 0;

/** The items of a filter as it is written; none where it is no filter. */
function itemsOf(filter: string): ReturnType<typeof filterItems> {
  try {
    return filterItems(filter, () => false);
  } catch (error) {
    if (error instanceof AnalystError) return [];
    throw error;
  }
}

type Pairs = readonly (readonly [key: string, value: string])[];

/** The keys with their values; null where a key has several values. */
function pairsOf(filter: string): Pairs | null {
  const items = itemsOf(filter);
  if (items.some(({ values }) => values.length !== 1)) return null;
  return items.map(({ key, values }) => [key, values[0]!] as const).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** One writing of a filter, so that 圏域=北部 and 圏域="北部" are the same figure. */
function oneWriting(filter: string): string {
  const pairs = pairsOf(filter);
  return pairs === null || pairs.length === 0 ? filter : filterText(pairs);
}

/** Ages from and to, both inclusive; null where a value is no range. */
function agesOf(value: string): readonly [number, number] | null {
  const match = /^(\d+)歳?(?:(?:[-〜～](\d+)歳?)|(以上))?$/u.exec(value.normalize('NFKC').replace(/\s/gu, ''));
  if (match === null) return null;
  const from = Number(match[1]);
  return [from, match[3] !== undefined ? Infinity : match[2] === undefined ? from : Number(match[2])];
}

const OUTCOME = 'outcome';

/** The programme whose persons a quantity counts; '' for others. */
export function programmeOf(name: string): string {
  const [kind, programme = ''] = name.split('|');
  return kind === OUTCOME ? programme : '';
}

export class Quantities {
  /** By name; what is known of no source is learnt from the cells. */
  readonly values = new Map<string, number>();
  readonly relations: Relation[] = [];
  /** What is left of a whole: targets of the switch 厳格. */
  readonly rests = new Set<string>();
  /** Wholes of areas, ages and the like, which readers miss more than any of their parts. */
  readonly wholes = new Set<string>();
  private readonly added = new Set<string>();
  /** How the members of a family are found: by their filter. */
  private readonly families = new Map<string, (filter: string) => number | null>();
  private readonly members = new Map<string, Set<string>>();
  /** Shares and means without facts, by what they are of. */
  private readonly shares = new Map<string, number>();
  private readonly moments: { readonly base: string; readonly name: string; readonly share: number }[] = [];
  private readonly outcomes = new Map<string, ReturnType<Quantities['defineOutcome']>>();

  constructor(private readonly facts: QuantityFacts) {}

  /** What a call states; null when its answer may not be published or cannot be judged. Texts are null where an argument cannot be told. */
  stated(name: string, texts: readonly (string | null)[], value: unknown): Stated | null {
    if (isOfNoCounts(name)) return NOTHING;
    if (texts.includes(null)) return null;
    const known = texts as readonly string[];
    if (name === RECORDED) return this.learntCount(known[0] ?? '', known[1] ?? '', value);
    const question = questionOf({ name, texts: known });
    return question === null ? null : this.asked(question, value);
  }

  private asked(question: Question, value: unknown): Stated | null {
    if (question.year !== null) return this.ofYear(question, question.year, value);
    switch (question.about) {
      case 'purpose':
      case 'standardised':
        return this.purpose(NOW, question);
      case 'insured':
        return this.insured(NOW, question, value);
      case 'question':
        return this.questionnaire(question, value);
      case 'cases':
        return this.cases(question, value);
      case 'outcome':
        return this.outcome(question, value);
      case 'ownLife':
        return this.ownLife(question, value);
      case 'kdb':
        return this.printed(question, value);
    }
  }

  /** A count that somebody typed, or that a formula of somebody's own makes. */
  own(name: string, value: number): void {
    this.values.set(name, value);
  }

  /** The count of a programme that has this value; null where none of those that are known has. */
  outcomeCount(programme: string, value: number): string | null {
    const prefix = `${OUTCOME}|${programme}|`;
    const found = [...this.values].filter(([name, known]) => name.startsWith(prefix) && known === value);
    // What is left of a whole is said more often than what a result counts.
    return (
      (found.find(([name]) => this.rests.has(name)) ?? found.find(([name]) => /追跡|支援|対象者/u.test(name)))?.[0] ??
      null
    );
  }

  private year(year: string): string {
    return year === String(this.facts.fiscalYear) ? NOW : year;
  }

  private factsOf(year: string): YearFacts | null {
    if (year === NOW) return this.facts;
    const number = Number(year.normalize('NFKC'));
    return Number.isInteger(number) ? (this.facts.ofYear?.(number) ?? null) : null;
  }

  /** The member of a family under a filter; null where it cannot be told. */
  private member(family: string, filter: string): string | null {
    const name = `${family}|${filter}`;
    if (!this.values.has(name)) {
      const value = this.families.get(family)?.(filter) ?? null;
      if (value === null) return null;
      this.values.set(name, value);
    }
    const filters = this.members.get(family) ?? new Set<string>();
    this.members.set(family, filters.add(filter));
    return name;
  }

  private persons(year: string): string {
    const family = `${year}|被保険者数`;
    this.families.set(family, (filter) => this.factsOf(year)?.insured(filter)?.persons ?? null);
    return family;
  }

  private purpose(
    year: string,
    { about, purpose, answer, filter }: About<'purpose'> | About<'standardised'>,
  ): Stated | null {
    if (purpose.id === null || answer.counts === 'undeclared') return null;
    const names = this.purposeNames(year, purpose.id, oneWriting(filter));
    if (names === null) return null;
    // A standardised figure is an estimate and no count.
    const count = about === 'standardised' ? null : countOfAnswer(answer);
    return { names: answer.counts.map((each) => names[each]), count: count === null ? null : names[count] };
  }

  private purposeNames(year: string, id: CriterionId, filter: string): Record<PurposeCount, string> | null {
    const facts = this.factsOf(year);
    const count = facts?.countOf(id, filter) ?? null;
    if (facts === null || count === null) return null;
    // The denominator is 被保険者数 and the same for every purpose.
    const isInsured = facts.insured(filter)?.persons === count.denominator;
    const family = (measure: PurposeCount): string => {
      if (measure === 'denominator' && isInsured) return this.persons(year);
      const name = `${year}|${id}|${measure}`;
      this.families.set(name, (asked) => facts.countOf(id, asked)?.[measure] ?? null);
      return name;
    };
    const name = (measure: PurposeCount): string => this.member(family(measure), filter)!;
    return {
      hits: name('hits'),
      judged: name('judged'),
      undetermined: name('undetermined'),
      denominator: name('denominator'),
    };
  }

  /** A number of persons by the name of INSURED; learnt from the cell where no source tells it. */
  private insuredCount(year: string, figure: InsuredFigure, filter: string, value: unknown): string {
    const { name } = figure;
    if (name === INSURED_FIGURES[0]!.name && this.factsOf(year) !== null) {
      const persons = this.member(this.persons(year), filter);
      if (persons !== null) return persons;
    }
    const family = `${year}|${name}`;
    this.families.set(family, (asked) => {
      const facts = this.factsOf(year);
      if (name === '健診受診者数') return facts?.insured(asked)?.checkedUp ?? null;
      return facts?.insuredCount?.(name, asked) ?? null;
    });
    const known = this.member(family, filter);
    if (known === null && isCount(value)) this.values.set(`${family}|${filter}`, value);
    return `${family}|${filter}`;
  }

  private insured(year: string, question: About<'insured'>, value: unknown): Stated {
    const { figure, output } = question;
    // What a figure says of itself is no figure; numbers of persons in it are looked for as words.
    if (isAside(output)) return NOTHING;
    const filter = oneWriting(question.filter);
    const { recipe } = figure;
    const named = (name: string): string => this.insuredCount(year, findInsuredFigure(name)!, filter, null);
    const all = named(INSURED_FIGURES[0]!.name);
    switch (recipe.kind) {
      case 'count':
      case 'excluded':
      case 'eligible': {
        const count = this.insuredCount(year, figure, filter, value);
        return { names: [count], count: output === ('値' satisfies Output) ? count : null };
      }
      case 'checkupRate': {
        const names = [named('健診受診者数'), named('健診対象者数')];
        return { names: this.values.has(names[1]!) ? names : [names[0]!, all], count: null };
      }
      case 'share': {
        const counted = INSURED_FIGURES.find((each) => each.recipe.kind === 'count' && each.recipe.of === recipe.of)!;
        const numerator = named(counted.name);
        const persons = this.values.get(all);
        if (!this.values.has(numerator) && persons !== undefined && typeof value === 'number')
          this.values.set(numerator, Math.round(value * persons));
        return { names: [numerator, all], count: null };
      }
      default:
        return { names: [all], count: null };
    }
  }

  /** An item of the 質問票. 類型 and research classes are made of several items, in ways that are declared nowhere. */
  private questionnaire({ subject, answer, filter: written }: About<'question'>, value: unknown): Stated | null {
    const { counts } = answer;
    if (counts.length === 0) return NOTHING;
    if (counts === 'undeclared' || subject === null || !('question' in subject)) return null;
    const { number } = subject.question;
    const filter = oneWriting(written);
    const named = (count: AnswerCount): string | null => {
      const family = `${NOW}|${QUESTION}${number}|${count}`;
      const part = count === 'リスク人数' ? 'hits' : 'judged';
      this.families.set(family, (under) => this.facts.questionnaire?.(number, under)?.[part] ?? null);
      return this.member(family, filter);
    };
    const names = [...new Set<AnswerCount>([...counts, '回答者数'])].map(named);
    // Nobody answered, or no source has the item: the cell shows no figure.
    if (names.includes(null)) return typeof value === 'number' ? null : NOTHING;
    const count = countOfAnswer(answer);
    return { names: counts.map((each) => named(each)!), count: count === null ? null : named(count) };
  }

  /** 平均自立期間 of our own register rests on those who left it; person-years count nobody. */
  private ownLife({ sex, filter: written, answer }: About<'ownLife'>, value: unknown): Stated {
    if (answer.counts.length === 0) return NOTHING;
    const family = `${NOW}|資格喪失者数（75歳から）|${sex}`;
    const filter = oneWriting(written);
    const name = `${family}|${filter}`;
    if (countOfAnswer(answer) === null) return { names: [name], count: null };
    if (isCount(value)) {
      this.values.set(name, value);
      this.members.set(family, (this.members.get(family) ?? new Set<string>()).add(filter));
    }
    return { names: [name], count: name };
  }

  /** A figure of another year; where no facts are known of it, as the cells say it. */
  private ofYear(question: Question, asked: string, value: unknown): Stated | null {
    if (question.about !== 'purpose' && question.about !== 'insured') return null;
    if (question.output === '注意') return NOTHING;
    const year = this.year(asked);
    if (this.factsOf(year) !== null) {
      const stated = question.about === 'insured' ? this.insured(year, question, value) : this.purpose(year, question);
      if (stated !== null) return stated;
    }
    const figure = question.about === 'insured' ? question.figure.name : question.purpose.name;
    const base = `year|${year}|${figure}|${oneWriting(question.filter)}`;
    if (question.about === 'purpose')
      return countOfAnswer(question.answer) === null
        ? this.learntShare(base, question.word, value)
        : this.learntCount(base, question.word, value);
    if (question.figure.unit !== '人' && question.figure.unit !== '件')
      return this.learntShare(base, question.output, value);
    if (question.output !== '値') return { names: [`${base}|人数`], count: null };
    return this.learntCount(base, '人数', value);
  }

  /** Without facts: a count as the cell says it. */
  private learntCount(base: string, word: string, value: unknown): Stated {
    const name = `${base}|${word}`;
    if (isCount(value)) this.values.set(name, value);
    return { names: [name], count: name };
  }

  /** Without facts: a share of a count and a denominator. */
  private learntShare(base: string, word: string, value: unknown): Stated {
    if (typeof value === 'number' && word !== '下限' && word !== '上限') this.shares.set(base, value);
    return { names: [`${base}|人数`, `${base}|分母`], count: null };
  }

  /** Without facts: a share or mean before or after. */
  private learntMoment(base: string, word: '前' | '後', value: unknown): Stated {
    const name = `${base}|${word}`;
    if (typeof value === 'number') this.moments.push({ base, name, share: value });
    const isMean = typeof value === 'number' && (value < 0 || value > 1);
    return { names: [name, `${base}|分母`, ...(isMean ? [`${base}|人数`] : [])], count: null };
  }

  /** Without facts: what is made of both times, as far as they are asked for. */
  private learntBoth(base: string): Stated {
    const names = [`${base}|前`, `${base}|後`, `${base}|人数`, `${base}|分母`];
    return { names: names.filter((name) => this.isAsked(name)), count: null };
  }

  private learntOutcome(base: string, word: OutcomeWord, value: unknown): Stated {
    const { tells } = outcomeAnswerOf(word);
    if (tells === 'count') return this.learntCount(base, word, value);
    if (word === '前' || word === '後') return this.learntMoment(base, word, value);
    return tells === 'both' ? this.learntBoth(base) : this.learntShare(base, word, value);
  }

  private isAsked(name: string): boolean {
    return this.values.has(name) || this.moments.some((moment) => moment.name === name);
  }

  private printed({ figure, comparator, period, part }: About<'kdb'>, value: unknown): Stated {
    return isKdbCount(part) && isCount(value)
      ? this.learntCount(`kdb|${figure}|${comparator}|${period}`, part, value)
      : NOTHING;
  }

  private outcome({ programme, indicator, word, whom }: About<'outcome'>, value: unknown): Stated | null {
    const { tells } = outcomeAnswerOf(word);
    if (tells === 'undeclared') return null;
    if (tells === 'words') return NOTHING;
    if (word === '抽出') return this.extracted(programme, value);
    const key = [programme, indicator, whom].join('|');
    const known = this.outcomes.get(key) ?? this.defineOutcome(programme, indicator, whom);
    this.outcomes.set(key, known);
    if (known === null) return this.learntOutcome(`${OUTCOME}|${key}`, word, value);
    if (isOutcomeCount(word)) {
      const name = known.counts[word];
      return { names: [name], count: name };
    }
    const { 人数, 分母 } = known.counts;
    if (tells === 'before') return { names: [known.before ?? 分母, 分母], count: null };
    const before = tells === 'both' && known.before !== null ? [known.before] : [];
    return { names: [人数, 分母, ...before], count: null };
  }

  /** A step of the way of a case. 対象者 and 支援 are those of the programme; 対象者 = 除外 + 絞り込み後 (`linkCases`). */
  private cases({ step, purpose }: About<'cases'>, value: unknown): Stated | null {
    const { isWords, isTable } = caseAnswerOf(step);
    if (isTable) return null;
    if (isWords) return NOTHING;
    if (purpose !== '' && (step === '対象者' || step === '支援')) {
      const known = this.asked(
        {
          about: 'outcome',
          programme: purpose,
          indicator: SUPPORTED_LINE,
          word: step,
          whom: '',
          filter: '',
          year: null,
          output: '値',
        },
        value,
      );
      if (known !== null) return known;
    }
    return this.learntCount(`${OUTCOME}|${purpose}|段階`, step, value);
  }

  /** Those who were extracted for a programme: the persons of the purpose, where the programme has one. */
  private extracted(purpose: string, value: unknown): Stated {
    const criterion = findCriterion(purpose);
    const names = criterion === null ? null : this.purposeNames(NOW, criterion.id, '');
    if (names !== null && this.values.get(names.hits) === value) return { names: [names.hits], count: names.hits };
    return this.learntCount(`${OUTCOME}|${purpose}`, '抽出' satisfies OutcomeCount, value);
  }

  /** Those who were left out and those who were not are the parts of 対象者. */
  private linkCases(): void {
    for (const variable of [...this.values.keys()].filter((each) => each.endsWith('|段階|除外'))) {
      const base = variable.slice(0, -'|段階|除外'.length);
      const parts = [variable, `${base}|段階|絞り込み後`];
      const sum = parts.reduce((total, part) => total + (this.values.get(part) ?? NaN), 0);
      const whole = [`${base}|対象者`, `${base}|段階|対象者`].find((each) => this.values.get(each) === sum);
      if (whole !== undefined) this.add(whole, parts);
    }
  }

  private defineOutcome(purpose: string, indicator: string, whom: string) {
    const facts = this.facts.outcome?.(purpose, indicator, whom) ?? null;
    if (facts === null) return null;
    const { programme, kind, isSupport, targeted, supported, followed, lost, count, denominator, before } = facts;
    const base = `${OUTCOME}|${programme}`;
    const put = (name: string, value: number | null): string => {
      if (value !== null) this.values.set(`${base}|${name}`, value);
      return `${base}|${name}`;
    };
    const rest = (whole: string, part: string): void => this.leaves(whole, [part]);
    const [all, helped] = [put('対象者', targeted), put('支援', supported)];
    rest(all, helped);
    // Groups of the same size in one programme are taken for the same persons.
    const [kept, gone] = [put(`追跡 ${followed}`, followed), put(`追跡できず ${lost}`, lost)];
    const followedOf = followed + lost === supported ? helped : followed + lost === targeted ? all : null;
    if (followedOf !== null) this.add(followedOf, [kept, gone]);
    const sameSize = [kept, helped, all].find((name) => this.values.get(name) === denominator);
    const total = sameSize ?? put(`分母 ${denominator}`, denominator);
    if (sameSize === undefined && denominator !== null && denominator < supported) rest(helped, total);
    const own = `${indicator}|${whom}`;
    const reached = kind === 'measure' ? total : isSupport && count === supported ? helped : put(`${own}|人数`, count);
    if (reached !== total && reached !== helped) rest(total, reached);
    const was = kind === 'state' && before !== null ? put(`${own}|前`, before) : null;
    if (was !== null) rest(total, was);
    return {
      counts: { 人数: reached, 分母: total, 対象者: all, 支援: helped, 追跡: kept, 追跡できず: gone },
      before: was,
    };
  }

  /** The parts of a whole, and what they leave of it. */
  private leaves(whole: string, parts: readonly string[]): void {
    const left = parts.reduce((sum, part) => sum - (this.values.get(part) ?? NaN), this.values.get(whole) ?? NaN);
    if (!(left >= 0)) return;
    const rest = `${whole} − ${parts.join('・')}`;
    if (this.rests.has(rest)) return;
    this.rests.add(rest);
    this.values.set(rest, left);
    this.add(whole, left === 0 && parts.length > 1 ? parts : [...parts, rest]);
  }

  private add(total: string, parts: readonly string[]): void {
    const key = `${total} = ${parts.join(' + ')}`;
    if (this.added.has(key)) return;
    this.added.add(key);
    this.relations.push(sumRelation(total, parts));
  }

  /** To be called when all cells are known: sums over areas and the like, 判定可能 and 判定不能, what shares give away. */
  link(): void {
    this.linkLearnt();
    this.linkCases();
    for (const family of [...this.members.keys()]) this.close(family);
    for (const family of [...this.members.keys()]) this.divide(family);
    for (const [family, filters] of [...this.members]) {
      const [year, id, measure] = family.split('|');
      if (measure === 'hits') for (const filter of filters) this.linkPurpose(year!, id as CriterionId, filter);
      if (family === `${year}|健診対象者数`) for (const filter of filters) this.linkEligible(year!, filter);
      if (id?.startsWith(QUESTION) && measure === ('リスク人数' satisfies AnswerCount))
        for (const filter of filters) this.linkQuestion(year!, id, filter);
    }
  }

  private linkPurpose(year: string, id: CriterionId, filter: string): void {
    const names = this.purposeNames(year, id, filter);
    if (names === null) return;
    this.add(names.denominator, [names.judged, names.undetermined]);
    this.leaves(names.judged, [names.hits]);
  }

  private linkQuestion(year: string, item: string, filter: string): void {
    const [hits, answered] = (['リスク人数', '回答者数'] satisfies AnswerCount[]).map(
      (count) => `${year}|${item}|${count}|${filter}`,
    ) as [string, string];
    if (this.values.has(answered)) this.leaves(answered, [hits]);
    const persons = this.member(this.persons(year), filter);
    if (persons !== null && this.values.has(answered)) this.leaves(persons, [answered]);
  }

  private linkEligible(year: string, filter: string): void {
    const [all, eligible, excluded] = ['被保険者数', '健診対象者数', '対象外者数'].map(
      (name) => `${year}|${name}|${filter}`,
    );
    const [persons, left] = [this.values.get(all!), this.values.get(eligible!)];
    if (persons === undefined || left === undefined || persons < left) return;
    this.values.set(excluded!, persons - left);
    this.add(all!, [eligible!, excluded!]);
  }

  /** Counts of two keys (年齢 and 性別) are parts of those of each key. */
  private close(family: string): void {
    for (const filter of [...this.members.get(family)!]) {
      const pairs = pairsOf(filter);
      if (pairs === null) continue;
      pairs.forEach((_, left) => {
        const rest = pairs.filter((__, index) => index !== left);
        this.member(family, rest.length === 0 ? '' : filterText(rest));
        if (rest.length > 1)
          rest.forEach((___, other) => this.member(family, filterText(rest.filter((____, i) => i !== other))));
      });
    }
  }

  /** The values of one key beside the same filter without it, as parts of a whole. */
  private divide(family: string): void {
    const groups = new Map<string, { value: string; name: string }[]>();
    for (const filter of this.members.get(family)!) {
      const pairs = pairsOf(filter) ?? [];
      for (const [key, value] of pairs) {
        const rest = pairs.filter(([other]) => other !== key);
        const group = `${key}|${rest.length === 0 ? '' : filterText(rest)}`;
        groups.set(group, [...(groups.get(group) ?? []), { value, name: `${family}|${filter}` }]);
      }
    }
    for (const [group, parts] of groups) {
      const cut = group.indexOf('|');
      const whole = `${family}|${group.slice(cut + 1)}`;
      if (!this.values.has(whole)) continue;
      if (group.slice(0, cut) === '年齢') this.divideAges(whole, [0, Infinity], parts);
      else
        this.divideInto(
          whole,
          parts.map(({ name }) => name),
        );
    }
  }

  private divideInto(whole: string, parts: readonly string[]): void {
    const sum = parts.reduce((total, part) => total + (this.values.get(part) ?? NaN), 0);
    this.wholes.add(whole);
    // Values that overlap are parts each for itself.
    if (sum <= this.values.get(whole)!) this.leaves(whole, parts);
    else for (const part of parts) this.leaves(whole, [part]);
  }

  /** Ranges of ages, of which some may hold others. */
  private divideAges(
    whole: string,
    [from, to]: readonly [number, number],
    parts: readonly { readonly value: string; readonly name: string }[],
  ): void {
    const ranges = parts.flatMap((part) => {
      const ages = agesOf(part.value);
      return ages === null ? [] : [{ ...part, ages }];
    });
    const holds = (outer: readonly [number, number], inner: readonly [number, number]): boolean =>
      outer[0] <= inner[0] && inner[1] <= outer[1] && (outer[0] !== inner[0] || outer[1] !== inner[1]);
    const outermost = ranges.filter(
      ({ ages }) => holds([from, to], ages) && !ranges.some((other) => holds(other.ages, ages)),
    );
    if (outermost.length === 0) return;
    const sorted = [...outermost].sort((a, b) => a.ages[0] - b.ages[0]);
    const isApart = sorted.every(({ ages }, index) => index === 0 || sorted[index - 1]!.ages[1] < ages[0]);
    this.wholes.add(whole);
    if (isApart)
      this.leaves(
        whole,
        sorted.map(({ name }) => name),
      );
    else for (const { name } of sorted) this.leaves(whole, [name]);
    for (const { name, ages } of sorted)
      this.divideAges(
        name,
        ages,
        ranges.filter((part) => holds(ages, part.ages)),
      );
  }

  /** Denominators that nobody shows but that a count and its share give away; a mean stands on its number of persons. */
  private linkLearnt(): void {
    for (const [base, share] of this.shares) {
      const count = this.values.get(`${base}|人数`);
      if (count === undefined || this.values.has(`${base}|分母`)) continue;
      if (share > 0 && share <= 1) this.values.set(`${base}|分母`, Math.round(count / share));
      else if (share !== 0) this.values.set(`${base}|分母`, count);
    }
    for (const { base, name, share } of this.moments) {
      const persons = this.values.get(`${base}|分母`);
      if (persons !== undefined) this.values.set(name, share < 0 || share > 1 ? persons : Math.round(share * persons));
    }
    for (const variable of [...this.values.keys()].filter((each) => each.endsWith('|追跡できず'))) {
      const base = variable.slice(0, -'|追跡できず'.length);
      const parts = [`${base}|追跡`, variable];
      const sum = parts.reduce((total, part) => total + (this.values.get(part) ?? NaN), 0);
      for (const total of [`${base}|支援`, `${base}|対象者`])
        if (this.values.get(total) === sum) this.add(total, parts);
    }
    for (const variable of [...this.values.keys()].filter((each) => each.endsWith('|人数'))) {
      const whole = `${variable.slice(0, -'|人数'.length)}|分母`;
      if (this.values.has(whole)) this.leaves(whole, [variable]);
    }
  }
}
