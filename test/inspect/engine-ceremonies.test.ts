/** The ceremonies that the preview of the window opens. They cover every format, family and refusal of the engine. */
import { beforeAll, expect, it } from 'vitest'
import { checkCeremony, withParts } from '../../src/inspect/check/check-ceremony'
import { readCeremony } from '../../src/inspect/decode/ceremony'
import { ALGORITHMS } from '../../src/main/webauthn/authenticator/algorithms/algorithms'
import { ATTESTATION_FORMATS } from '../../src/main/webauthn/authenticator/description'
import { ceremonySteps } from '../../src/shared/ceremony-detail'
import { engineCeremonies } from '../support/engine-ceremonies'
import { wrongIn } from '../support/inspected'
import type { EngineCeremony } from '../renderer/preview/engine-ceremony-ids'

let made: readonly EngineCeremony[]
beforeAll(async () => {
  made = Object.values(await engineCeremonies())
})

const answered = () => made.filter(({ detail }) => detail.response !== null)
const read = () => answered().map(({ detail }) => readCeremony(detail))

it('there is one of each attestation statement format', () => {
  const formats = read().flatMap(({ attestationObject }) => attestationObject?.format ?? [])

  const known = [...ATTESTATION_FORMATS, 'android-safetynet']
  expect([...new Set(formats)].sort()).toEqual(known.sort())
})

it('there is one of each family of algorithms', () => {
  const ids = read().flatMap(({ response }) => response?.publicKeyAlgorithm ?? [])
  const families = ids.map((id) => familyOf(ALGORITHMS.get(Number(id))?.name))
  const known = [...ALGORITHMS.values()].map(({ name }) => familyOf(name))

  expect([...new Set(families)].sort()).toEqual([...new Set(known)].sort())
})

/** Such as `ES` of `ES256K`. */
function familyOf(name = ''): string {
  return name.replace(/^(RS|PS|ES|Ed|ML-DSA).*$/, '$1')
}

it('there is one that failed at each step at which a ceremony fails', () => {
  const failedAt = new Set(made.flatMap(({ detail }) => detail.failed?.step ?? []))

  // A ceremony that is refused says so in its last step, which always succeeds.
  expect(ceremonySteps.filter((step) => !failedAt.has(step))).toEqual(['sent'])
})

/** The window begins a sentence with a capital, which would change a name of code. */
const BEGINS_WITH_CODE = /^(?:(?:fmt|ver|alg)\b|[a-z]+[A-Z.]\w*|\w+:(?!\/\/))/

it('no reason begins with a name of code', async () => {
  const reasons = made.map(({ entry }) => entry.reason)
  for (const { entry, detail } of answered()) {
    const steps = await checkCeremony(detail, { now: entry.at, page: entry.origin ?? '' })
    reasons.push(...withParts(steps).map(({ why }) => why))
  }

  expect(reasons.filter((reason) => BEGINS_WITH_CODE.test(reason))).toEqual([])
})

it('a relying party finds the planted fault, and nothing else', async () => {
  for (const { entry, detail } of answered()) {
    const now = entry.at
    const wrong = wrongIn(await checkCeremony(detail, { now, page: entry.origin ?? '' }))
    if (entry.fault) expect(wrong, entry.fault.id).not.toEqual([])
    else expect(wrong, JSON.stringify(detail.options)).toEqual([])
  }
})
