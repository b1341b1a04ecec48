/** The functions of the add-in, the words that they take, and what each answer is: one catalogue for functions, help and publication. */
export * from './answer';
export * from './cases';
export * from './choices';
export * from './functions';
export * from './kdbParts';
export * from './outcome';
export * from './outputs';
export * from './ownLife';
export * from './purposeAnswers';
export * from './purposes';
export * from './question';
export * from './questionnaire';
export * from './standardised';
