/** A change to the code that breaks something, so that a test must fail. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inProject } from '../../../scripts/project-paths'

export interface Mutant {
  /** Names the mutant in the report, and on the command line. */
  readonly name: string
  /** The whole text of each changed file, by its path. */
  readonly texts: ReadonlyMap<string, string>
  /**
   * The test files, one of which must fail. Without them, every test file of the suite that imports a changed file is tried.
   */
  readonly tests?: readonly string[]
}

/** Mutants, and the names of those that no longer apply because the code has changed. */
export interface Mutants {
  readonly mutants: readonly Mutant[]
  readonly stale: readonly string[]
}

/** A file, a text of it, the replacement, and how often the file has the text: once by default. */
export type Change = readonly [file: string, before: string, after: string, times?: number]

export type Row = readonly [name: string, ...Change[]]

/** The path of a file of the vault's code. */
export function vaultCode(file: string): string {
  return join(inProject('src/main/vault'), file)
}

export function readVaultCode(file: string): string {
  return readFileSync(vaultCode(file), 'utf8')
}

/**
 * The texts of the changed files.
 *
 * @param pathOf the path of a file that a change names.
 * @returns undefined if the code no longer has a text as often as the change says.
 */
export function changedTexts(
  changes: readonly Change[],
  pathOf: (file: string) => string,
): ReadonlyMap<string, string> | undefined {
  const texts = new Map<string, string>()
  for (const [file, before, after, times = 1] of changes) {
    const path = pathOf(file)
    const parts = (texts.get(path) ?? readFileSync(path, 'utf8')).split(before)
    if (parts.length !== times + 1) return undefined
    texts.set(path, parts.join(after))
  }
  return texts
}
