/** Mutants of the page's script. */
import type { Finding } from './findings'

const CEREMONY = 'src/page/ceremony/ceremony.ts'
const LIFETIME = 'src/page/ceremony/lifetime.ts'
const SOCKET = 'src/page/socket.ts'

export const PAGE: readonly Finding[] = [
  [
    'A17',
    'a session’s page keeps a grant that is not known',
    'test/page/connection/fixed-grant.test.ts',
    ['src/page/connection/fixed-grant.ts', '      grant = undefined\n', ''],
  ],
  [
    'B1',
    'an aborted request is still pending',
    'test/page/ceremony/abort.test.ts',
    [CEREMONY, 'if (!pending || pending.lifetime.hasEnded) return', 'if (!pending) return'],
  ],
  [
    'B1',
    'a call hears of an abort only by its own listener',
    'test/page/ceremony/abort.test.ts',
    [LIFETIME, 'if (this.#given && isAborted(this.#given)) this.#followPage()', ''],
  ],
  [
    'B3',
    'the page does not ask which authenticators are there',
    'test/page/capabilities.test.ts',
    ['src/page/capabilities.ts', 'told[name] !== false', 'told[name] !== undefined || true'],
  ],
  [
    'B6',
    'a socket that a new document took away counts as refused',
    'test/page/socket.test.ts',
    [SOCKET, "if (this.#state === 'opening' && this.#reopened()) return", ''],
  ],
  [
    'B9',
    'store() passes a passkey on to the browser',
    'test/page/patch/container.test.ts',
    ['src/page/patch/container.ts', 'if (isOurs(args[0])) throw notStored()', ''],
  ],
  [
    'C2',
    'a socket that throws ends the call with the browser’s exception',
    'test/page/socket.test.ts',
    [
      SOCKET,
      "queueMicrotask(() => handlers.closed(ABNORMAL_CLOSURE, ''))",
      "throw new Error('SecurityError')",
    ],
  ],
  [
    'C2',
    'a conditional get() does not wait where a policy forbids the socket',
    'test/page/connection/absence.test.ts',
    [
      'src/page/connection/absence.ts',
      'isAbsent: false, mayPass: true, message',
      'isAbsent: false, mayPass: false, message',
    ],
  ],
  [
    'C2',
    'a policy sends a call to the browser’s own authenticators',
    'test/page/connection/absence.test.ts',
    [
      'src/page/connection/absence.ts',
      'isAbsent: false, mayPass: true, message',
      'isAbsent: true, mayPass: true, message',
    ],
  ],
  [
    'C3',
    'the page has no time-out of its own',
    'test/page/ceremony/time-out.test.ts',
    [CEREMONY, '    this.#startTimer(call)\n', '', 2],
  ],
  [
    'C3',
    'a signal waits for ever for a stopped app',
    'test/page/signal.test.ts',
    [
      'src/page/signal.ts',
      'within(ANSWER_MS, after, deliver(connection, request))',
      'deliver(connection, request)',
    ],
  ],
  [
    'C5',
    'a session’s messages speak of a window',
    'test/page/errors.test.ts',
    [
      'src/page/errors.ts',
      'isInSession ? explanationsInSession[kind] : undefined',
      'isInSession ? undefined : undefined',
    ],
  ],
  [
    'C7',
    'a page’s toJSON breaks the protocol',
    'test/page/json-text.test.ts',
    [
      'src/page/json-text.ts',
      "return textOf(value, check) ?? 'null'",
      "return (stringify(value) as string | undefined) ?? textOf(value, check) ?? 'null'",
    ],
  ],
  [
    'C8',
    'the socket closes before the page’s last signals',
    'test/page/before-cache.test.ts',
    ['src/page/before-cache.ts', '    if (!persisted) return\n', ''],
  ],
  [
    'C8',
    'a page that enters the cache closes its socket before its own listeners',
    'test/page/before-cache.test.ts',
    [
      'src/page/before-cache.ts',
      "if (realm.document.visibilityState === 'hidden') suspend()",
      'if (true) suspend()',
    ],
  ],
  [
    'C9',
    'a borrowed method goes to the browser',
    'test/page/patch/container.test.ts',
    [
      'src/page/patch/container.ts',
      'const callOf = weakMapGet(sharedObjects()[name], self as object)',
      'const callOf = self === container ? call : undefined',
    ],
  ],
  [
    'F12',
    'a challenge that no message can hold is encoded',
    'test/page/convert/buffer-source.test.ts',
    ['src/page/convert/buffer-source.ts', 'min(length, TOO_LONG)', 'length'],
  ],
]
