/** Aggregate forms (集計帳票) as data, and the words of their headings. None of their layouts is public. */
import type { EvidenceStatus } from '../values/evidence';

export interface AggregateForm {
  readonly id: string;
  readonly name: string;
  readonly status: EvidenceStatus;
  /** Words of titles, sheet or file names that tell the form; compared without spaces, in NFKC. */
  readonly titles: readonly string[];
  /** Unified headings that stand together only there. */
  readonly headings?: readonly string[];
}

export const AGGREGATE_FORMS: readonly AggregateForm[] = [
  { id: 'overview', name: '地域の全体像の把握', status: 'common', titles: ['地域の全体像の把握'] },
  { id: 'findings', name: '厚生労働省様式（様式5-2）健診有所見者状況', status: 'common', titles: ['様式5-2', '健診有所見者状況', '有所見者状況'] },
  { id: 'questionnaire', name: '質問票調査の状況', status: 'common', titles: ['質問票調査の状況'], headings: ['質問', '回答'] },
  { id: 'diseaseCosts', name: '医療費分析（細小分類）', status: 'common', titles: ['医療費分析', '細小分類'], headings: ['順位', '疾病名'] },
  { id: 'careCertification', name: '要介護（支援）者認定状況', status: 'common', titles: ['要介護(支援)者認定状況', '要介護認定状況', '認定状況'] },
  { id: 'municipalities', name: '市区町村別データ', status: 'common', titles: ['市区町村別データ', '同規模保険者比較'] },
]; // prettier-ignore

/** A table of figures whose form is not known. */
export const OTHER_FORM: AggregateForm = {
  id: 'other',
  name: '集計表（帳票名は不明）',
  status: 'unverified',
  titles: [],
};

/** With whom a figure compares: the insurer itself, its prefecture, insurers of its size, the nation. */
export type Comparator = 'self' | 'pref' | 'peer' | 'nation';

/** The words by which a comparator is asked for; the first is the one that we write. */
export const COMPARATOR_WORDS: Readonly<Record<Comparator, readonly [string, ...string[]]>> = {
  self: ['当地域', '保険者', '自保険者', '地域', '当該地域', '広域連合', '市町村'],
  pref: ['県', '都道府県', '都', '道', '府'],
  peer: ['同規模', '同規模保険者'],
  nation: ['国', '全国'],
};

/** Words for those who are compared, as whole parts of headings or as cells. */
export const COMPARATORS: Readonly<Record<Comparator, RegExp>> = {
  self: /^(保険者|自保険者|当保険者|地域|当該地域|市区町村|市町村|本市|本町|本村|当市|当町|当村|広域連合)$/,
  pref: /^(県|都|道|府|都道府県|県全体|県平均)$/,
  peer: /^(同規模|同規模保険者|同規模平均|同規模市区町村)$/,
  nation: /^(国|全国|国全体|全国平均)$/,
};

/** What the numbers of a column are. */
export const MEASURES = {
  numerator: /^(実数|人数|件数|回答者数|該当者数|回答数|認定者数|有所見者数|患者数)$/,
  value:
    /^(割合|構成比|率|比率|指標値|値|平均|平均値|有病率|割合\(%\)|%|点数|総点数|医療費|受診率|標準化比|年齢調整値)$/,
  denominator: /^(分母|母数|対象者数|被保険者数|受診者数|回答者総数|第1号被保険者数|総数\(分母\))$/,
} as const;

/** Columns that say what a row is about. */
export const DIMENSIONS = {
  indicator: /^(項目|大項目|中項目|小項目|指標|指標名|区分|内訳|疾病名|疾病|傷病名|質問|質問文|質問項目|回答|選択肢|入外|入院外来|入院・外来|要介護度|介護度|要介護状態区分|大分類|中分類|細小分類|no|番号)$/,
  sex: /^(性別|男女|男女別|性)$/,
  age: /^(年齢|年齢階級|年齢区分|年齢階層|年代)$/,
  comparator: /^(比較|比較対象|集計単位|地域区分)$/,
  municipality: /^(市区町村名?|市町村名?|保険者名|構成市町村名?|地区名?)$/,
  rank: /^順位$/,
} as const; // prettier-ignore
