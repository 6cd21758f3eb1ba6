import pluginVue from 'eslint-plugin-vue'
import tseslint from 'typescript-eslint'

/** Finds the methods that belong to the browser: the declarations of TypeScript's own libraries. */
const noBorrowedMethod = {
  create(context) {
    const { program, getSymbolAtLocation } = context.sourceCode.parserServices
    return {
      'CallExpression > MemberExpression.callee'({ object, property }) {
        // Is called as the page has it: many pages collect what is written to their console.
        if (object.name === 'console') return
        const declarations = getSymbolAtLocation(property)?.declarations ?? []
        if (declarations.some((one) => program.isSourceFileDefaultLibrary(one.getSourceFile())))
          context.report({
            node: property,
            message: 'A page may replace it. Take it in builtins.ts.',
          })
      },
    }
  },
}

const VUE = ['**/*.vue']
const WINDOW = ['src/renderer/**', 'test/renderer/**']
const PAGE = ['src/page/**/*.ts']
/** Bundled into the page script. */
const PAGE_SHARED = ['src/shared/{base64url,ceremony-timeout,user-handle}.ts']

/** What oxlint (.oxlintrc.json) cannot do: templates, and the rules of the page's script. oxlint does all else, in a tenth of the time. */
export default tseslint.config(
  { ignores: ['out', 'dist', '.cache', '.dev', '**/*.config.*', '.dependency-cruiser.js'] },
  { files: WINDOW, extends: [tseslint.configs.base] },
  {
    files: [...PAGE, ...PAGE_SHARED],
    extends: [tseslint.configs.base],
    languageOptions: {
      parserOptions: { project: ['src/page/tsconfig.json', 'src/shared/tsconfig.json'] },
    },
  },
  {
    files: VUE,
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
  },
  pluginVue.configs['flat/recommended'].map((config) => ({
    ...config,
    files: config.files ?? WINDOW,
  })),
  {
    files: VUE,
    languageOptions: {
      parserOptions: {
        parser: tseslint.parser,
        project: 'src/renderer/tsconfig.json',
        extraFileExtensions: ['.vue'],
      },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // A port's method is async when one implementation must wait. Its other implementations need no await.
      '@typescript-eslint/require-await': 'off',
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 80, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    rules: {
      'vue/max-attributes-per-line': 'off', // Prettier decides
      'vue/html-self-closing': 'off',
      'vue/html-indent': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/multiline-html-element-content-newline': 'off',
    },
  },
  {
    // Runs after a page has had its turn, so what a page may replace comes from `builtins.ts`, which takes it early.
    files: PAGE,
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
    // What the browser calls for a piece of syntax, a page may replace too: `next` of an array's iterator, for example.
    files: [...PAGE, ...PAGE_SHARED],
    ignores: ['src/page/builtins.ts', '**/*.d.ts'],
    plugins: { latchkey: { rules: { 'no-borrowed-method': noBorrowedMethod } } },
    rules: {
      'latchkey/no-borrowed-method': 'error',
      '@typescript-eslint/return-await': ['error', 'always'],
      'no-restricted-syntax': [
        'error',
        {
          selector:
            'ForOfStatement, ForInStatement, ArrayPattern, YieldExpression, :matches(ArrayExpression, CallExpression, NewExpression) > SpreadElement',
          message: 'It calls the iterator that the page has. Go by the index.',
        },
        {
          selector: 'AwaitExpression:not([argument.callee.name="awaitable"])',
          message: 'It calls the `then` that the page has. Await `awaitable(…)`.',
        },
      ],
    },
  },
)
