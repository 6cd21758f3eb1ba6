import type { AuthenticatorKind } from './authenticator-kinds'
import type { Run } from './page'

/** What a case needs around it. */
export interface Circumstances {
  /** The user does not answer: each side's question stays open. */
  readonly userWaits?: boolean
  /** The browser emulates that it has no network. */
  readonly isOffline?: boolean
  /** The only authenticator, in the place of a platform authenticator that can do all. */
  readonly authenticator?: AuthenticatorKind
}

/** One row of the differential test: calls that both implementations get. */
export interface Case extends Circumstances {
  readonly name: string
  /** The source text of a {@link Run}: it runs in the page, which cannot reach the scope of this file. */
  readonly source: string
}

/** Rows of a table, each a name and what is called. */
export function cases(
  table: Readonly<Record<string, Run | string>>,
  circumstances: Circumstances = {},
): Case[] {
  return Object.entries(table).map(([name, run]) => ({
    ...circumstances,
    name,
    source: String(run),
  }))
}
