import * as v from 'valibot'
import { expect, it } from 'vitest'
import { keptDetail, MOST_DETAIL_BYTES } from '../../../src/main/activity/kept-detail'
import { lintFinding } from '../../support/window-data'
import { ceremonyDetailSchema, type CeremonyTrace } from '../../../src/shared/ceremony-detail'

function trace(fields: Partial<CeremonyTrace> = {}): CeremonyTrace {
  return {
    kind: 'get',
    mediation: null,
    options: { challenge: 'AAAA' },
    response: null,
    steps: [{ step: 'received', afterMs: 0, note: 'a page called' }],
    failed: null,
    profile: null,
    lint: [],
    ...fields,
  }
}

function kept(fields: Partial<CeremonyTrace>) {
  const text = keptDetail('entry 1', trace(fields))
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(MOST_DETAIL_BYTES)
  return v.parse(ceremonyDetailSchema, JSON.parse(text))
}

/** More than there is room for, even after cutting. */
const wide = (depth: number): unknown =>
  depth === 0 ? 'x'.repeat(900) : Array.from({ length: 12 }, () => wide(depth - 1))

it('keeps a ceremony unchanged', () => {
  expect(kept({ mediation: 'conditional' })).toEqual({
    ...trace({ mediation: 'conditional' }),
    entryId: 'entry 1',
    withheld: [],
  })
})

it('keeps no secret', () => {
  const options = { extensions: { prf: { eval: { first: 'c2VjcmV0' } } } }

  expect(kept({ options })).toMatchObject({
    options: { extensions: { prf: { eval: { first: { withheld: '6 bytes' } } } } },
    withheld: ['options.extensions.prf.eval.first'],
  })
})

it('cuts a list that is too long, and says so', () => {
  const one = { type: 'public-key', id: 'A'.repeat(400) }
  const allowCredentials = Array.from({ length: 300 }, () => one)
  const detail = kept({ options: { challenge: 'AAAA', allowCredentials } })

  expect(detail.options).toEqual({ challenge: 'AAAA', allowCredentials: Array(48).fill(one) })
  expect(detail.withheld).toEqual(['options.allowCredentials[48…]'])
})

it('replaces a text that is too long, and keeps the rest', () => {
  const detail = kept({ options: { challenge: 'A'.repeat(65_000), rpId: 'example.org' } })

  expect(detail.options).toEqual({
    challenge: { withheld: '65000 characters' },
    rpId: 'example.org',
  })
  expect(detail.withheld).toEqual(['options.challenge'])
})

it.each<[string, unknown]>([
  ['nested deeply', JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`)],
  ['wide', Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`m${i}`, 'ü'.repeat(20)]))],
  ['with long names', { ['ü'.repeat(60_000)]: 1 }],
  ['missing', undefined],
])('keeps a request that is %s within its bound', (_what, options) => {
  expect(kept({ options, response: { id: 'AQID' } })).toMatchObject({ response: { id: 'AQID' } })
})

it('keeps the response if the request takes all the room', () => {
  const response = { id: 'AQID', response: { signature: 'AAAA' } }
  const detail = kept({ options: wide(3), response, lint: [lintFinding()] })

  expect(detail).toMatchObject({ options: null, response, withheld: ['options'] })
  expect(detail.lint).toHaveLength(1)
})

it('keeps neither request nor response if nothing else fits', () => {
  expect(kept({ options: wide(3), response: wide(3) })).toMatchObject({
    options: null,
    response: null,
    withheld: ['options', 'response', 'lint'],
  })
})

it('keeps a bounded number of findings', () => {
  const detail = kept({ lint: Array(100).fill(lintFinding()) })

  expect(detail.lint).toHaveLength(24)
  expect(detail.withheld).toEqual(['lint[24…]'])
})
