import js from '@eslint/js';
import globals from 'globals';

export default [
  { ignores: ['pkg/', 'target/'] },
  js.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: 'error',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'no-restricted-syntax': [
        'error',
        {
          selector: 'MemberExpression[property.name=/^(innerHTML|outerHTML|insertAdjacentHTML)$/]',
          message: 'Build nodes or set textContent: text never becomes markup here.',
        },
      ],
    },
  },
  { files: ['www/**', 'pkg-template/**', 'src/**'], languageOptions: { globals: globals['shared-node-browser'] } },
  { files: ['www/**', 'xtask/static/{page,sandbox}.mjs'], languageOptions: { globals: globals.browser } },
  { files: ['xtask/**', 'tests/**'], languageOptions: { globals: globals.node } },
  { files: ['tests/consumers/page/**'], languageOptions: { globals: globals.browser } },
  { files: ['tests/consumers/jest/**'], languageOptions: { globals: globals.jest } },
  // Functions written in these tests run inside the page.
  {
    files: ['tests/bench/engines/**', 'tests/e2e/**', 'tests/recipes/**', 'tests/wire/**'],
    languageOptions: { globals: globals.browser },
  },
  { files: ['tests/e2e/looks.test.mjs'], languageOptions: { globals: { axe: 'readonly' } } },
];
