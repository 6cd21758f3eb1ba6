import type { AuthenticatorKind } from './authenticator-kinds'
import type { Run } from './page'

/** The environment that a case needs. */
export interface Circumstances {
  /** The user does not answer: each side's question stays open. */
  readonly userWaits?: boolean
  /** The browser emulates being offline. */
  readonly isOffline?: boolean
  /** The only authenticator, which replaces a platform authenticator with all capabilities. */
  readonly authenticator?: AuthenticatorKind
}

/** One row of the differential test: calls that both implementations get. */
export interface Case extends Circumstances {
  readonly name: string
  /** The source text of a {@link Run}: it runs in the page, which cannot reach the scope of this file. */
  readonly source: string
}

/** Rows of a table, each with a name and the calls. */
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
