/** The groups of forms that are written together. */

/** In the order of their tabs. */
export const FORM_GROUPS = ['計画', '報告', '広域'] as const;
export type FormGroup = (typeof FORM_GROUPS)[number];
