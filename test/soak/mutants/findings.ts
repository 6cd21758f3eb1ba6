/**
 * Mutants of the code that fixes the faults found by reviews, attacks, other projects' suites and public reports. Each
 * mutant brings its fault back. The letters are those of commit messages: A by reviews, B by third-party suites, C by public
 * reports of other projects, F at the bridge, WA in the window.
 *
 * Two faults have no mutant, because they were fixed only in documents: A20 (an RP ID in upper case or Unicode is compared
 * as it is written) and B10 (related origins of private hosts, and `uiMode`).
 */
import ts from 'typescript'
import { inProject } from '../../../scripts/project-paths'
import { changedTexts, type Change, type Mutant, type Mutants } from './mutant'
import { AUTOMATION } from './findings-automation'
import { BRIDGE } from './findings-bridge'
import { END_TO_END } from './findings-end-to-end'
import { CEREMONIES } from './findings-ceremonies'
import { PAGE } from './findings-page'
import { PROGRAM } from './findings-program'
import { VAULT } from './findings-vault'
import { WINDOW } from './findings-window'

/** The letter and number of a fault, what the mutant does, the tests that must fail, and the changes, by paths in the project. */
export type Finding = readonly [
  entry: string,
  does: string,
  tests: string | readonly string[],
  ...changes: Change[],
]

const UNIT: readonly Finding[] = [
  ...AUTOMATION,
  ...BRIDGE,
  ...CEREMONIES,
  ...PAGE,
  ...PROGRAM,
  ...VAULT,
  ...WINDOW,
]

/** @param kind end-to-end tests need a build of the mutant, unit tests do not. */
export function mutantsOfFindings(kind: 'unit' | 'e2e'): Mutants {
  const mutants: Mutant[] = []
  const stale: string[] = []
  for (const [entry, does, killers, ...changes] of kind === 'unit' ? UNIT : END_TO_END) {
    const tests = [killers].flat()
    const name = `${entry}: ${does}`
    const texts = changedTexts(changes, inProject)
    if (texts && [...texts].every(isCode)) mutants.push({ name, texts, tests })
    else stale.push(name)
  }
  return { mutants, stale }
}

/** Whether a changed file can be parsed. Otherwise every test that loads the file fails, and shows nothing. */
function isCode([path, text]: readonly [path: string, text: string]): boolean {
  if (!path.endsWith('.ts')) return true
  const { diagnostics } = ts.transpileModule(text, { fileName: path, reportDiagnostics: true })
  return diagnostics?.length === 0
}
