import pluginVue from 'eslint-plugin-vue'
import tseslint from 'typescript-eslint'

export default tseslint.config(
  { ignores: ['out', 'dist', '.cache', '.dev', '**/*.config.*', '.dependency-cruiser.js'] },
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  // In the files of the window alone: in all others, these rules take a twentieth of the time and find nothing.
  pluginVue.configs['flat/recommended'].map((config) => ({
    ...config,
    files: config.files ?? ['src/renderer/**', 'test/renderer/**', 'test/support/**'],
  })),
  {
    languageOptions: {
      parserOptions: {
        parser: tseslint.parser,
        project: ['src/*/tsconfig.json', '{test,demo,scripts,bench,playwright}/tsconfig.json'],
        extraFileExtensions: ['.vue'],
      },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // A port's method is async when one implementation must wait. Its other implementations need no await.
      '@typescript-eslint/require-await': 'off',
      'vue/max-attributes-per-line': 'off', // Prettier decides
      'vue/html-self-closing': 'off',
      'vue/html-indent': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Export by name.' },
      ],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 80, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    // Runs after a page has had its turn, so what a page may replace comes from `builtins.ts`, which takes it early.
    files: ['src/page/**'],
    ignores: ['src/page/builtins.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...[
          'AbortController Array ArrayBuffer BigInt Boolean CSSStyleSheet DataView Date DOMException Error JSON Map Math',
          'MessageChannel MutationObserver Number Object Promise Proxy Reflect RegExp Set String Symbol TextEncoder',
          'TypeError Uint8Array URL WeakMap WeakSet WebSocket clearTimeout fetch queueMicrotask setTimeout structuredClone',
        ]
          .flatMap((names) => names.split(' '))
          .map((name) => ({ name, message: 'A page may replace it. Import it from builtins.ts.' })),
      ],
    },
  },
  {
    files: ['test/**'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off', // expect.objectContaining() is any
      '@typescript-eslint/no-unsafe-assignment': 'off',
      'max-lines-per-function': 'off',
    },
  },
  {
    files: ['**/*.d.ts'], // they describe other people's exports
    rules: { 'no-restricted-syntax': 'off' },
  },
)
