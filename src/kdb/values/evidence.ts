/** How well something is known that no public document may say. */

/** How sure we are that a layout is what the data source really writes. */
export type EvidenceStatus = 'sourced' | 'inferred' | 'common' | 'proposed' | 'unverified';
