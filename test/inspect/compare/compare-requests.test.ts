import { expect, it } from 'vitest'
import { compareRequests } from '../../../src/inspect/compare/compare-requests'
import { optionTree } from '../../../src/inspect/request/option-tree'
import { requestOptions } from '../../support/webauthn-options'

function asked(fields: Readonly<Record<string, unknown>>, mediation: string | null = null) {
  const options = requestOptions(fields)
  return optionTree({ kind: 'get', options, mediation, origin: 'https://example.org' })
}

it('says what differs, and treats a default as the value that it stands for', () => {
  const left = asked({ userVerification: 'preferred', rpId: 'example.org' })
  const right = asked({ timeout: 20_000, allowCredentials: [{ type: 'public-key', id: 'AQID' }] })

  expect(compareRequests(left, right)).toEqual([
    { place: 'request.publicKey.timeout', left: '300000', right: '20000' },
    { place: 'request.publicKey.allowCredentials', left: '[]', right: null },
    { place: 'request.publicKey.allowCredentials[0].type', left: null, right: '"public-key"' },
    { place: 'request.publicKey.allowCredentials[0].id', left: null, right: '"AQID"' },
  ])
})

it('says how the call was mediated', () => {
  expect(compareRequests(asked({}), asked({}, 'conditional'))).toEqual([
    { place: 'request.mediation', left: '"optional"', right: '"conditional"' },
  ])
})
