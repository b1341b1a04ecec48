/** What Excel shows of the custom functions: descriptions, arguments, and the words that they take, of the catalogue. Read by the build alone. */
import { NATIONAL_CRITERIA } from '../criteria';
import { INSURED_FIGURES } from '../indicators/insuredFigures';
import { CASE_STEPS } from '../indicators/outcomes/cases';
import { COMPARATOR_WORDS } from '../kdb';
import { purposeAnswer } from './purposeAnswers';
import { functionNameOf, PURPOSE_WORDS } from './purposes';
import { STANDARDISED_WORDS } from './standardised';
import { CHOICES } from './choices';
import { FUNCTIONS, type FunctionId, type PurposeFunction } from './functions';
import { EXCLUSION_REASONS } from './cases';
import { KDB_WORDS } from './kdbParts';
import { OWN_LIFE_WORDS } from './ownLife';
import { OUTCOME_WORDS } from './outcome';
import { OUTPUTS, OWN_OUTPUTS, type Output } from './outputs';
import { QUESTION_WORDS } from './questionnaire';

interface Parameter {
  readonly name: string;
  readonly description: string;
  readonly type: 'any';
  readonly optional?: true;
  readonly dimensionality?: 'matrix';
}

interface Described {
  readonly description: string;
  readonly parameters: readonly Parameter[];
  /** Of a function that answers one cell always; absent: cells that spill. */
  readonly answers?: 'number' | 'string';
}

const one = (name: string, description: string): Parameter => ({ name, description, type: 'any' });
const maybeOne = (name: string, description: string): Parameter => ({ ...one(name, description), optional: true });
const range = (name: string, description: string): Parameter => ({
  ...one(name, description),
  dimensionality: 'matrix',
});
const maybeRange = (name: string, description: string): Parameter => ({ ...range(name, description), optional: true });

const described = (
  description: string,
  parameters: readonly Parameter[],
  answers?: Described['answers'],
): Described => ({ description, parameters, ...(answers === undefined ? {} : { answers }) });

/** The words of a list as a description names them: the first for an omitted argument, some with what they are in brackets. */
function choices<Word extends string>(words: readonly Word[], notes: Partial<Record<Word, string>> = {}): string {
  return words
    .map((word, index) => {
      const aside = [...(index === 0 ? ['省略時'] : []), ...(notes[word] === undefined ? [] : [notes[word]])];
      return aside.length === 0 ? word : `${word}（${aside.join('。')}）`;
    })
    .join('・');
}

const outputs = (...without: readonly Output[]): string =>
  choices(OUTPUTS.filter((output) => !without.includes(output)));

/** The figures of a purpose that are no lists. */
const PURPOSE_FIGURES = PURPOSE_WORDS.filter((word) => purposeAnswer(word).counts !== 'undeclared');
/** The figures of INSURED without those of one kind of care. */
const INSURED_EXAMPLES = INSURED_FIGURES.map(({ name }) => name).filter((name) => !name.includes('（'));
const COMPARATORS = Object.values(COMPARATOR_WORDS).map(([word]) => word);

const LEVEL = '省略すると 0.95';
const FILTER =
  '例 "圏域=北部;性別=女;年齢=75-84"、"該当=口腔"（抽出目的の該当者）、または項目と値の2列の範囲。省略すると全員';
const DATA = '見出し行のある表の範囲、またはデータのスタンプのセル。省略するとブックのデータ';
const PURPOSE_NAME = '抽出目的の名前（例 "低栄養"、"多剤"、"LOWNUTRITION"）';
const PERIOD = '1人1行の追跡した期間（日・月・年のどれか）';
const ENDING = '1人1行の終わり方。1（認定）・2（死亡）・0（打ち切り）、または言葉';
const AGE_CLASSES = '年齢階級の下限の年齢（または "75-79" など）、若い順';
const CLASS_POPULATION = '年齢階級ごとの人口。複数年をまとめるときは合計';
const CLASS_DEATHS = '年齢階級ごとの死亡数。人口と同じ年数の合計';
const LIVED_SHARE =
  '階級の中で亡くなった人が平均して生きた割合（1つ、または階級ごと）。省略すると 0歳は 0.1、ほかは 0.5';
