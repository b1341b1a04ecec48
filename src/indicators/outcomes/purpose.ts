/** Which programme and which 抽出目的 the words in the column 目的 mean. */
import { findCriterion, type CriterionId } from '../../criteria';
import { otherProgramme, PROGRAMMES, type Programme, type ProgrammeId, type ProgrammeIndicator } from '../programmes';

/** One spelling of what differs only in width, case, spaces, brackets and marks. */
export function plainName(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s()[\]「」『』【】・、,]/g, '')
    .replace(/の/g, '');
}

const BY_NAME = new Map<string, Programme>();
for (const programme of PROGRAMMES)
  for (const name of [programme.id, programme.name, ...programme.also]) BY_NAME.set(plainName(name), programme);

/** What a text in 目的 means. Words that name neither a programme nor an 抽出目的 are a purpose of the user's own. */
export function purposeMeant(text: string): {
  readonly programme: ProgrammeId | null;
  readonly criterion: CriterionId | null;
} {
  const criterion = findCriterion(text)?.id ?? null;
  const fed = PROGRAMMES.find(({ criteria }) => criterion !== null && criteria.includes(criterion));
  const named = BY_NAME.get(plainName(text));
  const found = (named ?? fed)?.id ?? null;
  return { programme: found === 'other' ? null : found, criterion };
}

/** The programme that a text means, among the six and the purposes that the records name; null where there is none. */
export function findProgramme(text: string, otherPurposes: readonly string[] = []): Programme | null {
  const named = BY_NAME.get(plainName(text));
  if (named !== undefined) return named;
  const own = otherPurposes.find((purpose) => plainName(purpose) === plainName(text));
  if (own !== undefined) return otherProgramme(own);
  const { programme, criterion } = purposeMeant(text);
  const fed = programme === null ? undefined : PROGRAMMES.find(({ id }) => id === programme);
  if (fed !== undefined) return fed;
  const ownOfCriterion = otherPurposes.find(
    (purpose) => criterion !== null && findCriterion(purpose)?.id === criterion,
  );
  return ownOfCriterion === undefined ? null : otherProgramme(ownOfCriterion);
}

/** The indicator of a programme that a text means: its id, name, another name, or its words; null where there is none. */
export function findIndicator(programme: Programme, text: string): ProgrammeIndicator | null {
  const wanted = plainName(text);
  const named = (indicator: ProgrammeIndicator): readonly string[] => [
    indicator.id,
    indicator.name,
    ...(indicator.also ?? []),
    indicator.wording,
  ];
  return programme.indicators.find((each) => named(each).some((name) => plainName(name) === wanted)) ?? null;
}
