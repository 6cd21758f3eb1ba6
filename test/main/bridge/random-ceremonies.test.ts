/** Random ceremonies of a paired page, sent as text over a real socket to the whole of Latchkey. */
import fc from 'fast-check'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Grant } from '../../../src/main/bridge/ports'
import type { Latchkey } from '../../../src/main/start/latchkey'
import { ORIGIN } from '../../support/bridge'
import { BridgePage } from '../../support/bridge-page'
import { FUZZ_TIMEOUT_MS, fuzz } from '../../support/fuzz'
import { answerPairings, startLatchkey } from '../../support/latchkey'
import { fromBase64url } from '../../support/webauthn-options'
import { randomCreation, randomMediation, randomRequest } from '../../support/random-options'

let latchkey: Latchkey
let port: number
beforeEach(async () => ({ latchkey, port } = await startLatchkey()))
afterEach(() => latchkey.close())

/** The errors that a page may receive (WebAuthn §5.1.3, §5.1.4 and the sections of the extensions). */
const NAMES = [
  ...['ConstraintError', 'InvalidStateError', 'NotAllowedError', 'NotSupportedError'],
  ...['SecurityError', 'SyntaxError', 'TypeError'],
]
const ceremony = fc.oneof(
  fc.record({ t: fc.constant('create'), options: randomCreation(['AQID']) }),
  fc.record({ t: fc.constant('get'), options: randomRequest(['AQID']) }),
)
/** Omits `conditional`, because a conditional ceremony may stay pending forever. */
const mediation = randomMediation.filter((value) => value !== 'conditional')

it(
  'each ceremony is answered once, with a credential or with a WebAuthn error and its one sentence',
  { timeout: FUZZ_TIMEOUT_MS },
  async () => {
    const grant = await pairedGrant()
    latchkey.answersByItself.set(ORIGIN, true)
    const sentences = new Map<string, string>()
    let id = 10
    let made = 0

    await fc.assert(
      fc.asyncProperty(ceremony, mediation, async (message, mediation) => {
        // One socket for each ceremony, because the messages of a socket are rate-limited.
        const page = await BridgePage.ready({ port }, grant)
        const answer = await page.ask({ ...message, mediation, id: ++id })
        page.socket.close()

        expect(answer).toMatchObject({ id, t: expect.stringMatching(/^(result|error)$/) })
        if (answer.t === 'result') made++
        if (answer.t !== 'error') return
        expect(NAMES).toContain(answer.name)
        // One sentence for each name, so that the page cannot read a reason from it.
        expect(sentences.get(answer.name) ?? answer.message).toBe(answer.message)
        sentences.set(answer.name, answer.message)
      }),
      fuzz(100),
    )

    expect(made).toBeGreaterThan(5)
  },
)

it(
  'text that is almost a ceremony does not crash the bridge',
  { timeout: FUZZ_TIMEOUT_MS },
  async () => {
    latchkey.answersByItself.set(ORIGIN, true)
    const cut = fc.record({ at: fc.nat({ max: 400 }), insert: fc.string({ maxLength: 3 }) })

    await fc.assert(
      fc.asyncProperty(ceremony, cut, async (message, { at, insert }) => {
        const page = await BridgePage.unpaired({ port })
        const text = JSON.stringify({ ...message, id: 1 })
        page.send(text.slice(0, at) + insert + text.slice(at + 1))
        page.socket.close()
        expect([1003, 1005, 1007, 1008]).toContain((await page.closed).code)
      }),
      fuzz(50),
    )

    await expect(BridgePage.unpaired({ port })).resolves.toBeDefined()
  },
)

async function pairedGrant(): Promise<Grant> {
  answerPairings(latchkey, { allow: true, duration: 'session' })
  const page = await BridgePage.unpaired({ port })
  page.send({ t: 'pair', id: 1, name: 'Example' })
  await page.next() // the code
  const paired = await page.next()
  const grant = latchkey.vault.grants.list()[0]
  if (paired.t !== 'paired' || !grant) throw new Error('not paired')
  page.socket.close()
  return { ...grant, token: fromBase64url(paired.token) }
}
