/** 歯科受診 by receipts: months after the support began, else what yearly counts can say of it. */
import { fiscalYearOf } from '../../kdb';
import { numberAt, type Participant } from './persons';

/**
 * true: a dental receipt of a month after the starting month; false: none, over months that the receipts reach; null: cannot be
 * said — no receipts, no 支援開始日, or a receipt of the starting month, which may lie before the support.
 * Of yearly counts 0 is no. Above 0 is a visit only where the support had begun before that year.
 */
export function dentalReceiptsAfter(person: Participant): boolean | null {
  const { record, years } = person;
  const monthly = record?.dental;
  if (monthly !== undefined) return monthly;
  const count = numberAt(person, 'dental', 'after');
  if (count === null || count === 0 || years.after === null) return count === null ? null : false;
  const start = record?.startedOn ?? null;
  return start !== null && fiscalYearOf(start) < years.after.fiscalYear ? true : null;
}
