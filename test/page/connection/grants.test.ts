import { beforeEach, describe, expect, it } from 'vitest'
import { Grants, type Keep } from '../../../src/page/connection/grants'
import { BRIDGE_HOST } from '../../support/page-bridge'
import { GRANT } from '../../support/scripted-bridge'

const KEY = 'latchkey:127.0.0.1:47801'
let stores: Record<Keep, Map<string, string>>
let grants: Grants

beforeEach(() => {
  stores = { session: new Map(), longer: new Map() }
  grants = new Grants(BRIDGE_HOST, (keep) => ({
    read: (key) => stores[keep].get(key) ?? null,
    write: (key, value) => void stores[keep].set(key, value),
    remove: (key) => void stores[keep].delete(key),
  }))
})

it.each(['session', 'longer'] as const)(
  'keeps a grant for "%s" only there, named after the bridge',
  (keep) => {
    grants.keep(GRANT, keep)

    expect([...stores[keep].keys()]).toEqual([KEY])
    expect(stores[keep === 'session' ? 'longer' : 'session'].size).toBe(0)
    expect(grants.read()).toEqual(GRANT)
  },
)

it('keeps only the newest grant', () => {
  grants.keep(GRANT, 'session')
  grants.keep({ ...GRANT, grant: 'newergrant' }, 'longer')

  expect(grants.read()).toMatchObject({ grant: 'newergrant' })
})

it.each(['session', 'longer'] as const)('forgets a grant for "%s"', (keep) => {
  grants.keep(GRANT, keep)

  grants.forget(GRANT)

  expect(grants.read()).toBeUndefined()
})

it('does not forget the grant that has taken its place', () => {
  grants.keep({ ...GRANT, grant: 'newergrant' }, 'longer')

  grants.forget(GRANT)

  expect(grants.read()).toMatchObject({ grant: 'newergrant' })
})

describe.each([
  '',
  'null',
  '7',
  '{}',
  '{"grant":1,"token":"AA"}',
  '{"grant":"?","token":"AA"}',
  '{',
])('what a page has put there, %j', (text) => {
  it('counts as no grant', () => {
    stores.longer.set(KEY, text)

    expect(grants.read()).toBeUndefined()
  })
})
