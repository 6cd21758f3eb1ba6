/** What `run.ts` can run: the vault's mutants, or a mutant for each fixed fault. */
import type { ViteUserConfig } from 'vitest/config'
import vue from '@vitejs/plugin-vue'
import { EQUIVALENT } from './equivalent-mutants'
import { mutantsOfFindings } from './findings'
import { genericMutants } from './generic-mutants'
import type { Mutants } from './mutant'
import { namedMutants } from './named-mutants'

type TestOptions = NonNullable<ViteUserConfig['test']>

export interface Suite {
  readonly mutants: () => Mutants
  /** Maps a mutant without a relevant effect to the reason. */
  readonly equivalent: ReadonlyMap<string, string>
  readonly plugins: NonNullable<ViteUserConfig['plugins']>
  readonly tests: Pick<TestOptions, 'include' | 'exclude' | 'setupFiles'>
}

/**
 * Not run. The first two bundle the code themselves, so that no mutant reaches them. The others try thousands of states and
 * take minutes. A fault that only they notice needs its own test.
 */
const LEFT_OUT = ['crash', 'processes', 'power-cut', 'damage'].map(
  (name) => `test/main/vault/${name}.test.ts`,
)

const SUITES: Readonly<Record<string, Suite>> = {
  vault: {
    mutants: () => {
      const { mutants, stale } = namedMutants()
      return { mutants: [...mutants, ...genericMutants()], stale }
    },
    equivalent: EQUIVALENT,
    plugins: [],
    tests: {
      include: ['test/main/vault/**/*.test.ts'],
      exclude: LEFT_OUT,
      setupFiles: ['test/support/same-chance.ts'],
    },
  },
  findings: {
    mutants: () => mutantsOfFindings('unit'),
    equivalent: new Map(),
    plugins: [vue()],
    tests: {
      include: ['test/**/*.test.ts'],
      exclude: ['test/{e2e,looks,drivers,package}/**'],
      setupFiles: ['test/support/same-chance.ts', 'test/support/clean-window.ts'],
    },
  },
}

/** @throws for an unknown name. */
export function suiteOf(name: string | undefined): Suite {
  const suite = SUITES[name ?? '']
  if (!suite) throw new Error(`Name a suite: ${Object.keys(SUITES).join(' or ')}.`)
  return suite
}
