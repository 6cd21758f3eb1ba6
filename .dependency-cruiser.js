/** Who may import whom: docs/architecture.md says it in words, this file holds it. */
const src = (folder) => `^src/${folder}/`
const main = (folder) => `^src/main/${folder}/`
const PACKAGES = '^node_modules/'

/** Files of `from` may import, besides themselves, only what `to` names. */
function only(name, from, to, comment) {
  return {
    name,
    comment,
    severity: 'error',
    from: { path: from },
    to: { pathNot: [from, ...to] },
  }
}

/** The ports of the domain: types that other folders implement or hand on. */
const AUTHENTICATOR_PORTS = 'webauthn/authenticator/ports.ts'
const ATTESTATION_PORTS = 'webauthn/authenticator/attestation/ports.ts'
const CLIENT_PORTS = 'webauthn/client/ports.ts'

/** For each folder of src/main: the folders and files of src/main that it may import besides its own. */
const MAIN_FOLDERS = {
  boot: [],
  platform: [],
  webauthn: [
    'platform/rate-limit.ts',
    'platform/site.ts',
    'platform/parse-url.ts',
    'platform/ports.ts',
    'platform/until-aborted.ts',
    'platform/while-waiting.ts',
  ],
  exchange: ['platform/ports.ts', 'webauthn/authenticator/', 'webauthn/client/effective-domain.ts'],
  network: ['platform/parse-url.ts', CLIENT_PORTS],
  activity: ['platform/'],
  consent: ['platform/', 'bridge/ports.ts', AUTHENTICATOR_PORTS, CLIENT_PORTS],
  signals: ['platform/', AUTHENTICATOR_PORTS, CLIENT_PORTS],
  vault: [
    'platform/',
    'activity/ports.ts',
    'bridge/ports.ts',
    'signals/ports.ts',
    AUTHENTICATOR_PORTS,
    ATTESTATION_PORTS,
  ],
  bridge: ['platform/', 'webauthn/client/claimed-rp-id.ts', 'webauthn/errors.ts', CLIENT_PORTS],
  automation: [
    'platform/',
    'exchange/',
    'bridge/origin.ts',
    'bridge/requester.ts',
    'webauthn/authenticator/',
    'webauthn/client/effective-domain.ts',
    'webauthn/errors.ts',
    'webauthn/providers/loaded-profiles.ts',
    'webauthn/providers/profile-facts.ts',
    CLIENT_PORTS,
  ],
  'page-lint': ['platform/', AUTHENTICATOR_PORTS, CLIENT_PORTS],
  'automation-session': [
    'platform/',
    'page-lint/',
    'automation/',
    'bridge/ports.ts',
    'signals/ports.ts',
    'start/compose.ts',
    'vault/',
    'webauthn/',
  ],
  audit: ['platform/'],
  ipc: [
    'platform/log.ts',
    'bridge/ports.ts',
    'consent/questions.ts',
    'vault/passkey-summary.ts',
    AUTHENTICATOR_PORTS,
  ],
  commands: [
    'platform/',
    'exchange/',
    'vault/',
    'bridge/ports.ts',
    'webauthn/authenticator/description.ts',
    AUTHENTICATOR_PORTS,
  ],
  doctor: ['platform/', 'commands/command-client.ts', 'commands/socket-path.ts', 'vault/'],
  desktop: [
    'platform/',
    'signals/policies/policies.ts',
    'vault/passkey-summary.ts',
    'vault/passkeys-delta.ts',
    AUTHENTICATOR_PORTS,
  ],
  start: [''],
}
const inMain = (place) => `^src/main/${place.replaceAll('.', '\\.')}`

