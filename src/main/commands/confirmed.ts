import { CommandError } from '../../shared/command-api'
import type { CommandQuestion } from '../../shared/command-question'
import type { Passkey } from '../webauthn/authenticator/ports'

/** How many passkeys a question names. */
const NAMED = 5

/** Rejects when the command's process has ended, or the user cannot be asked. */
export type ConfirmCommand = (
  question: Omit<CommandQuestion, 'id' | 'askedAt'>,
  signal: AbortSignal,
) => Promise<boolean>

export interface Confirming {
  readonly confirm: ConfirmCommand
  /** Aborts when the command's process has ended. */
  readonly signal: AbortSignal
  /** Omitted for a command or an agent. */
  readonly from?: 'window'
}

/** @throws {CommandError} `denied`. */
export async function requireConfirmed(
  what: CommandQuestion['what'],
  all: readonly Passkey[],
  { confirm, signal, from }: Confirming,
): Promise<void> {
  const passkeys = all
    .slice(0, NAMED)
    .map(({ userName, userDisplayName, rpId }) => ({ userName, userDisplayName, rpId }))
  if (!(await confirm({ what, passkeys, count: all.length, ...(from && { from }) }, signal)))
    throw new CommandError(
      'denied',
      'The command was denied in Latchkey’s window. Nothing has changed.',
    )
}
