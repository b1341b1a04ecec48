/** What stands in a column for nothing, yes, no, and the classes of 要介護度. */

export const NO_DATE = -2147483648;
export const NO_COUNT = -1;
export const MISSING_CODE = 0;
export const YES = 1;
export const NO = 2;

/** 要介護度 as ordered codes; 0 is missing. `isCertified` is code ≥ CARE_LEVEL.transitional (事業対象者 is no certification). */
export const CARE_LEVEL = {
  none: 1,
  programTarget: 2,
  transitional: 3,
  support1: 4,
  support2: 5,
  care1: 6,
  care2: 7,
  care3: 8,
  care4: 9,
  care5: 10,
} as const;
