/** The rooms of src/ and who may import whom: the one table that the lint rule, and the test of the lint rule, read. */

/** Room → the rooms it may import, and the packages it must never know. */
const ROOMS = {
  formula: { mayImport: [], neverPackages: ['react', '@fluentui', '@microsoft/office-js'], noOffice: true },
  kdb: { mayImport: ['formula'], neverPackages: ['react', '@fluentui', '@microsoft/office-js'], noOffice: true },
  criteria: { mayImport: ['kdb'], neverPackages: ['react', '@fluentui', '@microsoft/office-js'], noOffice: true },
  indicators: {
    mayImport: ['kdb', 'criteria'],
    neverPackages: ['react', '@fluentui', '@microsoft/office-js'],
    noOffice: true,
  },
  plan: {
    mayImport: ['formula', 'kdb', 'criteria', 'indicators'],
    neverPackages: ['react', '@fluentui', '@microsoft/office-js'],
    noOffice: true,
  },
  excel: {
    mayImport: ['formula', 'kdb', 'criteria', 'indicators', 'plan'],
    neverPackages: ['react', '@fluentui'],
    noOffice: false,
  },
  functions: {
    mayImport: ['formula', 'kdb', 'criteria', 'indicators', 'plan', 'excel'],
    neverPackages: ['react', '@fluentui'],
    noOffice: false,
  },
  taskpane: {
    mayImport: ['formula', 'kdb', 'criteria', 'indicators', 'plan', 'excel'],
    neverPackages: [],
    noOffice: false,
  },
  workbench: {
    mayImport: ['formula', 'kdb', 'criteria', 'indicators', 'plan'],
    neverPackages: ['react', '@fluentui'],
    noOffice: true,
  },
};

/** The lint rules of one room, made from the table. */
function roomRules(room) {
  const { mayImport, neverPackages, noOffice } = ROOMS[room];
  const forbidden = Object.keys(ROOMS).filter((other) => other !== room && !mayImport.includes(other));
  return {
    files: [`src/${room}/**/*.{ts,tsx}`],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: `^(\\.\\./)+(${forbidden.join('|')})(/|$)`,
              message: `The room "${room}" may import only: ${mayImport.join(', ') || 'nothing'}.`,
            },
            ...neverPackages.map((name) => ({
              regex: `^${name}(/|-|$)`,
              message: `The room "${room}" must not know ${name}.`,
            })),
          ],
        },
      ],
      ...(noOffice
        ? { 'no-restricted-globals': ['error', 'Office', 'Excel', 'CustomFunctions', 'OfficeExtension'] }
        : {}),
    },
  };
}

module.exports = { ROOMS, roomRules };
