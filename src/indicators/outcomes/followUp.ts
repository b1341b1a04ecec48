/** Who could be followed and who could not, and why: the two always add up. */
import { lossReason, type Participant } from './persons';
import { LOSS_REASONS, type FollowUp, type LossReason } from './types';

/** followed + lost = people.length. */
export function followUpOf(people: readonly Participant[], isKnown: (person: Participant) => boolean): FollowUp {
  const reasons = Object.fromEntries(LOSS_REASONS.map((reason) => [reason, 0])) as Record<LossReason, number>;
  let followed = 0;
  for (const person of people) {
    if (isKnown(person)) followed += 1;
    else reasons[lossReason(person)] += 1;
  }
  return { followed, lost: people.length - followed, reasons };
}

/** "死亡 2人、測定なし 3人"; '' where nobody was lost. */
export function lossWords({ reasons }: FollowUp): string {
  return LOSS_REASONS.filter((reason) => reasons[reason] > 0)
    .map((reason) => `${reason} ${reasons[reason]}人`)
    .join('、');
}
