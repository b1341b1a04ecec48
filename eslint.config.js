/** ESLint: strict TypeScript, the Office add-in rules, and the table of rooms (who may import whom). */
const js = require('@eslint/js');
const tseslint = require('typescript-eslint');
const officeAddins = require('eslint-plugin-office-addins');
const reactHooks = require('eslint-plugin-react-hooks');
const prettier = require('eslint-config-prettier');
const { roomsRules } = require('./tools/rooms.js');

/** The rules of the Office add-in plugin alone; what else its preset sets (quotes, formats) is decided here. */
const officeRules = Object.fromEntries(
  officeAddins.configs.recommended
    .flatMap((part) => Object.entries(part.rules ?? {}))
    .filter(([name]) => name.startsWith('office-addins/')),
);

module.exports = tseslint.config(
  { ignores: ['dist/**', 'out/**', 'node_modules/**', 'coverage/**'] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    files: ['**/*.js', '**/*.cjs', '**/*.mjs'],
    languageOptions: { globals: { ...require('globals').node } },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  {
    files: ['src/**/*.{ts,tsx}', 'tests/**/*.{ts,tsx}', 'tools/**/*.ts', 'bench/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      eqeqeq: 'error',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
    },
  },
  {
    files: ['src/excel/**/*.ts', 'src/functions/**/*.ts', 'src/taskpane/**/*.{ts,tsx}'],
    plugins: { 'office-addins': officeAddins },
    languageOptions: { globals: { Excel: 'readonly', Office: 'readonly', CustomFunctions: 'readonly' } },
    rules: officeRules,
  },
  { files: ['src/taskpane/**/*.{ts,tsx}'], ...reactHooks.configs.flat['recommended-latest'] },
  ...roomsRules(),
  prettier,
);
