/** `android-safetynet`, which Latchkey does not make. */
import { beforeAll, expect, it } from 'vitest'
import { checkCeremony } from '../../../src/inspect/check/check-ceremony'
import { decodeCeremony } from '../../../src/inspect/decode/decode-ceremony'
import { readCeremony } from '../../../src/inspect/decode/ceremony'
import { rootAuthority } from '../../support/attestation'
import { expectEveryByte, genuine, wrongIn } from '../../support/inspected'
import { safetyNet, type SafetyNet } from '../../support/safetynet'
import { seededRandom } from '../../support/webauthn-ports'

let registration: Awaited<ReturnType<typeof genuine>>['registration']
let service: SafetyNet

beforeAll(async () => {
  ;({ registration } = await genuine(-7, 'none', rootAuthority(seededRandom('safetynet'))))
  service = await safetyNet()
})

/** The registration with a statement that says this. */
async function attested(said: (nonce: string) => object) {
  return { ...registration, response: await service.attest(registration.response, said) }
}

it('reads the response of Google’s service, part by part', async () => {
  const answer = await attested((nonce) => ({ nonce, ctsProfileMatch: true }))
  const { attestationObject, statements, problems } = await decodeCeremony(answer)

  expect(problems).toEqual([])
  expectEveryByte(attestationObject!, readCeremony(answer).attestationObject!.bytes)
  expect(statements).toMatchObject([
    { certificates: [{ subject: 'CN=attest.android.com', signedBy: 'itself' }] },
  ])
  expect(wrongIn(await checkCeremony(answer))).toEqual([])
})

it.each([
  ['another nonce', () => ({ nonce: 'AAAA', ctsProfileMatch: true }), '§8.5: not so: The nonce'],
  [
    'a device that failed',
    (nonce: string) => ({ nonce }),
    '§8.5: the member ctsProfileMatch is not true',
  ],
])('finds %s', async (_, said, fault) => {
  const found = wrongIn(await checkCeremony(await attested(said)))

  expect(found.join('\n')).toContain(fault)
})
