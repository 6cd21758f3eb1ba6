import { expect, it } from 'vitest'
import { compareCeremonies } from '../../../src/inspect/compare/compare-ceremonies'
import { decodeCeremony } from '../../../src/inspect/decode/decode-ceremony'
import { rootAuthority } from '../../support/attestation'
import { genuine } from '../../support/inspected'
import { vectorAnswers } from '../../support/vector-answers'
import { seededRandom } from '../../support/webauthn-ports'

const authority = rootAuthority(seededRandom('compared'))

it('finds nothing between a ceremony and itself', async () => {
  for (const { registration, authentication } of vectorAnswers)
    for (const answer of [registration, authentication])
      expect(compareCeremonies(await decodeCeremony(answer), await decodeCeremony(answer))).toEqual(
        [],
      )
})

it('finds what one flag and one counter change, and nothing else of the authenticator data', async () => {
  const { authentication } = await genuine(-7, 'none', authority)
  const { response } = authentication.response
  const data = Buffer.from(response.authenticatorData, 'base64url')
  data[32]! ^= 0x04
  data.writeUInt32BE(7, 33)
  const other = {
    ...authentication,
    response: {
      ...authentication.response,
      response: { ...response, authenticatorData: data.toString('base64url') },
    },
  }

  expect(
    compareCeremonies(await decodeCeremony(authentication), await decodeCeremony(other)),
  ).toEqual([
    {
      place: 'authenticatorData.flags.UV',
      left: 'the user was verified',
      right: 'the user was not verified',
    },
    {
      place: 'authenticatorData.signCount',
      left: '0: no counter, or not used yet',
      right: '7',
    },
  ])
})

it('finds what only one of two ceremonies has', async () => {
  const [left, right] = await Promise.all(
    (['none', 'packed'] as const).map(async (format) =>
      decodeCeremony((await genuine(-7, format, authority)).registration),
    ),
  )
  const differences = compareCeremonies(left!, right!)

  expect(differences).toContainEqual({
    place: 'attestationObject.fmt',
    left: '"none"',
    right: '"packed"',
  })
  expect(differences).toContainEqual({
    place: 'attStmt.x5c[0].version',
    left: null,
    right: '3',
  })
})
