import { expect, it } from 'vitest'
import { lint } from '../../../src/inspect/lint/lint'
import { lintSeverities } from '../../../src/shared/lint-finding'
import { create, DECLINED, encoded, get, signal } from '../../support/page-calls'

it('judges a single call', () => {
  expect(lint(create())).toEqual([])
  expect(lint(get())).toEqual([])
  expect(lint(signal('allAcceptedCredentials'))).toEqual([])
})

it('says everything about a finding that a person needs', () => {
  expect(lint(get({ challenge: encoded('short') }))).toEqual([
    {
      rule: 'challenge-short',
      severity: 'error',
      title: 'The challenge is shorter than 16 bytes.',
      section: 'WebAuthn §13.4.3',
      why: expect.stringContaining('guessed') as string,
      instead: 'Send at least 16 random bytes; 32 are usual.',
      path: 'publicKey.challenge',
      value: 'c2h… (5 bytes)',
    },
  ])
})

it('judges how the call ended, too', () => {
  const foreign = get({ rpId: 'example.com' }, { ...DECLINED, error: 'SecurityError' })

  expect(lint(foreign).map(({ rule }) => rule)).toEqual(['rp-id-refused'])
})

it('names at most five places of one mistake', () => {
  const bare = Array.from({ length: 40 }, () => ({ id: 'AQID' }))

  expect(lint(get({ allowCredentials: bare }))).toHaveLength(5)
})

it('begins with the worst', () => {
  const severities = lint(
    create({
      challenge: encoded('short'),
      user: { id: encoded('ada@example.org'), name: '', displayName: '' },
      pubKeyCredParams: [{ type: 'public-key', alg: -257 }],
      timeout: 1000,
      attestation: 'direct',
    }),
  ).map(({ severity }) => severity)

  const ranks = severities.map((severity) => lintSeverities.indexOf(severity))
  expect(new Set(ranks).size).toBe(3)
  expect(ranks).toEqual(ranks.toSorted())
})
