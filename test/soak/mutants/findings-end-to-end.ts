/** Mutants that only tests in a browser, in the built app or in another project's test driver can kill. */
import type { Finding } from './findings'

const OF_TEST = 'playwright/client/session-of-test.ts'
const FORCED = 'src/renderer/styles/forced-colors.css'
const PREVIEW = 'test/e2e/window-preview.test.ts'
const BESIDE_DETAILS = 'test/looks/views.test.ts > shows a row beside the details'
const IN_FORCED_COLOURS = `${PREVIEW} > shows in forced colours`

export const END_TO_END: readonly Finding[] = [
  [
    'WA1',
    'the header of the details lies over their ×',
    'test/looks/views.test.ts > shows the details of a passkey',
    [
      'src/renderer/components/PasskeyHead.vue',
      '.close {\n  flex: none;',
      '.close {\n  position: relative;\n  z-index: -1;\n  flex: none;',
    ],
  ],
  [
    'WA2',
    'a switch has no border and no thumb in forced colours',
    IN_FORCED_COLOURS,
    [
      FORCED,
      "  :root [role='switch'] {\n    forced-color-adjust: none;\n    background: ButtonFace;\n    border: 1px solid ButtonText;\n  }\n",
      '',
    ],
  ],
  [
    'WA3',
    'no filter looks chosen in forced colours',
    IN_FORCED_COLOURS,
    [FORCED, '.segment input:checked + span', '.segment input:checked + b'],
  ],
  [
    'WA3',
    'no view looks chosen in forced colours',
    IN_FORCED_COLOURS,
    [FORCED, "[aria-current='page'][href]", "[aria-current='none'][href]", 2],
  ],
  [
    'WA3',
    'no row looks selected in forced colours',
    IN_FORCED_COLOURS,
    [FORCED, 'border: 2px solid Highlight;\n', ''],
  ],
  [
    'WA4',
    'rows ask for the width of the window',
    BESIDE_DETAILS,
    [
      'src/renderer/components/PasskeyRow.vue',
      '@container view (max-width: 530px)',
      '@media (max-width: 530px)',
    ],
  ],
  [
    'WA4',
    'rows show times where a list beside the details has no room',
    BESIDE_DETAILS,
    [
      'src/renderer/components/PasskeyRow.vue',
      '@container view (max-width: 420px)',
      '@media (max-width: 420px)',
    ],
  ],
  [
    'WA5',
    'the window is white before its page is painted',
    'test/e2e/window-recovery.test.ts > has the colours of the chosen appearance',
    [
      'src/main/desktop/window.ts',
      'backgroundColor: windowBackground(nativeTheme.shouldUseDarkColors),',
      "backgroundColor: '#ffffffff',",
    ],
  ],
  [
    'WA10',
    'a narrow window hides the state of the bridge',
    `${PREVIEW} > shows a problem of the bridge`,
    [
      'src/renderer/components/AppSidebar.vue',
      '  .foot {\n    display: flex;',
      '  .foot {\n    display: none;',
    ],
  ],
  [
    'WA11',
    'the details always have room for notices',
    `${PREVIEW} > has a scroll bar in the details`,
    [
      'src/renderer/components/PasskeyDetail.vue',
      'padding: var(--space-5);',
      'padding: var(--space-5) var(--space-5) 280px;',
    ],
  ],
  [
    'B6',
    'a frame’s own document counts as a refusal',
    'test/e2e/page-frames.test.ts > a frame with an empty srcdoc',
    ['src/page/socket.ts', "if (this.#state === 'opening' && this.#reopened()) return", ''],
  ],
  [
    'C2',
    'Firefox throws into the page where a policy forbids the socket',
    'test/e2e/page-firefox.test.ts > a conditional get',
    [
      'src/page/socket.ts',
      "queueMicrotask(() => handlers.closed(ABNORMAL_CLOSURE, ''))",
      "throw new DOMException('The operation is insecure.', 'SecurityError')",
    ],
  ],
  [
    'C3',
    'an app that stood still makes a passkey for a page that gave up',
    'test/e2e/stopped-app.test.ts',
    [
      'src/main/bridge/page-socket.ts',
      'await nextTurn()\n    await nextTurn()\n',
      'await Promise.resolve(nextTurn)\n',
    ],
    [
      'src/main/bridge/page-socket.ts',
      'if (this.#socket.readyState !== this.#socket.OPEN) this.session.gone()\n    else this.session.checkGrant()',
      'this.session.checkGrant()',
    ],
  ],
  [
    'C8',
    'the socket closes before the page’s last signals',
    'test/e2e/page-in-the-field.test.ts > receives the signals of a page that is being left',
    ['src/page/before-cache.ts', '    if (!persisted) return\n', ''],
  ],
  [
    'C9',
    'the scripts of two windows do not know each other’s objects',
    'test/e2e/page-frames.test.ts > a popup that loaded the script itself',
    ['src/page/load.ts', '  shareObjects(page)\n', ''],
  ],
  [
    'C13',
    'a page that cleared its storage needs the code again',
    'test/e2e/page-and-bridge.test.ts > asks without a code',
    [
      'src/main/bridge/pairing-queue.ts',
      'return isOwnUser ? this.#lostGrants.of(origin) : undefined',
      'return undefined',
    ],
  ],
  [
    'C14',
    'a module that loads the script learns nothing',
    'test/e2e/page-script.test.ts > is nothing in a worker',
    [
      'src/page/index.ts',
      "warn('Load latchkey.js in a page with a classic <script src>, not in a module or a worker.')",
      'void 0',
    ],
  ],
  [
    'B1',
    'the libraries of pages meet an aborted request as pending',
    'test/e2e/page-in-the-field.test.ts > SimpleWebAuthn: a sign-in during autofill',
    [
      'src/page/ceremony/ceremony.ts',
      'if (!pending || pending.lifetime.hasEnded) return',
      'if (!pending) return',
    ],
  ],
  [
    'C3',
    'a call does not end while the browser is offline',
    'test/e2e/page-in-the-field.test.ts > under the browser’s offline emulation',
    ['src/page/ceremony/ceremony.ts', '    this.#startTimer(call)\n', '', 2],
  ],
  [
    'C7',
    'a page’s toJSON breaks the protocol',
    'test/e2e/page-in-the-field.test.ts > in a page that changes the language',
    [
      'src/page/json-text.ts',
      "return textOf(value, check) ?? 'null'",
      'return JSON.stringify(value)',
    ],
  ],
  [
    'F3',
    'a browser cannot check the script',
    'test/e2e/page-and-bridge.test.ts > is checked by the browser',
    ['src/main/bridge/request-handler.ts', "        'Access-Control-Allow-Origin': '*',\n", ''],
  ],
  [
    'A22',
    'a record that cannot be read hides the test’s own error',
    'test/drivers/playwright-fixture.test.ts',
    [
      OF_TEST,
      'return { unavailable: error instanceof Error ? error.message : String(error) }',
      'throw error',
    ],
  ],
]
