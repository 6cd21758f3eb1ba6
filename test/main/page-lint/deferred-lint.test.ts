import { expect, it } from 'vitest'
import { DeferredLint } from '../../../src/main/page-lint/deferred-lint'
import { PageLint } from '../../../src/main/page-lint/page-lint'
import type { PasskeysInReach } from '../../../src/main/page-lint/passkeys-for-lint'
import type { Passkey } from '../../../src/main/webauthn/authenticator/ports'
import type { Ceremony } from '../../../src/main/webauthn/client/ports'
import { encodeBase64Url } from '../../../src/shared/base64url'
import { MemoryPasskeys, passkey } from '../../support/passkeys'
import { creationOptions, requestOptions } from '../../support/webauthn-options'

/** A call with a challenge that is too short. */
function ceremony(fields: Partial<Ceremony> = {}): Ceremony {
  return {
    ...{ id: 'c1', kind: 'get', origin: 'https://example.org', mediation: undefined },
    hasSignal: undefined,
    options: requestOptions(),
    ...fields,
  }
}

function built(passkeys: PasskeysInReach = new MemoryPasskeys([])) {
  let now = 1000
  const failures: unknown[] = []
  const failed = (error: unknown) => void failures.push(error)
  const rests: (() => void)[] = []
  const later = (run: () => void) => void rests.push(run)
  const pageLint = new PageLint(passkeys, () => now++, failed, 'member')
  const lint = new DeferredLint(pageLint, failed, later)
  let told = 0
  lint.onChange(() => told++)
  return {
    lint,
    observer: lint.observer,
    told: () => told,
    failures,
    rest: () => rests.shift()?.(),
  }
}

const rules = (findings: readonly { readonly rule: string }[]) => findings.map(({ rule }) => rule)

it('lints a sign-in when the page is idle', () => {
  const { observer, told, rest } = built()
  observer.begun(ceremony())
  expect(told()).toBe(0)

  rest()
  expect(told()).toBe(1)
})

it('lints all earlier calls before findings are read', () => {
  const { lint, observer } = built()
  observer.begun(ceremony())

  expect(rules(lint.findings('c1'))).toContain('challenge-short')
  expect(lint.findings('another')).toEqual([])
  expect(lint.list()).toContainEqual(
    expect.objectContaining({ rule: 'challenge-short', entryId: 'c1', call: 'get', times: 1 }),
  )
})

it('lints a registration before its passkey is there', () => {
  const kept = passkey()
  const user = { id: encodeBase64Url(kept.userHandle), name: 'ada', displayName: 'Ada' }
  const creation = (id: string) =>
    ceremony({ id, kind: 'create', options: creationOptions({ user }) })
  const passkeys: Passkey[] = []
  const { lint, observer } = built({ find: () => undefined, listByRp: () => passkeys })
  observer.begun(creation('first'))
  passkeys.push(kept)
  observer.begun(creation('second'))

  expect(rules(lint.findings('first'))).not.toContain('exclude-missing')
  expect(rules(lint.findings('second'))).toContain('exclude-missing')
})

it('does not hold up a registration for the sign-ins before it', () => {
  const { observer, told, rest } = built()
  observer.begun(ceremony())
  observer.begun(ceremony({ id: 'c2', kind: 'create', options: creationOptions() }))
  expect(told()).toBe(0)

  rest()
  expect(told()).toBeGreaterThan(0)
})

it('reads a bounded number of passkeys', () => {
  const asked: number[] = []
  const listByRp: PasskeysInReach['listByRp'] = (_, most) => {
    asked.push(most)
    return []
  }
  const { observer } = built({ find: () => undefined, listByRp })

  observer.begun(ceremony({ kind: 'create', options: creationOptions() }))

  expect(new Set(asked)).toEqual(new Set([1000]))
})

it('counts a repeated finding, and reports each call', () => {
  const { lint, observer, told } = built()
  for (const id of ['c1', 'c2', 'c3']) {
    observer.begun(ceremony({ id, options: requestOptions({ challenge: 'AAAA' }) }))
    expect(rules(lint.findings(id))).toContain('challenge-short')
  }

  const short = lint.list().filter(({ rule }) => rule === 'challenge-short')
  expect(short).toEqual([expect.objectContaining({ times: 3 })])
  expect(short[0]?.at).toBeGreaterThan(1000)
  expect(told()).toBe(3)
})

