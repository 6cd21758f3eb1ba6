/** Mutants of the bridge and of the page's connection to it. */
import type { Finding } from './findings'

const GATE = 'src/main/bridge/connection-gate.ts'
const LOST = 'src/main/bridge/lost-grants.ts'
const QUEUE = 'src/main/bridge/pairing-queue.ts'
const SOCKET = 'src/main/bridge/page-socket.ts'
const SOCKETS = 'src/main/bridge/open-sockets.ts'
const HANDLER = 'src/main/bridge/request-handler.ts'

export const BRIDGE: readonly Finding[] = [
  [
    'A24',
    'a grant stays although its page went while it was written',
    'test/main/bridge/pairing-queue.test.ts',
    [QUEUE, 'if (signal.aborted) await grants.remove(grant.id)', ''],
  ],
  [
    'C13',
    'a page that lost its grant needs the code again',
    'test/main/bridge/pairing-again.test.ts',
    [QUEUE, 'return isOwnUser ? this.#lostGrants.of(origin) : undefined', 'return undefined'],
  ],
  [
    'C13',
    'a program of another user gets a lost grant without the code',
    'test/main/bridge/pairing-again.test.ts',
    [
      QUEUE,
      'return isOwnUser ? this.#lostGrants.of(origin) : undefined',
      'return this.#lostGrants.of(origin)',
    ],
  ],
  [
    'C13',
    'a page gets a grant again while another page proves it',
    'test/main/bridge/pairing-again.test.ts',
    [LOST, ' || valid.some(({ id }) => this.#isProved(id))', ''],
  ],
  [
    'C13',
    'a lost grant stays valid beside the new one',
    'test/main/bridge/pairing-again.test.ts',
    [QUEUE, 'await this.#lostGrants.replace(lost)\n', ''],
  ],
  [
    'C13',
    'a grant that came back is lost again',
    'test/main/bridge/pairing-again.test.ts',
    [LOST, 'this.#inSeveralBrowsers.add(origin)', 'return'],
  ],
  [
    'F2',
    'strangers’ connections count',
    'test/main/bridge/connection-gate.test.ts',
    [
      GATE,
      '    const isStranger = await this.#isStranger(socket)\n',
      '    this.#open.add(socket)\n    const isStranger = await this.#isStranger(socket)\n',
    ],
  ],
  [
    'F2',
    'strangers are let in',
    'test/main/bridge/strangers.test.ts',
    [
      GATE,
      'return uid !== undefined && uid !== ownUid',
      'return uid !== undefined && uid !== ownUid && false',
    ],
  ],
  [
    'F2',
    'the list of sockets is read for each connection',
    'test/main/bridge/peer-owner.test.ts',
    [
      'src/main/bridge/peer-owner.ts',
      'if (!this.#isReading) void this.#readForAll()',
      'void this.#readForAll()',
    ],
  ],
  [
    'F2',
    'silent connections keep others out',
    'test/main/bridge/connection-gate.test.ts',
    [
      GATE,
      'this.#open.size < this.#options.limit || this.#makeRoom()',
      'this.#open.size < this.#options.limit',
    ],
  ],
  [
    'F3',
    'browsers cannot check the script',
    'test/main/bridge/request-handler.test.ts',
    [HANDLER, "        'Access-Control-Allow-Origin': '*',\n", ''],
  ],
  [
    'F3',
    'browsers may keep the script without asking',
    'test/main/bridge/request-handler.test.ts',
    [HANDLER, "'Cache-Control': 'no-cache'", "'Cache-Control': 'max-age=86400'"],
  ],
  [
    'F3',
    'the hash is that of another script',
    'test/main/bridge/bridge.test.ts',
    [
      'src/main/bridge/bridge.ts',
      'scriptIntegrity(options.script)',
      'scriptIntegrity(`${options.script} `)',
    ],
  ],
  [
    'F3',
    'the tag has no hash',
    'test/renderer/support/script-tag.test.ts',
    ['src/renderer/support/script-tag.ts', ' integrity="${integrity}" crossorigin', ''],
  ],
  [
    'F5',
    'one site may take all sockets',
    'test/main/bridge/open-sockets.test.ts',
    [SOCKETS, 'if (owned.length >= perOwner) return', 'if (false) return'],
  ],
  [
    'F5',
    'subdomains count as sites of their own',
    'test/main/bridge/open-sockets.test.ts',
    ['src/main/bridge/origin.ts', ': siteOf(origin)\n', ': hostname\n'],
  ],
  [
    'F5',
    'a page without a grant does not give way',
    'test/main/bridge/open-sockets.test.ts',
    [
      SOCKETS,
      'return this.list().find(({ session }) => session.isDispensable)',
      'return undefined',
    ],
  ],
  [
    'F5',
    'a page with a grant gives way',
    'test/main/bridge/open-sockets.test.ts',
    [
      'src/main/bridge/page-session.ts',
      "return this.#state.is !== 'ready' && this.#requests.isIdle",
      'return this.#requests.isIdle',
    ],
  ],
  [
    'F5',
    'a page without a grant may idle for ever',
    'test/main/bridge/page-socket.test.ts',
    [SOCKET, 'this.close(closeCodes.idle)\n      this.session.gone()', 'this.#restartIdleTimer()'],
  ],
  [
    'F6',
    'ports of one host are sites of their own when they ask',
    'test/main/bridge/pairing-limits.test.ts',
    [
      'src/main/bridge/origin.ts',
      'return isLoopbackName(hostname) ? `localhost:${port}` : siteOf(origin)',
      'return isLoopbackName(hostname) ? `localhost:${port}` : `${siteOf(origin)}:${port}`',
    ],
  ],
  [
    'F6',
    'one site takes all pairing questions of an hour',
    'test/main/bridge/pairing-limits.test.ts',
    [QUEUE, 'const SHOWN_PER_SITE = 4', 'const SHOWN_PER_SITE = 10'],
  ],
  [
    'F6',
    'a site that withdraws its question at once calls the user again',
    'test/main/bridge/pairing-limits.test.ts',
    [
      QUEUE,
      "this.#withdrawals.allows(owner) ? 'call' : 'quiet'",
      "this.#withdrawals.allows(owner) ? 'call' : 'call'",
    ],
  ],
  [
    'F7',
    'pongs are not counted',
    'test/main/bridge/page-socket.test.ts',
    [SOCKET, 'if (!this.#count() || !this.#awaitsPong) return', 'if (!this.#awaitsPong) return'],
  ],
  [
    'F7',
    'pings are not counted',
    'test/main/bridge/page-socket.test.ts',
    [SOCKET, "socket.on('ping', () => this.#count())", ''],
  ],
  [
    'F7',
    'a pong counts that nobody asked for',
    'test/main/bridge/page-socket.test.ts',
    [SOCKET, 'if (!this.#count() || !this.#awaitsPong) return', 'if (!this.#count()) return'],
  ],
  [
    'F8',
    'a session has a limit of connections',
    'test/main/bridge/open-sockets.test.ts',
    [
      'src/main/bridge/bridge.ts',
      'this.#context.unlimited ? Infinity : MAX_CONNECTIONS',
      'MAX_CONNECTIONS',
    ],
  ],
  [
    'F8',
    'a connection that is closed leaves no line',
    'test/main/bridge/connection-gate.test.ts',
    [GATE, 'this.#options.closed(reason)\n', ''],
  ],
  [
    'F11',
    'slow requests are ended late',
    'test/main/bridge/http-server.test.ts',
    [
      'src/main/bridge/http-server.ts',
      'connectionsCheckingInterval: headersMs / 4',
      'connectionsCheckingInterval: 500_000',
    ],
  ],
  [
    'F11',
    'a slow request gets another status',
    'test/main/bridge/http-server.test.ts',
    [
      'src/main/bridge/http-server.ts',
      "return [408, 'a request did",
      "return [400, 'a request did",
    ],
  ],
  [
    'F12',
    'an origin with an empty label passes',
    'test/main/bridge/origin.test.ts',
    [
      'src/main/bridge/origin.ts',
      "if (hasEmptyLabel(hostname)) return 'the Origin has a host with an empty label'",
      '',
    ],
  ],
]
