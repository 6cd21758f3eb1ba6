/** A change to the vault's code that weakens the vault, so that one of its tests must fail. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inProject } from '../../../scripts/project-paths'

export interface Mutant {
  /** Names the mutant in the report, and on the command line. */
  readonly name: string
  /** For the path of each changed file: its whole text. */
  readonly texts: ReadonlyMap<string, string>
}

/** A file, the text that it has, the text in its place, and how often the file has the text: once by default. */
export type Change = readonly [file: string, before: string, after: string, times?: number]

export type Row = readonly [name: string, ...Change[]]

/** The path of a file of the vault's code. */
export function vaultCode(file: string): string {
  return join(inProject('src/main/vault'), file)
}

export function readVaultCode(file: string): string {
  return readFileSync(vaultCode(file), 'utf8')
}
