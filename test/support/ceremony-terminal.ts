/** `latchkey ceremony` at a terminal, with the session of the test and a file of its own for the passkeys. */
import { Latchkey } from '../../playwright/client/latchkey'
import { ceremonyCommand } from '../../src/ceremony/ceremony-command'
import { runCommand } from '../../src/cli/run-command'
import { handleOf, type DrivenSession } from './driven-session'
import { creationOptions, requestOptions } from './webauthn-options'

export const ORIGIN = '--origin=http://localhost:8080'

/** @param state reads the path of the file with the passkeys. */
export function ceremonyTerminal(session: DrivenSession, state: () => string) {
  async function run(args: readonly string[], input: unknown = requestOptions()) {
    const said = { out: '', err: '' }
    const text = typeof input === 'string' ? input : JSON.stringify(input)
    async function* stdin() {
      yield Buffer.from(text.slice(0, 3))
      yield Buffer.from(text.slice(3))
    }
    const streams = {
      in: stdin(),
      out: async (words: string) => void (said.out += words),
      err: async (words: string) => void (said.err += words),
    }
    const code = await runCommand(
      () => ceremonyCommand(args, streams, () => Latchkey.connect({ url: session.automation.url })),
      async (words) => void (said.err += words),
      () => 'Usage: latchkey ceremony …',
    )
    return { code, ...said }
  }

  async function make(name = 'ada', ...args: string[]) {
    const user = { id: handleOf(name), name, displayName: name }
    return run(['create', ORIGIN, `--state=${state()}`, ...args], creationOptions({ user }))
  }

  return { run, make }
}

export const responseOf = ({ out }: { readonly out: string }) =>
  JSON.parse(out) as { readonly id: string; readonly response: { readonly userHandle?: string } }
