import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

const border = {
  patterns: [
    { group: ['@tauri-apps/*'], message: 'Only lib/ipc.ts speaks to Tauri; use MailCore.' },
    { group: ['**/fakeCore', '**/fakeCore/*'], message: 'The fake belongs to tests and to lib/core.ts.' },
  ],
};

export default ts.config(
  { ignores: ['dist', 'dist-fake', 'node_modules', 'src/lib/types.ts', 'src/lib/wordIds.ts'] },
  js.configs.recommended,
  ...ts.configs.strictTypeChecked,
  ...svelte.configs.recommended,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['*.js', 'scripts/*.mjs'] },
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte'],
      },
    },
    rules: {
      // TypeScript knows every name.
      'no-undef': 'off',
      'no-restricted-imports': ['error', border],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'max-lines': ['error', { max: 400, skipBlankLines: true }],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
    rules: {
      'svelte/no-at-html-tags': 'error',
      'svelte/require-each-key': 'error',
      'svelte/no-unused-props': 'error',
      'svelte/button-has-type': 'error',
      'svelte/no-target-blank': 'error',
      // Sets and maps are replaced, not changed (`$state.raw`).
      'svelte/prefer-svelte-reactivity': 'off',
      // Props are `let` by their nature.
      'prefer-const': 'off',
    },
  },
  {
    // The types of another component's props are `any` to the linter; svelte-check knows and checks them.
    files: ['**/*.svelte', '**/*.test.ts', 'src/gallery/**'],
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    // A screen knows the library and the parts; only the shell puts screens together.
    files: ['src/screens/**'],
    ignores: ['src/screens/shell/**', '**/*.test.ts', '**/samples.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [...border.patterns, { regex: '^\\.\\./[a-z]', message: 'A screen does not import another.' }] },
      ],
    },
  },
  { files: ['src/lib/ipc.ts', 'src/lib/core.ts'], rules: { 'no-restricted-imports': 'off' } },
  {
    files: ['**/*.test.ts', '**/samples.ts', 'src/testSetup.ts', 'src/lib/fakeCore/**', 'src/gallery/**', 'e2e/**'],
    rules: {
      'no-restricted-imports': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      // The core rejects with records; so does the fake.
      '@typescript-eslint/only-throw-error': 'off',
      '@typescript-eslint/prefer-promise-reject-errors': 'off',
      '@typescript-eslint/require-await': 'off',
    },
  },
  { files: ['**/*.js', '**/*.mjs'], ...ts.configs.disableTypeChecked },
);
