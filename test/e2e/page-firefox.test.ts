/** The main calls in Firefox: between page and bridge, and with an app that is absent, locked or started again. */
import { describe, expect, it } from 'vitest'
import { FirefoxPage } from '../support/firefox-page'
import { authenticationJson, registrationJson } from '../support/credential-json'
import { itUsesNothingReplaced } from '../support/sabotage'

const at = FirefoxPage.forEachTest()

it('pairs by hand, creates, and signs in', async () => {
  await at.open()
  await at.run(() => window.latchkey?.pair(), undefined)

  expect(await at.create()).toEqual({ value: registrationJson() })
  const signedIn = at.run(async () => {
    const made = await navigator.credentials.get({ publicKey: { challenge: Uint8Array.of(1) } })
    return (made as PublicKeyCredential).toJSON()
  }, undefined)
  expect(await signedIn).toEqual(authenticationJson())
  expect(at.bridge.script.heard.map(({ t }) => t)).toEqual(['hello', 'pair', 'create', 'get'])
})

it('brings the signals that Firefox lacks', async () => {
  await at.openPaired()

  const outcome = await at.run(async () => {
    const signal = (options: UnknownCredentialOptions) =>
      PublicKeyCredential.signalUnknownCredential(options).catch(
        (error: unknown) => (error as Error).name,
      )
    return [
      await signal({ rpId: 'localhost', credentialId: 'AQ' }),
      await signal({ rpId: 'localhost', credentialId: 'AQ==' }),
    ].map(String)
  }, undefined)

  expect(outcome).toEqual(['undefined', 'TypeError'])
  expect(at.bridge.script.heardOf('signal')).toHaveLength(1)
})

it('says where Latchkey was looked for, and finds it when it is started', async () => {
  await at.openPaired()
  await expect.poll(() => at.state()).toBe('ready')
  await at.stopApp()
  await expect.poll(() => at.state()).toBe('absent')

  const { error } = await at.create()
  expect(error?.name).toBe('NotAllowedError')
  expect(error?.message).toContain(`not running at 127.0.0.1:${at.bridge.port}`)

  await at.startApp()
  expect(await at.create()).toMatchObject({ value: { id: 'AQID' } })
})

it('says that Latchkey is locked', async () => {
  at.bridge.script.isLocked = true
  await at.openPaired()

  const { error } = await at.create()

  expect(error).toMatchObject({ name: 'NotAllowedError' })
  expect(error?.message).toContain('Latchkey is locked. Unlock it')
})

itUsesNothingReplaced(at)

describe('under a policy that forbids the socket', () => {
  const headers = { 'content-security-policy': "connect-src 'self'" }
  const advice = () => {
    const host = `127.0.0.1:${at.bridge.port}`
    return `Add ws://${host} and http://${host} to its connect-src`
  }

  it.each(['', 'data-when-absent="native"'])(
    'a ceremony says which sources the policy lacks: %s',
    async (attributes) => {
      await at.openPaired({ attributes, headers })

      const { error } = await at.create()

      expect(error).toMatchObject({ type: 'DOMException', name: 'NotAllowedError' })
      expect(error?.message).toContain(advice())
    },
  )

  it('a conditional get() stays pending, and the console says why', async () => {
    await at.openPaired({ headers })

    await at.run(() => {
      const publicKey = { challenge: Uint8Array.of(1) }
      navigator.credentials
        .get({ publicKey, mediation: 'conditional' })
        .catch((error: unknown) => console.warn(`ended: ${String(error)}`))
    }, undefined)

    await expect.poll(() => at.logged.join('\n')).toContain(advice())
    expect(at.logged.join('\n')).toContain('conditional get() waits')
    expect(at.logged.join('\n')).not.toContain('ended')
  })

  it('a signal resolves as before', async () => {
    await at.openPaired({ headers })

    const outcome = await at.run(
      () =>
        PublicKeyCredential.signalUnknownCredential({ rpId: 'localhost', credentialId: 'AQ' }).then(
          () => 'resolved',
          String,
        ),
      undefined,
    )

    expect(outcome).toBe('resolved')
  })
})
