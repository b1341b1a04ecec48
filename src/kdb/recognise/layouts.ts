/** The layouts as data: what a source is called, how sure we are of it, and what tells it apart. */
import type { EvidenceStatus } from '../values/evidence';

/** What a source brings; a wide table brings several at once. */
export type SourceKind = 'register' | 'checkup' | 'receipt' | 'certification';

export interface Layout {
  readonly id: string;
  readonly name: string;
  readonly status: EvidenceStatus;
  /** Where the layout is known from. */
  readonly source: string;
}

/**
 * Files of 特定健診等データ管理システム: a file record (its second field is the file id), a row of names, data, and an end
 * record of one field. FKAC167 is documented by two independent public programs that agree on its columns; of its siblings
 * only the frame is known.
 */
export const FILE_ID = /^FK[A-Z]{2}\d{3}$/;

export const FKAC167: Layout = {
  id: 'FKAC167',
  name: '健診結果・質問票情報（FKAC167）',
  status: 'sourced',
  source: '特定健診等データ管理システムのファイルを読む公開プログラム 2 種',
};

/** Columns that stand together only in FKAC167, for files whose file record was removed. */
export const FKAC167_HEADINGS = [
  '広域連合番号',
  '被保険者証記号',
  '被保険者証番号',
  '健診実施年月日',
  '健診機関コード',
] as const;

export function siblingOf(fileId: string): Layout {
  return {
    id: fileId,
    name: `特定健診等データ管理システムのファイル（${fileId}）`,
    status: 'unverified',
    source: '公開プログラムに名前と枠だけが見える',
  };
}

const GENERIC_SOURCE = '列名による認識（公式のレイアウトは公開されていない）';

/** Layouts without a public description: recognised by their headings alone. */
export const GENERIC = {
  wide: { id: 'wide', name: '対象者一覧（健診・レセプト・介護を含む表）', status: 'proposed', source: GENERIC_SOURCE },
  register: { id: 'register', name: '被保険者台帳', status: 'proposed', source: GENERIC_SOURCE },
  checkup: { id: 'checkup', name: '健診結果・質問票', status: 'common', source: GENERIC_SOURCE },
  receipt: { id: 'receipt', name: 'レセプト集計', status: 'proposed', source: GENERIC_SOURCE },
  receiptRows: {
    id: 'receiptRows',
    name: 'レセプト明細（1 行 1 薬剤・1 傷病）',
    status: 'proposed',
    source: GENERIC_SOURCE,
  },
  certification: { id: 'certification', name: '要介護認定', status: 'common', source: GENERIC_SOURCE },
  persons: { id: 'persons', name: '個人の属性', status: 'common', source: GENERIC_SOURCE },
} as const satisfies Record<string, Layout>;

/** A layout that is told by headings which stand together only there. */
interface ProposedLayout extends Layout {
  /** Unified headings: at least `atLeast` of them must be there. */
  readonly headings: readonly string[];
  readonly atLeast: number;
}

const PROPOSED_SOURCE = '提案した列名（公式の列の一覧は公開されていない）';

/** Lists whose official columns are not public: the headings are proposals, and said to be. */
export const PROPOSED: readonly ProposedLayout[] = [
  {
    id: 'targetList',
    name: '対象者リスト（KDB活用支援ツール。列名は提案）',
    status: 'proposed',
    source: PROPOSED_SOURCE,
    headings: ['抽出年度', '抽出条件番号', '抽出条件名', '該当フラグ', '受診医療機関数', '最終受診年月', '歯科受診有無'],
    atLeast: 2,
  },
  {
    id: 'ledger',
    name: '被保険者管理台帳（列名は提案）',
    status: 'proposed',
    source: PROPOSED_SOURCE,
    headings: [
      '資格区分', '喪失事由', '健診受診(当年度)', '健診受診(前年度)', '保健事業介入', '介入日', '介入種別', '認定年月日', '総点数',
    ],
    atLeast: 3,
  },
]; // prettier-ignore

/** The layout that a set of kinds amounts to; `headings` are unified. */
export function genericLayout(kinds: readonly SourceKind[], headings: ReadonlySet<string>): Layout {
  const proposed = PROPOSED.find(
    (layout) => layout.headings.filter((name) => headings.has(name)).length >= layout.atLeast,
  );
  if (proposed) return proposed;
  if (kinds.filter((kind) => kind !== 'register').length > 1) return GENERIC.wide;
  if (kinds.includes('register')) return GENERIC.register;
  return GENERIC[kinds[0] ?? 'persons'];
}