const BEFORE =
  '支援前の値（1人1セル）。測っていない人は空欄ではなく「-」としてください（空欄が 0 として届く Excel があります）';
const AFTER = '支援後の値。前と同じ人の並び';

const OF_PERSONS: readonly Parameter[] = [
  maybeOne('求めるもの', choices(PURPOSE_WORDS)),
  maybeRange('絞り込み', FILTER),
  maybeRange('対象', DATA),
];

const purposeFunctions = Object.fromEntries(
  NATIONAL_CRITERIA.map(({ id, name }) => [
    functionNameOf(id),
    described(`「${name}」の抽出条件に当たる人の人数・割合・一覧などを返します。`, OF_PERSONS),
  ]),
) as Readonly<Record<PurposeFunction, Described>>;

const DESCRIBED: Readonly<Record<FunctionId, Described>> = {
  ...purposeFunctions,
  EXTRACT: described('抽出目的を名前で指定して、当たる人の人数・割合・一覧などを返します。', [
    one('目的', PURPOSE_NAME),
    ...OF_PERSONS,
  ]),
  CRITERIA: described(
    'いま使われている抽出条件を文で返します（条件、出典、版、位置づけ）。目的を省略すると10の目的の表を返します。',
    [maybeOne('目的', '抽出目的の名前。省略すると全部')],
  ),
  ATTRITION: described('条件を1つずつ当てはめたときに残る人数の表を返します。', [
    one('目的', '抽出目的の名前'),
    maybeRange('絞り込み', FILTER),
    maybeRange('対象', DATA),
  ]),
  WHY: described('ある人が抽出条件に当たる（当たらない、判定できない）理由を返します。', [
    one('被保険者番号', '被保険者番号'),
    maybeOne('目的', '抽出目的の名前。省略すると10の目的の表'),
    maybeRange('対象', DATA),
  ]),
  FRAILTY: described(
    '後期高齢者の質問票15項目の回答から、フレイルの得点と区分（健常・プレフレイル・フレイル）を返します。国のツールの判定ではなく、研究（Yakabe 2023）に基づく参考です。',
    [
      range('回答', '質問票①〜⑮の回答（番号または言葉）。15列の範囲は1行が1人、15行1列の範囲は1人'),
      maybeOne('出力', choices(CHOICES.frailty)),
    ],
  ),
  EGFR: described(
    '血清クレアチニンから eGFR を計算します（日本人の推算式、小数第1位に四捨五入）。',
    [
      one('クレアチニン', '血清クレアチニン（mg/dL）'),
      one('年齢', '検査日の満年齢'),
      one('性別', '1・男、または 2・女'),
    ],
    'number',
  ),
  BMI: described(
    '体重と身長から BMI を計算します（小数第1位に四捨五入）。',
    [one('体重', '体重（kg）'), one('身長', '身長（cm）')],
    'number',
  ),
  AGE: described(
    '生年月日から、基準日の満年齢を計算します。',
    [
      one('生年月日', '日付、または "S20.4.1"、"昭和20年4月1日"、"19450401" など'),
      maybeOne('基準日', '省略すると今日'),
    ],
    'number',
  ),
  FISCALYEAR: described(
    '日付の年度（4月から翌年3月まで）を西暦で返します。',
    [one('日付', '日付、または "R7.4.1" など')],
    'number',
  ),
  WAREKI: described('日付を和暦の文字で返します。', [one('日付', '日付、または "2025/4/1" など')], 'string'),
  PROPORTION: described('割合と信頼区間を計算します（Wilson 法）。', [
    one('件数', '当たる人の数'),
    one('母数', '全体の人数'),
    maybeOne('出力', outputs('p')),
    maybeOne('信頼水準', LEVEL),
    maybeOne('乗数', '省略すると 1（割合）。100 で百分率'),
  ]),
  RATE: described('率（人口10万対など）と信頼区間を計算します（10件未満は正確法、それ以上は Byar 法）。', [
    one('件数', '起きた件数'),
    one('人口', '人口または人年'),
    maybeOne('出力', outputs('p')),
    maybeOne('信頼水準', LEVEL),
    maybeOne('乗数', '省略すると 100000（人口10万対）'),
  ]),
  DSR: described(
    '年齢調整率（直接法）と信頼区間を計算します（Dobson–Byar 法）。件数の合計が10件未満のときは計算しません。',
    [
      range('件数', '年齢階級ごとの件数'),
      range('人口', '年齢階級ごとの人口'),
      range('標準人口', '年齢階級ごとの標準人口の範囲、または "昭和60年"、"平成27年"'),
      maybeOne('出力', outputs('p')),
      maybeOne('信頼水準', LEVEL),
      maybeOne('乗数', '省略すると 100000（人口10万対）'),
      maybeRange(
        '年齢階級',
        '標準人口を名前で指定するときの年齢階級（下限の年齢、または "75-79" など）。省略すると全年齢の標準の区切り',
      ),
    ],
  ),
  ISR: described('標準化比（間接法、基準=100）と信頼区間を計算します（10件未満は正確法、それ以上は Byar 法）。', [
    range('件数', '年齢階級ごとの件数、または合計の件数1つ'),
    range('人口', '年齢階級ごとの人口'),
    range('基準件数', '基準（県・国など）の年齢階級ごとの件数'),
    range('基準人口', '基準の年齢階級ごとの人口'),
    maybeOne('出力', outputs('p')),
    maybeOne('信頼水準', LEVEL),
    maybeOne('乗数', '省略すると 100'),
  ]),
  COMPARE: described(
    '2つの集団の割合の差（1 − 2）と信頼区間を計算します（Newcombe 法。p はスコア検定）。同じ人の前後には MCNEMAR を使います。',
    [
      one('件数1', '集団1で当たる人の数'),
      one('母数1', '集団1の人数'),
      one('件数2', '集団2で当たる人の数'),
      one('母数2', '集団2の人数'),
      maybeOne('出力', outputs()),
      maybeOne('信頼水準', LEVEL),
      maybeOne('乗数', '省略すると 1（割合の差）。100 でポイント'),
    ],
  ),
  STANDARDISED: described(
    '抽出目的に当たる人の割合を、性・年齢をそろえて比べます（標準は全体の判定可能者）。標準化比は間接法で全体=100、年齢調整割合は直接法で、当たる人が10人未満のときは計算しません。',
    [
      one('目的', PURPOSE_NAME),
      maybeOne('求めるもの', choices(STANDARDISED_WORDS, { 標準化比: '全体=100', 年齢調整割合: '0〜1' })),
      maybeRange(
        '絞り込み',
        '例 "圏域=北部"、"市町村=甲市"、または項目と値の2列の範囲。省略すると全員（標準化比は100）',
      ),
      maybeOne('出力', outputs('p')),
      maybeOne('信頼水準', LEVEL),
      maybeOne(
        'ない場合',
        'データがない、判定できる人がいない、件数が足りないときに返すもの（例 "－"）。省略するとエラー値',
      ),
    ],
  ),
  FUNNEL: described(
    '多くの地域を比べるときの管理限界（ファンネル、95%と99.8%）と、その地域が限界の外にあるかを返します（二項分布の正確法）。差がまったくなくても、95%限界の外には20地域に1つ、99.8%限界の外には500地域に1つまで出ます。',
    [
      one('件数', 'その地域で当たる人の数。限界だけを求めるときは 0'),
      one('母数', 'その地域の人数'),
      one('平均', '全体の割合（0〜1）'),
      maybeOne(
        '出力',
        choices(CHOICES.funnel, { 判定: '範囲内・高い（95%）・高い（99.8%）・低い（95%）・低い（99.8%）' }),
      ),
    ],
  ),
  SHRUNKRATE: described(
    '人数の少ない地域の割合を、全体の割合に引き寄せて推定します（経験ベイズ、Marshall の大域型）。地域を順番に並べた件数と母数から、地域ごとの推定値の列、または1つの地域の値を返します。',
    [
      range('件数', '地域ごとの当たる人の数（1列か1行。空欄と－の地域は除きます）'),
      range('母数', '地域ごとの人数（0の地域は除きます）'),
      maybeOne('順番', '何番目の地域の値か。省略すると全部の地域の値の列'),
      maybeOne('出力', choices(CHOICES.shrunken, { 重み: 'その地域自身の割合が残る強さ、0〜1' })),
    ],
  ),
  TRENDTEST: described(
    '3年以上の割合に、上がる・下がる傾向があるかを検定します（Cochran–Armitage。年ごとに別の人で、変化が直線に近いことを仮定）。値は1年あたりの割合の変化です。',
    [
      range('件数', '年ごとの当たる人の数（空欄と－の年は除きます）'),
      range('母数', '年ごとの人数（0の年は除きます）'),
      range('年度', '年ごとの年度（例 {2023,2024,2025}）'),
      maybeOne('出力', outputs()),
      maybeOne('信頼水準', LEVEL),
    ],
  ),
  ADJUSTP: described('検定を多く並べたときの p 値を調整します（Benjamini–Hochberg、偽発見率）。', [
    range('p値', 'p 値の列か行（空欄と－は検定の数に入れません）'),
    maybeOne('順番', '何番目の p 値か。省略すると全部の列'),
  ]),
  WEIGHTCHANGE: described(
    '体重の前後の変化を 改善（+1.0kg以上）・維持（±0.9kg）・悪化（−1.0kg以下）に分けます（0.1kg 単位。低栄養の個別事業の評価）。',
    [range('前', '支援前の体重（kg）。1人、または範囲'), range('後', '支援後の体重（kg）。前と同じ大きさ')],
  ),
  PAIRED: described('同じ人の前と後の平均の差（後 − 前）と信頼区間を計算します（対応のある t 検定）。', [
    range('前', BEFORE),
    range('後', AFTER),
    maybeOne('出力', outputs()),
    maybeOne('信頼水準', LEVEL),
  ]),
  WILCOXON: described(
    '同じ人の前と後の変化の中央値（後 − 前、Hodges–Lehmann）と信頼区間を計算します（Wilcoxon の符号付順位検定。25組未満は正確法）。',
    [range('前', BEFORE), range('後', AFTER), maybeOne('出力', outputs()), maybeOne('信頼水準', LEVEL)],
  ),
  MCNEMAR: described(
    '同じ人の前と後で、当たる人の割合の差（後 − 前）を計算します（McNemar 検定、区間は Newcombe の対応あり）。',
    [
      range('前', '支援前の 1/0、はい/いいえ、該当/非該当（1人1セル）'),
      range('後', '支援後。前と同じ人の並び'),
      maybeOne('出力', outputs()),
      maybeOne('信頼水準', LEVEL),
      maybeOne('検定', `p の求め方。${choices(CHOICES.test)}`),
    ],
  ),
  OUTCOME: described('個別事業の評価指標（アウトプット・アウトカム）を、支援記録と前後の年度のデータから計算します。', [
    one('目的', '事業または抽出目的の名前（例 "低栄養"、"口腔"、"健康状態不明者"）'),
    maybeOne('指標', '指標の名前（例 "体重の維持・改善"、"歯科受診"）。省略すると指標の一覧'),
    maybeOne('出力', choices(OUTCOME_WORDS)),
    maybeOne('信頼水準', LEVEL),
    maybeOne(
      '分母',
      '対象者・支援した人・追跡できた人（その指標の値のある人）・終了した人。省略すると指標ごとの分母（一覧に書かれています）',
    ),
  ]),
  CASES: described(
    `支援記録から、${CASE_STEPS.join(' → ')} の人数を数えます。いくつの目的に当たっていても 1 人は 1 人です。`,
    [
      maybeOne(
        '段階',
        `${CASE_STEPS.join('・')}、除外の理由（${EXCLUSION_REASONS.join('・')}）、訪問回数（1 人 1 日を 1 回）・流れ（文）・除外の内訳（文）。省略すると段階の一覧`,
      ),
      maybeOne('目的', '事業または抽出目的の名前（例 "健康状態不明者"）。省略するとすべての目的'),
      maybeOne('担当', '支援記録の「担当」の名前。省略すると全員'),
    ],
  ),
  DID: described(
    '支援した人の変化と、比べる人（支援していない人など）の変化の差（差の差）を計算します（Welch の t）。支援がなければ両群が同じように変わった、という仮定に立ちます。',
    [
      range('支援の前', '支援した人の前の値（1人1行。割合のときは 1/0）'),
      range('支援の後', '支援した人の後の値（同じ並び）'),
      range('比較の前', '比べる人の前の値'),
      range('比較の後', '比べる人の後の値（同じ並び）'),
      maybeOne('出力', outputs()),
      maybeOne('信頼水準', LEVEL),
    ],
  ),
  EXPECTEDCHANGE: described(
    '支援がなくても見込まれる平均の変化（平均への回帰）を、対象だったが支援していない人の前後の値から見積もります（前の値への直線回帰）。',
    [
      range('対象の前', '対象だったが支援していない人の前の値'),
      range('対象の後', 'その人たちの後の値（同じ並び）'),
      range('支援の前', '支援した人の前の値'),
      maybeOne('出力', outputs('p')),
      maybeOne('信頼水準', LEVEL),
    ],
  ),
  KAPLANMEIER: described(
    'ある時点までイベントのなかった人の割合を計算します（Kaplan–Meier）。死亡（2）もイベントに数えます。',
    [
      range('期間', PERIOD),
      range('状態', ENDING),
      one('時点', '割合を求める時点（期間と同じ単位）'),
      maybeOne('出力', outputs('p')),
      maybeOne('信頼水準', LEVEL),
    ],
  ),
  CUMINCIDENCE: described(
    'ある時点までに要介護認定などが起きた人の割合を、死亡を競合として計算します（Aalen–Johansen の累積発生割合）。',
    [
      range('期間', PERIOD),
      range('状態', ENDING),
      one('時点', '割合を求める時点（期間と同じ単位）'),
      maybeOne('出力', outputs('p')),
      maybeOne('信頼水準', LEVEL),
    ],
  ),
  RESTRICTEDMEAN: described(
    '上限までの間に、認定も死亡もなく過ごした期間の平均を計算します（restricted mean、Kaplan–Meier 曲線の下の面積）。',
    [
      range('期間', PERIOD),
      range('状態', ENDING),
      one('上限', 'いつまでの平均か（期間と同じ単位）'),
      maybeOne('出力', outputs('p')),
      maybeOne('信頼水準', LEVEL),
    ],
  ),
  SAMPLESIZE: described('割合の目標を示すのに必要な人数を計算します（正規近似、両側）。事業を始める前に使います。', [
    one('いまの割合', 'いまの割合（0〜1）'),
    one('目標の割合', '目標の割合（0〜1）'),
    maybeOne(
      '比べ方',
      choices(CHOICES.design, {
        '2群': '同じ人数の比べる群を置く。答えは1群あたり',
        目標: '1つの群をいまの割合と比べる',
      }),
    ),
    maybeOne('検出力', '省略すると 0.8'),
    maybeOne('有意水準', '省略すると 0.05'),
    maybeOne('追跡できない割合', '0〜1。その分を上乗せします。省略すると 0'),
  ]),
  DETECTABLE: described(
    'その人数で見分けられる最も小さい差を計算します（正規近似、両側）。目標がそれより小さければ、達成しても偶然と区別できません。',
    [
      one('いまの割合', 'いまの割合（0〜1）'),
      one('人数', '追跡できる人数（2群のときは1群あたり）'),
      maybeOne('比べ方', choices(CHOICES.design, { 目標: '1つの群をいまの割合と比べる' })),
      maybeOne('向き', choices(CHOICES.direction)),
      maybeOne('検出力', '省略すると 0.8'),
      maybeOne('有意水準', '省略すると 0.05'),
      maybeOne('出力', choices(CHOICES.detectable, { 差: '減るときはマイナス', 割合: 'そのときの割合' })),
    ],
  ),
  COSTPEROUTCOME: described(
    '成果のあった人1人当たりの費用（円）と信頼区間を計算します。支援がなくても成果のあった人を含みます。',
    [
      one('費用', '事業の費用（円）'),
      one('成果のあった人', '成果のあった人の数'),
      one('支援した人', '支援した人の数'),
      maybeOne('出力', outputs('p')),
      maybeOne('信頼水準', LEVEL),
    ],
  ),
  LIFEEXPECTANCY: described(
    '年齢階級ごとの人口と死亡から平均余命を計算します（Chiang の簡易生命表。最後の階級は開いた階級です）。',
    [
      range('年齢下限', AGE_CLASSES),
      range('人口', CLASS_POPULATION),
      range('死亡', CLASS_DEATHS),
      maybeOne('出力', outputs('p')),
      maybeOne('年齢', '何歳の平均余命か（年齢下限のどれか）。省略すると最も若い階級'),
      maybeOne('信頼水準', LEVEL),
      maybeRange('a', LIVED_SHARE),
    ],
  ),
  OWNHEALTHYLIFE: described(
    '平均自立期間（75歳、要介護2以上を不健康とみなす）を、ブックの台帳と要介護認定から計算します。前の年度末に被保険者だった人を1年追い、年度をまとめます。資格喪失をすべて死亡とみなす試算です（転出を含むため短めに出ます）。',
    [
      maybeOne('性別', choices(CHOICES.sex)),
      maybeRange('絞り込み', '例 "圏域=北部"、または項目と値の2列の範囲。省略すると全員'),
      maybeOne('求めるもの', choices(OWN_LIFE_WORDS)),
      maybeOne('出力', outputs('p')),
      maybeOne('信頼水準', LEVEL),
      maybeOne('ない場合', 'データがない、人数が足りないときに返すもの（例 "－"）。省略するとエラー値'),
    ],
  ),
  HEALTHYLIFE: described(
    '平均自立期間（要介護2以上を不健康とみなす）を計算します（Chiang–Sullivan 法による試算。KDB の公表値とは一致しないことがあります）。',
    [
      range('年齢下限', AGE_CLASSES),
      range('人口', CLASS_POPULATION),
      range('死亡', CLASS_DEATHS),
      range('要介護2以上', '年齢階級ごとの要介護2以上の人数、または割合（0〜1。百分率の数ではなく 0.3 か 30%）'),
      maybeOne('出力', outputs('p')),
      maybeOne('年齢', '何歳の平均自立期間か（年齢下限のどれか）。省略すると最も若い階級'),
      maybeOne('信頼水準', LEVEL),
      maybeRange('a', LIVED_SHARE),
      maybeRange(
        '要介護の母数',
        '要介護2以上を数えた人口（階級ごと）。省略すると「人口」。人口が複数年の合計のときに指定します',
      ),
    ],
  ),
  PERCAPITA: described('1人当たり医療費（円）を計算します。', [
    one('医療費', '医療費（円）。単位に 点 を指定すると点数'),
    one('被保険者数', '同じ期間の平均被保険者数'),
    maybeOne('出力', outputs('p', '下限', '上限')),
    maybeOne('単位', choices(CHOICES.costUnit, { 点: '1点=10円' })),
  ]),
  GENERICRATE: described('後発医薬品の使用割合（数量ベース、新指標）を計算します。', [
    one('後発', '後発医薬品の数量'),
    one('先発', '後発医薬品のある先発医薬品の数量'),
    maybeOne('出力', outputs('p', '下限', '上限')),
  ]),
  DUPLICATERX: described(
    '重複処方を受けた者（3医療機関以上で重複1薬効以上、または2医療機関以上で2薬効以上）の率を計算します（被保険者10万対）。',
    [
      range('医療機関数', '1人ごとの、重複する薬効を処方した医療機関の数（1か月）'),
      range('重複薬効数', '1人ごとの、重複する薬効の数'),
      one('被保険者数', '被保険者数'),
      maybeOne('出力', `${outputs('p')}・${OWN_OUTPUTS.DUPLICATERX.join('・')}`),
      maybeOne('信頼水準', LEVEL),
      maybeOne('乗数', '省略すると 100000（被保険者10万対）'),
    ],
  ),
  CARERATE: described('要介護認定率（要支援1〜要介護5の認定者 ÷ 第1号被保険者）と信頼区間を計算します。', [
    one('認定者', '第1号被保険者の認定者数（第2号を除く）'),
    one('第1号被保険者', '第1号被保険者数'),
    maybeOne('出力', outputs('p')),
    maybeOne('信頼水準', LEVEL),
  ]),
  CHECKUPRATE: described(
    '健診受診率（受診者 ÷（被保険者 − 対象外者））と信頼区間を計算します。令和6年度からの統一した分母です。',
    [
      one('受診者', '健診の受診者数'),
      one('被保険者', '被保険者数'),
      maybeOne(
        '対象外者',
        '長期入院・施設入所などの対象外者数。いなければ 0。空欄なら、被保険者全員を分母にし、「注意」でそのことを示します',
      ),
      maybeOne('出力', outputs('p')),
      maybeOne('信頼水準', LEVEL),
    ],
  ),
  SUBSIDYCAP: described(
    '総合事業の上限額（円）を試算します。イとロの大きい方。各段階の根拠（出典あり・推定・入力）は 内訳 で示します。',
    [
      one('イ移行前年度', '移行前年度の介護予防訪問介護・介護予防通所介護・介護予防支援・介護予防事業の額（円）'),
      one('イ当該年度', '当該年度の介護予防支援の額（円）'),
      one('ロ移行前年度', '移行前年度の予防給付全体・介護予防事業の額（円）'),
      one('ロ当該年度', '当該年度の予防給付全体の額（円）'),
      one('伸び率', '75歳以上高齢者数の伸び率（比。1.03 のように）'),
      maybeOne('出力', `${outputs('p', '下限', '上限', '区間')}・${OWN_OUTPUTS.SUBSIDYCAP.join('・')}`),
    ],
  ),
  COMPREHENSIVECAP: described(
    '包括的支援事業・任意事業の上限額（円）を試算します（平成26年度の介護給付費の2%×伸び率＋社会保障の充実分）。',
    [
      one('介護給付費', '平成26年度の介護給付費（円）'),
      one('伸び率', '65歳以上高齢者数の伸び率（比。1.03 のように）'),
      maybeOne('充実分', '社会保障の充実分（円）。別の上限で、融通できません'),
      maybeOne('出力', `${outputs('p', '下限', '上限', '区間')}・${OWN_OUTPUTS.SUBSIDYCAP.join('・')}`),
    ],
  ),
  COSTSHARE: described(
    '地域支援事業の事業費の負担額（円）を計算します（標準の負担割合）。負担者を省略すると全員の表を返します。',
    [
      one('事業費', '事業費（円）'),
      one('区分', '"総合事業" または "包括的支援事業・任意事業"'),
      maybeOne('負担者', '国・都道府県・市町村・1号保険料・2号保険料。省略すると全員の表'),
    ],
  ),
  SIZECLASS: described('人口から市町村の規模区分（小規模 1.5万人未満・中規模 5万人未満・大規模）を返します。', [
    one('人口', '市町村の人口'),
  ]),
  INSURED: described('被保険者全体の人数、割合、医療費、介護給付費を返します。', [
    maybeOne(
      '求めるもの',
      `${choices(INSURED_EXAMPLES)}・1人当たり医療費（入院） など。率は「健診受診率の下限」「健診受診率の上限」も`,
    ),
    maybeRange('絞り込み', FILTER),
    maybeRange('対象', DATA),
    maybeOne('出力', outputs('p')),
    maybeOne('信頼水準', '0.95（省略時）など'),
    maybeOne(
      'ない場合',
      'データがない、絞り込みに当たる人がいない、分母が 0 のときに返すもの（例 "－"、0）。省略するとエラー値',
    ),
  ]),
  INYEAR: described(
    '同じデータから、別の年度の数を返します（行の日付、列の年度、見出しの印、表の上の「対象年度」、シート名、ファイル名の順で年度を分けます）。',
    [
      one('年度', '例 2024、"令和6年度"'),
      one('指標', '抽出目的の名前（例 "低栄養"）、または INSURED の求めるもの（例 "健診受診率"）'),
      maybeOne('求めるもの', `抽出目的なら ${choices(PURPOSE_FIGURES)}・注意。ほかは ${outputs('p', '方法')}`),
      maybeRange('絞り込み', FILTER),
    ],
  ),
  QUESTIONNAIRE: described(
    '後期高齢者の質問票の項目ごとの割合・人数・回答の分布・前年度からの変化を、ブックのデータから返します。フレイル・プレフレイル・健常・得点は国のツールの判定ではなく、研究（Yakabe 2023）に基づく参考です。',
    [
      one(
        '項目',
        '1〜15（①〜⑮、q1、質問票① も）、類型（口腔機能・運動・転倒・認知機能・社会参加、"類型:食習慣" など）、または フレイル・プレフレイル・健常・得点',
      ),
      maybeOne(
        '求めるもの',
        `${choices(QUESTION_WORDS, {
          リスク該当割合: '得点なら平均',
          分布: '回答・人数・割合の表',
          変化: '前年度との差。McNemar 検定',
          公表できる回答者数: '10人未満は伏せる',
          公表できる比較人数: '10人未満は伏せる',
        })}。〈回答〉は言葉（いいえ）か番号（2）。県・同規模・国の値は「質問票調査の状況」を読み込んだとき`,
      ),
      maybeRange(
        '絞り込み',
        '例 "圏域=北部;性別=女;年齢=75-84"、"該当=口腔"、または項目と値の2列の範囲。省略すると全員',
      ),
      maybeOne('出力', `${outputs()}。リスクとする回答が仮定のときは「注意」に書きます`),
      maybeOne('信頼水準', LEVEL),
      maybeOne('ない場合', '列や前年度のデータがない、答えた人がいないときに返すもの（例 "－"）。省略するとエラー値'),
    ],
  ),
  KDBFIGURE: described(
    '取り込んだ集計表（地域の全体像の把握、様式5-2、質問票調査の状況、医療費分析、要介護（支援）者認定状況、市区町村別データ）から指標の値を1つ返します。割合は集計表の表示どおり（12.3% は 12.3）です。',
    [
      one('指標', '集計表の項目名（例 "総人口"、"平均自立期間;性別=女"、"健診受診率;市町村=北町"、"はい;年齢=75-79"）'),
      maybeOne('比較', choices(COMPARATORS)),
      maybeOne('年度', '集計表の年度（例 2025、"令和7年度"）。省略すると最も新しい年度'),
      maybeOne('出力', `${choices(KDB_WORDS, { 値: '割合があれば割合、なければ実数' })}・方法・注意`),
    ],
  ),
  TREND: described(
    '2つの年の割合の変化（後−前）と信頼区間、向き（改善・悪化・区別できない）を返します（Newcombe 法）。区間が 0 をまたぐときは「区別できない」です。',
    [
      one('前の件数', '前の年に当たる人の数'),
      one('前の母数', '前の年の全体の人数'),
      one('後の件数', '後の年に当たる人の数'),
      one('後の母数', '後の年の全体の人数'),
      maybeOne('良い方向', choices(CHOICES.better)),
      maybeOne('出力', `${outputs('p')}・${OWN_OUTPUTS.TREND.join('・')}`),
      maybeOne('信頼水準', LEVEL),
    ],
  ),
  MASK: described(
    '公表用に小さな人数を「―」で隠します（1〜9。人口2.5万人未満は1〜19、2千人未満はすべて。0は示します）。表の範囲では、合計から逆算できないように、ほかのセルも隠します。',
    [
      range('人数', '人数1つ、または合計を含まない表の範囲'),
      maybeRange('人口', '市町村の人口1つ、または表の行（地区）ごとの人口'),
      maybeOne(
        '合計',
        '表の合計の扱い。省略すると合計も公表するものとして同じ大きさで返します（合計だけから分かってしまう表では、隠した合計を付けて返します）。両方・行・列 は隠した合計を付けて返し、なし は合計を公表しないとき',
      ),
    ],
  ),
};

/** The metadata of custom functions as Excel reads them: functions.json. */
export interface FunctionsMetadata {
  readonly allowCustomDataForDataTypeAny: true;
  readonly functions: readonly {
    readonly id: FunctionId;
    readonly name: string;
    readonly description: string;
    readonly parameters: readonly Parameter[];
    readonly result: { readonly dimensionality: 'matrix' } | { readonly type: 'number' | 'string' };
  }[];
}

export function functionsMetadata(): FunctionsMetadata {
  return {
    allowCustomDataForDataTypeAny: true,
    functions: FUNCTIONS.map(({ id }) => {
      const { description, parameters, answers } = DESCRIBED[id];
      const result = answers === undefined ? ({ dimensionality: 'matrix' } as const) : { type: answers };
      return { description, id, name: id, parameters, result };
    }),
  };
}
