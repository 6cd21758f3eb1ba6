import { expect, it } from 'vitest'
import { compareCeremonies } from '../../../src/inspect/compare/compare-ceremonies'
import { groupDifferences } from '../../../src/inspect/compare/difference-groups'
import { decodeCeremony } from '../../../src/inspect/decode/decode-ceremony'
import { vectorAnswers } from '../../support/vector-answers'

const at = (place: string, left: string | null = 'a', right: string | null = 'b') => ({
  place,
  left,
  right,
})

it('groups differences by what they are about, in the order of a ceremony', () => {
  const { groups } = groupDifferences('get', [
    at('kind'),
    at('authenticatorData.flags.UV'),
    at('request.mediation'),
    at('request.publicKey.timeout'),
    at('attStmt.x5c[0].version'),
  ])

  expect(
    groups.map(({ title, differences }) => [title, differences.map((one) => one.place)]),
  ).toEqual([
    ['Request', ['mediation', 'timeout']],
    ['Authenticator data', ['flags.UV']],
    ['Attestation', ['attStmt.x5c[0].version']],
    ['Others', ['kind']],
  ])
})

it('separates values that are new in each ceremony', () => {
  const fresh = [at('request.publicKey.challenge'), at('signature.r'), at('sizes.signature')]
  const real = [at('signature.form'), at('response.id'), at('clientData.challenge', null)]

  const { groups, everyTime } = groupDifferences('get', [...fresh, ...real])

  expect(everyTime).toEqual(fresh)
  expect(groups.map(({ title }) => title)).toEqual(['Response', 'Client data', 'Signature'])
})

it('names the credential id of a registration once, as new each time', async () => {
  const [left, right] = await Promise.all(
    vectorAnswers.slice(0, 2).map(({ registration }) => decodeCeremony(registration)),
  )
  const differences = compareCeremonies(left!, right!)
  const ofIds = differences.filter(({ place }) => /\.(?:id|rawId|credentialId)$/.test(place))

  expect(ofIds.map(({ place }) => place)).toEqual(['response.id'])
  expect(groupDifferences('create', differences).everyTime).toContainEqual(ofIds[0])
})

it('shows where the three places of a credential id disagree', async () => {
  const { registration } = vectorAnswers[0]!
  const changed = { ...registration, response: { ...registration.response, rawId: 'AQID' } }

  expect(
    compareCeremonies(await decodeCeremony(registration), await decodeCeremony(changed)),
  ).toContainEqual({ place: 'response.rawId', left: 'the same as id', right: 'AQID' })
})
