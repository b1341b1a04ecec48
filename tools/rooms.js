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
  catalogue: {
    mayImport: ['kdb', 'criteria', 'indicators'],
    neverPackages: ['react', '@fluentui', '@microsoft/office-js'],
    noOffice: true,
  },
  plan: {
    mayImport: ['formula', 'kdb', 'criteria', 'indicators', 'catalogue'],
    neverPackages: ['react', '@fluentui', '@microsoft/office-js'],
    noOffice: true,
  },
  reading: {
    mayImport: ['kdb', 'plan'],
    neverPackages: ['react', '@fluentui', '@microsoft/office-js'],
    noOffice: true,
  },
  excel: {
    mayImport: ['formula', 'kdb', 'criteria', 'indicators', 'catalogue', 'plan', 'reading'],
    neverPackages: ['react', '@fluentui'],
    noOffice: false,
  },
  functions: {
    mayImport: ['formula', 'kdb', 'criteria', 'indicators', 'catalogue', 'plan', 'excel'],
    neverPackages: ['react', '@fluentui'],
    noOffice: false,
  },
  taskpane: {
    mayImport: ['formula', 'kdb', 'criteria', 'indicators', 'catalogue', 'plan', 'excel'],
    neverPackages: [],
    noOffice: false,
  },
  workbench: {
    mayImport: ['formula', 'kdb', 'criteria', 'indicators', 'catalogue', 'plan'],
    neverPackages: ['react', '@fluentui'],
    noOffice: true,
  },
};

/** The way through the room kdb, from bytes to the person table: a folder may import only itself and those before it. */
const FLOW = { kdb: ['values', 'files', 'recognise', 'stage', 'join'] };

/** The lint rules of one room, or of a folder on the way through it, made from the tables. */
function roomRules(room, folder) {
  const { mayImport, neverPackages, noOffice } = ROOMS[room];
  const flow = FLOW[room] ?? [];
  const later = folder === undefined ? [] : flow.slice(flow.indexOf(folder) + 1);
  const forbidden = Object.keys(ROOMS).filter((other) => other !== room && !mayImport.includes(other));
  return {
    files: [`src/${room}/${folder === undefined ? '' : `${folder}/`}**/*.{ts,tsx}`],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: `^(\\.\\./)+(${forbidden.join('|')})(/|$)`,
              message: `The room "${room}" may import only: ${mayImport.join(', ') || 'nothing'}.`,
            },
            ...(later.length > 0
              ? [
                  {
                    regex: `^\\.\\./(${later.join('|')})(/|$)|^(\\./|\\.\\./)(index)?$`,
                    message: `The folder "${room}/${folder}" may import only from: ${flow.slice(0, flow.length - later.length).join(', ')}.`,
                  },
                ]
              : []),
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

/** The lint rules of all rooms and folders; those of a folder replace those of its room. */
const roomsRules = () => [
  ...Object.keys(ROOMS).map((room) => roomRules(room)),
  ...Object.entries(FLOW).flatMap(([room, folders]) => folders.map((folder) => roomRules(room, folder))),
];

module.exports = { ROOMS, FLOW, roomRules, roomsRules };
