/** First drafts for the sheets Ⅳ: neutral sentences without figures, for the analyst to change. */
import type { ProgrammeId } from '../../../indicators/programmes';

export interface ProgrammeDraft {
  readonly purpose: string;
  readonly goal: string;
  readonly target: string;
  readonly support: string;
}

export const PROGRAMME_DRAFTS: Readonly<Record<ProgrammeId, ProgrammeDraft>> = {
  lowNutrition: {
    purpose: '低栄養のおそれのある人の栄養状態の悪化を防ぎ、フレイルの進行を防ぎます。',
    goal: '支援した人の体重の維持・改善。',
    target: '下の抽出条件に当たる人から、医療・介護の利用状況と優先度をみて選びます。',
    support: '管理栄養士等が訪問や面談で食生活を確認し、目標を一緒に決め、期間をおいて体重と食事の変化を確かめます。',
  },
  oral: {
    purpose: '口腔機能の低下を防ぎ、食べる・話す力と全身の健康を保ちます。',
    goal: '支援した人の歯科受診と、かむ力・飲み込みの維持。',
    target: '下の抽出条件に当たる人から、歯科の受診状況をみて選びます。',
    support: '歯科衛生士等が口腔の状態と生活を確認し、口腔体操などを案内し、必要な人を歯科受診につなぎます。',
  },
  polypharmacy: {
    purpose: '多くの薬を使う人の服薬に伴う困りごとを減らし、安全な服薬を支えます。',
    goal: '服薬の状況を把握し、必要な人がかかりつけ医・薬局に相談できること。',
    target: '下の抽出条件に当たる人から、支援できる人数まで絞り込みます。',
    support: '薬剤師等が服薬の状況を聞き取り、残薬や飲み間違いの有無を確認し、かかりつけの医師・薬剤師につなぎます。',
  },
  physicalFrailty: {
    purpose: '身体的フレイルの進行を防ぎ、自立した生活を続けられるようにします。',
    goal: '支援した人が通いの場や地域支援事業などのサービスにつながること。',
    target: '下の抽出条件に当たる人から、介護サービスの利用状況をみて選びます。',
    support: '理学療法士・保健師等が生活と身体の状態を確認し、運動の方法を案内し、通いの場などにつなぎます。',
  },
  diabeticKidney: {
    purpose: '糖尿病性腎症などの重症化を防ぎ、人工透析への移行や心血管の病気を減らします。',
    goal: '未治療・治療中断の人が医療機関を受診すること。',
    target: '下の抽出条件に当たる人から、受診の有無を確認して選びます。',
    support: '保健師等が訪問・電話で受診を勧め、受診の結果を確認し、必要に応じてかかりつけ医と連携します。',
  },
  unknownStatus: {
    purpose: '健診・医療・介護の情報がない人の健康状態を把握し、必要な支援につなぎます。',
    goal: '対象者の現状把握と、必要な人の医療・介護・健診への接続。',
    target: '下の抽出条件に当たる人から、転出・施設入所などを除いて選びます。',
    support: '保健師等が訪問・電話・郵送で現状を確認し、必要な人を健診・医療・介護サービスなどにつなぎます。',
  },
};

/** For programmes of the analyst's own. */
export const OWN_DRAFT: ProgrammeDraft = { purpose: '', goal: '', target: '', support: '' };
