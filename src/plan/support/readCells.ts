/** How the cells of 支援記録 are read: dates, yes and no, 状況, つないだ先, measured values. */
import { EXCLUSIONS, SUPPORT_STATUSES, type Exclusion, type Referral, type SupportStatus } from '../../indicators';
import { YES, type Cell } from '../../kdb';
import { BLANK, plain, readDate, readerOf } from '../../kdb/values/readings';

/** A cell as read; `undefined` is a cell that says something unreadable, null a blank one. */
export type Read<T> = T | null | undefined;

const readFlag = readerOf('hypnotic');
const YES_WORDS =
  /^(できた|した|しました|支援した|実施した|済|済み|実施|実施済み?|支援済み?|必要|要|必要あり|受診|受診済み?|受診した|確認|確認済み?|把握|罹患)$/;
const NO_WORDS =
  /^(できない|できなかった|していない|しなかった|せず|支援していない|支援しなかった|支援せず|できず|未|未実施|未支援|不要|必要なし|未受診|受診なし|受診せず|未確認|未把握|不可|罹患なし)$/;

/** True, false; blank for 確認中 and 不明 too. */
export function readYesNoCell(cell: Cell): Read<boolean> {
  const text = plain(cell);
  if (typeof cell === 'boolean') return cell;
  if (text === '' || /^(確認中|調査中|予定|保留)$/.test(text)) return null;
  if (YES_WORDS.test(text)) return true;
  if (NO_WORDS.test(text)) return false;
  const said = readFlag(cell);
  if (said === BLANK) return null;
  if (!Number.isFinite(said)) return /^(不明|未回答|無回答|[*])$/.test(text) ? null : undefined;
  return said === YES;
}

/** Days since 1970-01-01. */
export function readDateCell(cell: Cell): Read<number> {
  const days = readDate(cell);
  if (days === BLANK) return null;
  return Number.isFinite(days) ? days : undefined;
}

const STATUS_WORDS: readonly (readonly [RegExp, SupportStatus])[] = [
  [/死亡|逝去|死去|他界/, '死亡'],
  [/転出|転居/, '転出'],
  [/喪失/, '資格喪失'],
  [/対象外|除外/, '対象外'],
  [/拒否|辞退|希望なし|希望しない|断り/, '拒否'],
  [/中断|中止|脱落/, '中断'],
  [/^(終了|完了|修了|支援終了|終結)/, '終了'],
  [/^(支援中|継続|継続中|実施中|介入中|支援継続)/, '支援中'],
  [/^(未実施|未|未着手|予定|未支援|不在|連絡待ち|案内中|調整中)/, '未実施'],
];

export function readStatusCell(cell: Cell): Read<SupportStatus> {
  const text = plain(cell);
  if (text === '') return null;
  const exact = SUPPORT_STATUSES.find((status) => status === text);
  return exact ?? STATUS_WORDS.find(([words]) => words.test(text))?.[1];
}

const EXCLUSION_WORDS: readonly (readonly [RegExp, Exclusion])[] = [
  [/死亡|逝去|死去|他界/, '死亡'],
  [/転出|転居/, '転出'],
  [/施設|入所|特養|老健|グループホーム|長期入院/, '施設'],
  [/既支援|支援済|支援中|他事業|すでに支援|別の支援/, '既支援'],
  [/医療|介護|受診|通院|入院|認定|利用/, '医療・介護利用'],
];

/** 除外の理由; words that are none of the list count as その他, なし as blank. */
export function readExclusionCell(cell: Cell): Read<Exclusion> {
  const text = plain(cell);
  if (text === '' || /^(なし|無し?|0|[-‐―−ー－]+|対象)$/.test(text)) return null;
  const exact = EXCLUSIONS.find((each) => plain(each) === text);
  return exact ?? EXCLUSION_WORDS.find(([words]) => words.test(text))?.[1] ?? 'その他';
}

const REFERRAL_WORDS: readonly (readonly [RegExp, Referral])[] = [
  [/歯科/, '歯科'],
  [/健診|健康診査/, '健診'],
  [/包括/, '地域包括支援センター'],
  [/通いの場|サロン|体操|集いの場|教室/, '通いの場'],
  [/介護予防|地域支援事業|総合事業|専門職/, '地域支援事業・専門職'],
  [/介護|ケアマネ|居宅/, '介護サービス'],
  [/医科|医療|病院|医院|クリニック|内科|主治医|かかりつけ医|薬局|薬剤師/, '医科'],
];

function referralOf(text: string): Referral {
  return REFERRAL_WORDS.find(([words]) => words.test(text))?.[1] ?? 'その他';
}

/** Every place that a cell of つないだ先 names; words that are none of the list count as その他. */
export function readReferralCell(cell: Cell): readonly Referral[] {
  const text = plain(cell);
  if (text === '' || /^(なし|無し?|0|[-‐―−ー－]+|未)$/.test(text)) return [];
  const whole = text.replace(/地域支援事業・専門職|専門職・地域支援事業/g, '地域支援事業');
  const parts = whole.split(/[、,・/／;；＋+&と]+/).filter((part) => part !== '');
  return [...new Set(parts.map(referralOf))];
}
