/** What an Excel refuses now and then with GeneralException, though nothing is wrong with the request. */
import { BookError } from '../book/errors';
import type { HostProfile, Refusable } from './profiles';

/**
 * The part that a write belongs to. Evidence: freezeRows and freezeAt on hidden or scrolled sheets (office-js 2196, 2014,
 * 1463), page layout without a printer, names.add, charts.
 */
function partOf(type: string, member: string): Refusable | null {
  if (type === 'WorksheetFreezePanes') return member.startsWith('Get') ? null : 'freezePanes';
  if (type === 'PageLayout' || type === 'HeaderFooter' || type === 'PageBreakCollection')
    return member.startsWith('Get') ? null : 'pageLayout';
  if (type === 'NamedItemCollection') return member === 'Add' ? 'names' : null;
  if (type === 'ChartCollection') return member === 'Add' ? 'charts' : null;
  return null;
}

export class Refusals {
  private turn = 0;

  constructor(private readonly refusals: HostProfile['refusals']) {}

  /** Throws where a call of a method or a setter is refused. */
  check(type: string, member: string): void {
    const { parts, when } = this.refusals;
    const part = partOf(type, member);
    if (part === null || !parts.includes(part)) return;
    if (when === 'inTurn' && parts[this.turn % parts.length] !== part) return;
    this.turn += 1;
    throw new BookError('GeneralException');
  }
}
