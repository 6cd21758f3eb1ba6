/** The package.json of the npm package, made from the repository's own. */

/** What the npm package takes from the repository's package.json. */
export interface RootManifest {
  readonly name: string
  readonly productName: string
  readonly version: string
  readonly description: string
  readonly keywords: readonly string[]
  readonly license: string
  readonly author: string
  readonly repository?: unknown
  readonly engines: Readonly<Record<string, string>>
  readonly devDependencies: Readonly<Record<string, string>>
}

/** Each path of the package: its types and its code. */
const EXPORTS = {
  '.': ['playwright/client/latchkey.d.ts', 'playwright/client/latchkey.js'],
  './client': ['playwright/client/latchkey.d.ts', 'playwright/client/latchkey.js'],
  './audit': ['playwright/audit/audit.d.ts', 'playwright/audit/audit.js'],
  './playwright': ['playwright/fixture.d.ts', 'playwright/fixture.js'],
  './page': ['playwright/page-script.d.ts', 'playwright/page-script.js'],
  // The file itself, for bundlers of a development build.
  './page/latchkey.js': ['page/latchkey.d.ts', 'page/latchkey.js'],
} as const

/** The modules with side effects. A bundler may leave out the other modules if they are not used. */
const WITH_SIDE_EFFECTS = ['./automation/*.js', './bin/*.js', './page/*.js', './desktop/**']

/** `devDependencies` of the npm package's users: the oldest version that the fixture works with. */
const PEERS = { '@playwright/test': '>=1.45' } as const

export function npmManifest(root: RootManifest): object {
  const { name, version, description, keywords, license, author, repository, engines } = root
  return {
    name,
    version,
    description,
    keywords,
    license,
    author,
    ...(repository !== undefined && { repository }),
    type: 'module',
    engines,
    bin: { latchkey: 'bin/latchkey.js' },
    exports: {
      ...Object.fromEntries(
        Object.entries(EXPORTS).map(([path, [types, code]]) => [
          path,
          { types: `./${types}`, default: `./${code}` },
        ]),
      ),
      './package.json': './package.json',
    },
    sideEffects: WITH_SIDE_EFFECTS,
    peerDependencies: PEERS,
    peerDependenciesMeta: Object.fromEntries(
      Object.keys(PEERS).map((peer) => [peer, { optional: true }]),
    ),
  }
}

/** The package.json of the desktop app, which Electron starts by its folder. */
export function desktopManifest({ name, productName, version }: RootManifest): object {
  return { name, productName, version, private: true, type: 'module', main: 'out/main/boot.cjs' }
}
