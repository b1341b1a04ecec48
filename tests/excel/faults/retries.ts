/**
 * What comes of running a command again. Most faults leave the same workbook and the same page, and the matrix would run the
 * same command in it thousands of times: in equal states, to the last cell and to what the page remembers, it is run once. The
 * first repetition is run all the same and held against what is remembered.
 */
import type { EmbeddedWorkbook } from '../../../src/workbench/workbook';
import type { Running } from '../addin';
import type { Attempt } from './matrix';
import { differences, pictureOf, temporary, type Picture, type Temporary } from './picture';
import { digestOfState } from './state';

export interface Retried {
  readonly attempt: Attempt;
  readonly picture: Picture;
  readonly temporary: Temporary;
  /** Whether the next write would take something back. */
  readonly isUnfinished: boolean;
}

/** What stands in the workbook after an attempt. */
export function standingAfter(attempt: Attempt, workbook: EmbeddedWorkbook): Retried {
  return {
    attempt,
    picture: pictureOf(workbook),
    temporary: temporary(workbook),
    isUnfinished: Boolean(workbook.book.settings.get('IKKATSU.unfinished')),
  };
}

interface Remembered {
  readonly retried: Retried;
  isChecked: boolean;
}

const isSame = (one: Retried, other: Retried): boolean =>
  differences(one.picture, other.picture).length === 0 &&
  JSON.stringify({ ...one, picture: null }) === JSON.stringify({ ...other, picture: null });

export class Retries {
  private readonly remembered = new Map<string, Remembered>();
  /** Most retries leave the same. */
  private readonly pictures: Picture[] = [];

  /** What comes of it in the state of now. Where a way back is offered, which nobody can look into, it is always run. */
  async of(running: Running, run: () => Promise<Retried>): Promise<Retried> {
    if (running.room.session().undo !== null) return run();
    const state = await digestOfState(running);
    const known = this.remembered.get(state);
    if (known?.isChecked === true) return known.retried;
    const retried = await run();
    if (known === undefined) {
      const picture = this.rememberedPicture(retried.picture);
      this.remembered.set(state, { retried: { ...retried, picture }, isChecked: false });
      return retried;
    }
    if (!isSame(retried, known.retried)) throw new Error('the command does something else in the same state');
    known.isChecked = true;
    return known.retried;
  }

  private rememberedPicture(picture: Picture): Picture {
    const known = this.pictures.find((each) => differences(each, picture).length === 0);
    if (known === undefined) this.pictures.push(picture);
    return known ?? picture;
  }
}
