/** Latchkey without its window, in this process: a vault in memory, a real bridge on a free port. */
import { randomUUID } from 'node:crypto'
import { systemClock } from '../../src/main/platform/system-clock'
import { makeLatchkey, type Latchkey, type LatchkeyParts } from '../../src/main/start/latchkey'
import { memoryVault } from '../../src/main/vault/memory-vault'
import type { RelatedOriginsSource } from '../../src/main/webauthn/client/ports'
import type { PairingAnswer } from '../../src/shared/pairing'
import { servingNothing } from './related-origins'
import { systemRandom } from '../../src/main/platform/random'

export async function startLatchkey(
  relatedOrigins: RelatedOriginsSource = servingNothing,
  parts: Partial<LatchkeyParts> = {},
) {
  const clock = systemClock()
  const logged: string[] = []
  const latchkey = makeLatchkey({
    vault: memoryVault(clock, systemRandom),
    pageScript: '',
    version: '1.0.0',
    uid: undefined,
    clock,
    random: systemRandom,
    newId: randomUUID,
    peers: { uidOf: async () => undefined },
    relatedOrigins,
    log: {
      info: (text) => logged.push(text),
      warn: (text) => logged.push(text),
      error: (text) => logged.push(text),
    },
    ...parts,
  })
  await latchkey.vault.open()
  const { port } = await latchkey.bridge.start({ port: 0 })
  if (port === null) throw new Error('no port was free')
  return { latchkey, port, logged }
}

/** Answers the next pairing dialogs, as the person at the window would. */
export function answerPairings({ questions }: Latchkey, answer: PairingAnswer): void {
  questions.onChange((asked) => {
    const question = questions.list()[0]
    if (asked && question?.type === 'pairing')
      questions.answer('pairing', question.request.id, answer)
  })
}
