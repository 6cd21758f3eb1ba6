import type { Run } from './page'

/** One row of the differential test: calls that both implementations get. */
export interface Case {
  readonly name: string
  /** The source text of a {@link Run}: it runs in the page, which cannot reach the scope of this file. */
  readonly source: string
  /** The user does not answer: each side's question stays open. */
  readonly userWaits: boolean
}

/** Rows of a table, each a name and what is called. */
export function cases(
  table: Readonly<Record<string, Run | string>>,
  { userWaits = false } = {},
): Case[] {
  return Object.entries(table).map(([name, run]) => ({ name, source: String(run), userWaits }))
}
