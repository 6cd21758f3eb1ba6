import { expect, it } from 'vitest'
import { AAGUID_NAMES } from '../../../src/inspect/provider/aaguid-names'
import { PROFILE_FILES } from '../../../src/main/webauthn/providers/profile-files'

const NO_MODEL = '00000000-0000-0000-0000-000000000000'

it('names every AAGUID of the providers that Latchkey plays', () => {
  const aaguids = PROFILE_FILES.flatMap(({ facts }) =>
    facts.flatMap(({ knobs }) => knobs.aaguid ?? []),
  )

  expect(aaguids.length).toBeGreaterThan(10)
  expect(aaguids.filter((one) => one !== NO_MODEL && !AAGUID_NAMES.has(one))).toEqual([])
})
