/** The door of the programme evaluation. */
export * from './types';
