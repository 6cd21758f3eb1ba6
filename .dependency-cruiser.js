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
    only('page', src('page'), [src('shared')], 'the page’s script: shared alone'),
    only(
      'client',
      '^playwright/client/',
      ['^(node:)?[a-z_/]+$'],
      'the client for tests: Node alone',
    ),
    only(
      'fixture',
      '^playwright/[^/]+$',
      ['^playwright/client/', `${PACKAGES}@playwright/`],
      'the fixture: the client and Playwright',
    ),
    only(
      'cli',
      src('cli'),
      [src('shared'), `${PACKAGES}valibot`],
      'the command line: shared alone',
    ),
    only('preload', src('preload'), [src('shared'), 'electron'], 'preload forwards, and no more'),
    only(
      'renderer',
      src('renderer'),
      [src('shared'), `${PACKAGES}(vue|@vue|reka-ui|@tanstack|lucide-vue-next|@fontsource[^/]*)/`],
      'the window: shared, Vue and its interface libraries',
    ),
    only(
      'webauthn',
      main('webauthn'),
      [
        src('shared'),
        `${PACKAGES}(@noble|cbor-x|tldts[^/]*|valibot|@peculiar)/`,
        '^(node:)?crypto$',
      ],
      'the domain: no Electron, no file, no network',
    ),
    {
      name: 'webauthn-one-way',
      comment: 'client → authenticator → encoding',
      severity: 'error',
      from: { path: `${main('webauthn')}(authenticator|encoding)/` },
      to: { path: `${main('webauthn')}client/`, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'encoding-is-last',
      severity: 'error',
      from: { path: `${main('webauthn')}encoding/` },
      to: { path: `${main('webauthn')}(authenticator|client)/` },
    },
    ...['vault', 'consent', 'signals', 'activity'].map((folder) => ({
      name: `${folder}-knows-ports-only`,
      severity: 'error',
      from: { path: main(folder) },
      to: {
        path: '^src/main/',
        pathNot: [main(folder), '/ports\\.ts$', '^src/main/webauthn/errors\\.ts$'],
      },
    })),
    ...[
      ['bridge', []],
      ['automation', [main('exchange')]],
    ].map(([folder, more]) => ({
      name: `${folder}-stays-outside`,
      comment: 'it reaches a passkey only through a ceremony',
      severity: 'error',
      from: { path: main(folder) },
      to: { path: '^src/main/', pathNot: [main(folder), ...more, main('webauthn')] },
    })),
    {
      name: 'exchange-is-pure',
      comment: 'formats in which passkeys are handed on',
      severity: 'error',
      from: { path: main('exchange') },
      to: { path: '^src/main/', pathNot: [main('exchange'), main('webauthn')] },
    },
    {
      name: 'ipc-not-into-the-bridge',
      severity: 'error',
      from: { path: main('ipc') },
      to: { path: main('bridge'), pathNot: '/(ports|bridge)\\.ts$' },
    },
    {
      name: 'electron-at-the-edge',
      comment: 'only the composition root, the window and the tray know Electron',
      severity: 'error',
      from: { path: '^src/main/', pathNot: ['^src/main/[^/]+\\.ts$', main('ipc')] },
      to: { path: 'electron', pathNot: 'electron-log' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(out|dist|test)/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node'] },
  },
}
