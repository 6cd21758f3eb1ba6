/** Backup eligibility and state as drivers set them, and what pages get (WebAuthn §6.1.3, §11.3, §11.5, §11.10). */
import { describe, expect, it } from 'vitest'
import type { BridgeMessage } from '../../../src/shared/bridge-messages'
import { readAuthenticatorData } from '../../support/authenticator-answers'
import { DrivenSession, idOf } from '../../support/driven-session'
import { fromBase64url } from '../../support/webauthn-options'
import { credential } from '../../support/webdriver-session'

const session = DrivenSession.forEachTest()
const INTERNAL = { protocol: 'ctap2', transport: 'internal', hasResidentKey: true }
const U2F = { protocol: 'ctap1/u2f', transport: 'usb' }

/** @returns its id. */
async function add(configuration: object): Promise<string> {
  return (await session.webauthn('POST', '', configuration)).value as string
}

async function listed(authenticator: string): Promise<unknown> {
  return (await session.webauthn('GET', `/${authenticator}/credentials`)).value
}

function backupOf(answer: BridgeMessage): { readonly be: boolean; readonly bs: boolean } {
  if (answer.t !== 'result' || !answer.credential) throw new Error(JSON.stringify(answer))
  const { authenticatorData } = answer.credential.response as { authenticatorData: string }
  const { be, bs } = readAuthenticatorData(fromBase64url(authenticatorData)).flags
  return { be, bs }
}

describe('a backup state without eligibility', () => {
  it('is taken for an authenticator, and no page gets it', async () => {
    await add({ ...INTERNAL, defaultBackupState: true })
    const page = await session.page()

    expect(backupOf(await page.create())).toEqual({ be: false, bs: false })
  })

  it('is accepted alone for a credential, and takes effect once the credential is eligible', async () => {
    const authenticator = await add(INTERNAL)
    const page = await session.page()
    const props = `/${authenticator}/credentials/${await page.make()}/props`
    const set = (body: object) => session.webauthn('POST', props, body)

    expect(await set({ backupState: true })).toMatchObject({ status: 200 })
    expect(await listed(authenticator)).toMatchObject([
      { backupEligibility: false, backupState: true },
    ])
    expect(backupOf(await page.get())).toEqual({ be: false, bs: false })
    await set({ backupEligibility: true })
    expect(backupOf(await page.get())).toEqual({ be: true, bs: true })
  })

  it('is taken with a new credential, and goes through a snapshot', async () => {
    const authenticator = await add(INTERNAL)
    const added = { ...credential, rpId: 'localhost', backupState: true }

    expect(await session.webauthn('POST', `/${authenticator}/credential`, added)).toMatchObject({
      status: 200,
    })
    const snapshot = await session.value('GET', 'snapshot')
    expect(await session.send('POST', 'restore', { snapshot })).toMatchObject({ status: 200 })
    expect(await listed(authenticator)).toMatchObject([{ backupState: true }])
  })
})

describe('over U2F, backups', () => {
  it('are ignored, and the credential signs', async () => {
    const authenticator = await add(U2F)
    const page = await session.page()
    const added = { ...credential, rpId: 'localhost', backupEligibility: true, backupState: true }
    await session.webauthn('POST', `/${authenticator}/credential`, added)
    const flags = { backupEligibility: true, backupState: true, signCount: 41 }
    await session.webauthn('POST', `/${authenticator}/credentials/AQID/props`, flags)

    expect(await listed(authenticator)).toMatchObject([
      { backupEligibility: false, backupState: false, signCount: 41 },
    ])
    const allowCredentials = [{ type: 'public-key', id: 'AQID' }]
    const answer = await page.get({ allowCredentials, userVerification: 'discouraged' })
    expect(idOf(answer)).toBe('AQID')
    expect(backupOf(answer)).toEqual({ be: false, bs: false })
  })
})
