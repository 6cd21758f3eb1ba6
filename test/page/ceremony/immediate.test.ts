import { describe, expect, it } from 'vitest'
import { settle, testConnection, testGrants } from '../../support/page-bridge'
import { asCreate, asGet, testCeremonies } from '../../support/page-ceremonies'
import { pageDocument } from '../../support/page-document'
import { GRANT } from '../../support/scripted-bridge'

/** A page that was paired earlier. */
function pairedCeremonies(changed: Parameters<typeof testCeremonies>[0]) {
  const grants = testGrants()
  grants.keep(GRANT, 'session')
  const parts = testConnection({ grants })
  parts.page.bridge.grants.set(GRANT.grant, GRANT.token)
  return testCeremonies(changed, parts)
}

describe('uiMode', () => {
  it.each([
    ['immediate', 'immediate'],
    ['another', 'unknown'],
  ])('%s goes to the app, which knows whether its client has it', async (uiMode, mode) => {
    const { get, page } = testCeremonies()

    await get({ ...asGet, uiMode })

    expect(page.bridge.heardOf('get')).toMatchObject([
      { mediation: 'optional', ui: { mode, isActivated: true } },
    ])
  })

  it('says whether the user has just clicked', async () => {
    const document = pageDocument({ isActivated: () => false })
    const { get, page } = pairedCeremonies({ document })

    await get({ ...asGet, uiMode: 'immediate' })

    expect(page.bridge.heardOf('get')).toMatchObject([{ ui: { isActivated: false } }])
  })

  it('does not go to an older app, which would not read it', async () => {
    const { get, page } = testCeremonies()
    page.bridge.accepts = undefined

    await get({ ...asGet, uiMode: 'immediate' })

    expect(page.bridge.heardOf('get')[0]).not.toHaveProperty('ui')
  })

  it('is no member of create()', async () => {
    const { create, page } = testCeremonies()

    await create({ ...asCreate, uiMode: 'immediate' })

    expect(page.bridge.heardOf('create')[0]).not.toHaveProperty('ui')
  })
})

describe('mediation "immediate", as drafts had it', () => {
  it('is a TypeError if the app’s client does not have it, and opens no connection', async () => {
    const { get, page } = testCeremonies()

    await expect(get({ ...asGet, mediation: 'immediate' })).rejects.toMatchObject({
      name: 'TypeError',
    })
    await settle()
    expect(page.opened).toBe(0)
  })

  it('asks as uiMode does if the client has it', async () => {
    const { get, page } = testCeremonies({ supportsImmediate: async () => true })

    await get({ ...asGet, mediation: 'immediate' })

    expect(page.bridge.heardOf('get')).toMatchObject([
      { mediation: 'optional', ui: { mode: 'immediate', isActivated: true } },
    ])
  })

  it('is a TypeError of create()', async () => {
    const { create } = testCeremonies({ supportsImmediate: async () => true })

    await expect(create({ ...asCreate, mediation: 'immediate' })).rejects.toMatchObject({
      name: 'TypeError',
    })
  })
})