export default {
  forbidden: [
    { name: 'no-cycle', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: ['^electron'] },
    },
    only('shared-is-pure', src('shared'), [`${PACKAGES}valibot`], 'shared: valibot alone'),
    only(
      'inspect',
      src('inspect'),
      [src('shared'), `${PACKAGES}(valibot|@noble|@peculiar)/`],
      'the inspector is pure, and runs in the window and in Node: shared, and libraries without Node',
    ),
    only('page', src('page'), [src('shared')], 'the page’s script: shared alone'),
    only(
      'client',
      '^playwright/client/',
      ['^(node:)?[a-z_/]+$', src('shared')],
      'the client for tests: Node alone, and types of shared',
    ),
    {
      name: 'client-by-type',
      comment: 'the package carries no schema: the build writes out the types that wire.ts names',
      severity: 'error',
      from: { path: '^playwright/' },
      to: { path: '^src/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'client-wire',
      comment: 'one file names the types that the build writes out',
      severity: 'error',
      from: { path: '^playwright/', pathNot: '^playwright/client/types/wire\\.ts$' },
      to: { path: '^src/' },
    },
    only(
      'fixture',
      '^playwright/fixture\\.ts$',
      [
        '^playwright/(audit|client)/',
        '^playwright/to-have-no-lint\\.ts$',
        `${PACKAGES}@playwright/`,
      ],
      'the fixture: the client, the audit, the matcher of the lint and Playwright',
    ),
    only(
      'page-script',
      '^playwright/page-script\\.ts$',
      ['^(node:)?(fs|url)$'],
      'the page’s script for servers: Node alone',
    ),
    only(
      'cli',
      src('cli'),
      [src('shared'), `${PACKAGES}valibot`, '^(node:)?util$'],
      'the command line: shared alone, and Node’s parser of arguments',
    ),
    only(
      'audit-core',
      '^playwright/audit/',
      ['^playwright/client/', `${PACKAGES}@playwright/`, '^(node:)?(crypto|fs|os)$'],
      'the audit: the client, and the types of Playwright',
    ),
    only(
      'audit',
      src('audit'),
      [
        '^src/cli/(exit-codes|table|typed-values)\\.ts$',
        '^playwright/(audit|client)/',
        `${PACKAGES}@playwright/`,
        '^(node:)?(fs|module|path|url|util)$',
      ],
      'an audit on the command line: the audit of the package, and the user’s own Playwright',
    ),
    only(
      'ceremony',
      src('ceremony'),
      [
        '^src/cli/(exit-codes|plain-text|typed-values)\\.ts$',
        '^playwright/client/',
        '^src/shared/(loopback-name|parse-json-text|read-at-most|written-origin)\\.ts$',
        '^(node:)?(fs|util)$',
      ],
      'a ceremony on the command line: the client for tests',
    ),
    only(
      'lint',
      src('lint'),
      [
        '^playwright/client/why-no-file\\.ts$',
        '^src/cli/(exit-codes|plain-text|typed-values)\\.ts$',
        src('inspect'),
        src('shared'),
        '^(node:)?(fs|util)$',
      ],
      'the lint of a page on the command line',
    ),
    only(
      'case',
      src('case'),
      [
        '^playwright/client/user-file\\.ts$',
        '^src/cli/(exit-codes|plain-text|typed-values)\\.ts$',
        '^src/lint/read-json\\.ts$',
        src('inspect'),
        src('shared'),
        `${PACKAGES}valibot/`,
        '^(node:)?(fs|path|url|util|worker_threads)$',
      ],
      'a ceremony, inspected on the command line',
    ),
    only(
      'mcp',
      src('mcp'),
      [
        '^src/cli/(exit-codes|typed-values)\\.ts$',
        src('shared'),
        '^src/main/commands/(command-client|socket-path)\\.ts$',
        '^playwright/client/',
        `${PACKAGES}(@modelcontextprotocol/sdk|zod)/`,
        '^(node:)?(events|os|path|stream|util)$',
      ],
      'the server for agents: the client for tests, and the socket of the running app',
    ),
    only(
      'recorder',
      src('recorder'),
      [
        '^src/cli/(exit-codes|port-fault)\\.ts$',
        '^src/main/platform/read-body\\.ts$',
        '^src/main/webauthn/providers/record(ing|ed-profile)\\.ts$',
        `${PACKAGES}valibot/`,
        '^(node:)?(http|util)$',
      ],
      'the page that records a provider, and its server',
    ),
    only(
      'automation-process',
      src('automation'),
      ['^src/main/start/automation(-in-process|-options)?\\.ts$', '^(node:)?(fs|os|path|util)$'],
      'Latchkey for test drivers in Node: the start that it shares with the app',
    ),
    only(
      'bin',
      src('bin'),
      [
        src('cli'),
        src('audit'),
        src('case'),
        src('ceremony'),
        src('lint'),
        src('mcp'),
        src('recorder'),
        '^src/automation/arguments\\.ts$',
        '^src/main/doctor/(browsers|in-time)\\.ts$',
        '^src/main/start/(foreign-switches|text-writer)\\.ts$',
        '^playwright/client/(latchkey|node-version)\\.ts$',
        '^(node:)?(child_process|events|fs|module|os|path|tty|url|util)$',
      ],
      'the command of the npm package: the command line, the doctor and the client that it shares',
    ),
    {
      name: 'node-without-electron',
      comment: 'a test author installs no Electron and no keychain',
      severity: 'error',
      from: { path: [src('automation'), src('audit-helper'), src('bin')] },
      to: { path: '(^|/)(electron|keytar)(/|$)', reachable: true },
    },
    only(
      'keyring',
      src('keyring'),
      [src('shared'), `${PACKAGES}(valibot|keytar)/`],
      'the keyring helper: shared and keytar',
    ),
    {
      name: 'keytar-in-its-process',
      comment: 'only a process that may be ended asks the keychain: a call may hang for ever',
      severity: 'error',
      from: { path: '^src/', pathNot: src('keyring') },
      to: { path: [`${PACKAGES}keytar/`, src('keyring')] },
    },
    only(
      'audit-helper',
      src('audit-helper'),
      [
        src('shared'),
        '^src/audit/(load-config|project-browser)\\.ts$',
        '^src/main/start/automation-in-process\\.ts$',
        '^playwright/(audit|client)/',
        `${PACKAGES}valibot/`,
      ],
      'the audit helper: the audit, and a Latchkey in its process',
    ),
    only(
      'demo-helper',
      src('demo-helper'),
      ['^demo/start-demo\\.ts$', '^src/shared/demo-messages\\.ts$', `${PACKAGES}valibot/`],
      'the demo helper: the demo’s relying party',
    ),
    {
      name: 'demo-in-its-process',
      comment: 'the process that holds the vault serves no pages of the demo',
      severity: 'error',
      from: { path: '^src/', pathNot: src('demo-helper') },
      to: { path: ['^demo/', src('demo-helper')] },
    },
    {
      name: 'audit-in-its-process',
      comment:
        'the main process runs no file of the user: it only writes the reports, and files that the user names',
      severity: 'error',
      from: { path: '^src/main/' },
      to: {
        path: [
          '^playwright/(?!audit/report/|client/(user-file|why-no-file)\\.ts$)',
          '^src/(audit|audit-helper)/',
        ],
      },
    },
    only('preload', src('preload'), [src('shared'), 'electron'], 'preload forwards, and no more'),
    {
      name: 'contract-by-type',
      comment:
        'the schemas of the contract stay in the main process; preload and the window know its types',
      severity: 'error',
      from: { path: '^src/(preload|renderer)/' },
      to: { path: '^src/shared/main-(api|events)\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    only(
      'renderer',
      src('renderer'),
      [
        src('shared'),
        src('inspect'),
        `${PACKAGES}(vue|@vue|reka-ui|@tanstack|lucide-vue-next|@fontsource[^/]*)/`,
      ],
      'the window: shared, the inspector, Vue and its interface libraries',
    ),
    ...Object.entries(MAIN_FOLDERS).map(([folder, others]) => ({
      name: `main-${folder}`,
      comment: `src/main/${folder} may import: ${others.join(', ') || 'no other folder of ours'}`,
      severity: 'error',
      from: { path: main(folder) },
      to: { path: '^src/main/', pathNot: [main(folder), ...others.map(inMain)] },
    })),
    {
      name: 'main-folder-without-rule',
      comment: 'every folder of src/main stands in MAIN_FOLDERS',
      severity: 'error',
      from: { path: '^src/main/[^/]+/', pathNot: Object.keys(MAIN_FOLDERS).map(main) },
      to: {},
    },
    {
      name: 'main-root-is-empty',
      comment: 'nothing lies in src/main but index.ts',
      severity: 'error',
      from: {},
      to: { path: '^src/main/[^/]+\\.ts$' },
    },
    {
      name: 'webauthn-packages',
      comment: 'the domain: no Electron, no file, no network',
      severity: 'error',
      from: { path: main('webauthn') },
      to: {
        pathNot: [
          '^src/',
          `${PACKAGES}(@noble|cbor-x|tldts[^/]*|valibot|@peculiar)/`,
          '^(node:)?crypto$',
        ],
      },
    },
    {
      name: 'webauthn-one-way',
      comment: 'client → faults → authenticator → encoding, and providers → authenticator',
      severity: 'error',
      from: { path: `${main('webauthn')}(authenticator|encoding)/` },
      to: { path: `${main('webauthn')}(client|providers)/`, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'providers-are-data',
      comment: 'a provider describes an authenticator, and knows no client',
      severity: 'error',
      from: { path: `${main('webauthn')}providers/` },
      to: { path: `${main('webauthn')}client/` },
    },
    {
      name: 'faults-one-way',
      comment:
        'a fault acts on a finished answer: the authenticator knows no faults, and faults no client',
      severity: 'error',
      from: { path: `${main('webauthn')}(authenticator|encoding)/` },
      to: { path: `${main('webauthn')}faults/` },
    },
    {
      name: 'faults-without-client',
      severity: 'error',
      from: { path: `${main('webauthn')}faults/` },
      to: { path: `${main('webauthn')}client/` },
    },
    {
      name: 'encoding-is-last',
      severity: 'error',
      from: { path: `${main('webauthn')}encoding/` },
      to: { path: `${main('webauthn')}(authenticator|client|faults)/` },
    },
    {
      name: 'ports-are-types',
      comment: 'a ports.ts names what a folder needs; it loads no code of another folder',
      severity: 'error',
      from: { path: '^src/main/.*/ports\\.ts$' },
      to: { path: '^src/main/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'electron-at-the-edge',
      comment: 'Electron lives in desktop/, start/ and index.ts',
      severity: 'error',
      from: { path: '^src/main/', pathNot: ['^src/main/index\\.ts$', main('(desktop|start)')] },
      to: { path: 'electron' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(out|dist|test)/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node'] },
  },
}
