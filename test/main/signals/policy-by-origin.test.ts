import { expect, it } from 'vitest'
import { PolicyByOrigin } from '../../../src/main/signals/policy-by-origin'
import type { SignalPolicy } from '../../../src/shared/signal-policy'

const ORIGIN = 'https://example.org'

function policies(common: SignalPolicy = 'spec') {
  const own = new Map<string, SignalPolicy>()
  const logged: string[] = []
  const set = (origin: string, policy: SignalPolicy | null) => {
    if (policy === null) own.delete(origin)
    else own.set(origin, policy)
    return Promise.resolve()
  }
  const chosen = { own: (origin: string) => own.get(origin) ?? null, set }
  const log = { info: (line: string) => void logged.push(line) }
  return { policies: new PolicyByOrigin({ chosen, common: () => common, log }), logged }
}

it('applies the app’s policy to a page without its own policy', () => {
  const { policies: all } = policies('delete')

  expect([all.of(ORIGIN), all.own(ORIGIN)]).toEqual(['delete', null])
})

it('applies a page’s own policy to this page only', async () => {
  const { policies: all } = policies()
  await all.set(ORIGIN, 'google-password-manager')

  expect([all.of(ORIGIN), all.of('https://login.example.org')]).toEqual([
    'google-password-manager',
    'spec',
  ])
})

it('logs a chosen policy only when it changes', async () => {
  const { policies: all, logged } = policies()
  await all.set(ORIGIN, null)
  await all.set(ORIGIN, 'delete')
  await all.set(ORIGIN, 'delete')
  await all.set(ORIGIN, null)

  expect(logged).toEqual([
    'signals of https://example.org: delete',
    'signals of https://example.org: as every other page’s',
  ])
})