it('counts a finding with another value as the same, and has the newest value', () => {
  const { lint, observer, told } = built()
  const challenges = ['AAAA', 'AAAAAAAA', 'AAAAAAAAAAAA']
  const values = challenges.map((challenge, index) => {
    observer.begun(ceremony({ id: `c${index}`, options: requestOptions({ challenge }) }))
    return lint.findings(`c${index}`).find(({ rule }) => rule === 'challenge-short')?.value
  })

  expect(new Set(values).size).toBe(3)
  const short = lint.list().filter(({ rule }) => rule === 'challenge-short')
  expect(short).toEqual([expect.objectContaining({ times: 3, value: values.at(-1) })])
  expect(told()).toBe(3)
})

it('counts the calls of each page, with findings or without, until it forgets', () => {
  const { lint, observer, told } = built()
  const other = 'https://other.example'
  const good = requestOptions({ challenge: 'A'.repeat(43), userVerification: 'preferred' })
  observer.begun(ceremony())
  observer.begun(ceremony({ id: 'c2', origin: other, options: good }))
  const signal = { id: 's1', kind: 'unknownCredential', origin: other } as const
  observer.signalled({ ...signal, options: {} })
  observer.signalChecked({ ...signal, options: {} }, 'TypeError')

  expect([...lint.calls()]).toEqual([
    ['https://example.org', 1],
    [other, 2],
  ])
  expect(told()).toBeGreaterThanOrEqual(3)
  lint.clear()
  expect(lint.calls().size).toBe(0)
})

it('counts the calls of a bounded number of pages', () => {
  const { lint, observer } = built()
  const visit = (from: number, to: number) => {
    for (let i = from; i < to; i++)
      observer.begun(ceremony({ id: `c${i}`, origin: `https://${i}.example` }))
  }
  visit(0, 300)
  visit(0, 1)

  expect(lint.calls().size).toBe(256)
  expect(lint.calls().get('https://0.example')).toBe(2)
})

it('leaves room for the findings of other pages', () => {
  const { lint, observer } = built()
  for (let i = 0; i < 300; i++) {
    const hints = [...Array.from({ length: i }, () => 'hybrid'), 'made-up']
    observer.begun(ceremony({ id: `c${i}`, options: requestOptions({ hints }) }))
  }
  observer.begun(ceremony({ id: 'other', origin: 'https://other.example' }))

  const origins = lint.list().map(({ origin }) => origin)
  expect(origins.filter((origin) => origin === 'https://example.org')).toHaveLength(250)
  expect(origins).toContain('https://other.example')
})

it('forgets every finding and every call, and announces it', () => {
  const { lint, observer, told } = built()
  observer.begun(ceremony())
  const before = told()

  lint.clear()

  expect(lint.list()).toEqual([])
  expect(lint.findings('c1')).toEqual([])
  expect(told()).toBeGreaterThan(before)
  observer.begun(ceremony({ id: 'c2' }))
  expect(rules(lint.list())).toEqual(rules(lint.findings('c2')))
})

it('keeps findings about a bounded number of ceremonies', () => {
  const { lint, observer } = built()
  for (let i = 0; i < 300; i++) observer.begun(ceremony({ id: `c${i}` }))

  expect(lint.findings('c43')).toEqual([])
  expect(rules(lint.findings('c44'))).toContain('challenge-short')
})

it('lints signals, and how calls end', () => {
  const { lint, observer } = built()
  const signal = { id: 's1', kind: 'unknownCredential', origin: 'https://example.org' } as const
  observer.signalled({ ...signal, options: { rpId: 'example.org', credentialId: '?' } })
  observer.signalChecked({ ...signal, options: {} }, 'TypeError')

  expect(lint.list()).toContainEqual(
    expect.objectContaining({ call: 'signal', signal: 'unknownCredential', entryId: 's1' }),
  )
})

it.each(['create', 'get'] as const)('lets a %s() go on where a rule throws', (kind) => {
  const broken = () => {
    throw new Error('broken')
  }
  const { lint, observer, failures } = built({ find: broken, listByRp: broken })
  const allowCredentials = [{ type: 'public-key', id: 'AQID' }]
  const options = kind === 'create' ? creationOptions() : requestOptions({ allowCredentials })

  observer.begun(ceremony({ kind, options }))

  expect(lint.findings('c1')).toEqual([])
  expect(failures).toEqual([new Error('broken')])
})

it('lints a signal before its effect', () => {
  const kept = passkey({ lastUsedAt: 1000 })
  const passkeys: Passkey[] = [kept]
  const { lint, observer } = built({ find: () => undefined, listByRp: () => passkeys })
  const userId = encodeBase64Url(kept.userHandle)
  const options = { rpId: kept.rpId, userId, allAcceptedCredentialIds: [] }
  const signal = {
    id: 's1',
    kind: 'allAcceptedCredentials',
    origin: 'https://example.org',
  } as const
  observer.signalled({ ...signal, options })
  passkeys.pop()

  expect(rules(lint.findings('s1'))).toContain('signal-hides-recent')
})
