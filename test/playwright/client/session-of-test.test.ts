import { describe, expect, it } from 'vitest'
import { Latchkey, type PasskeySession } from '../../../playwright/client/latchkey'
import { withSession, type RunningTest } from '../../../playwright/client/session-of-test'
import { startAutomation } from '../../support/automation'
import { clientSessionForEachTest } from '../../support/client-session'
import { creationOptions } from '../../support/webauthn-options'
import { resident } from '../../support/webdriver-session'

const session = clientSessionForEachTest()

/** A test of another project, which records its attachments. */
class OtherTest implements RunningTest {
  readonly expectedStatus = 'passed'
  readonly attachments = new Map<string, unknown>()
  status = 'passed'

  async attach(name: string, { body }: { body: string }): Promise<void> {
    this.attachments.set(name, JSON.parse(body))
  }
}

/** Runs a test with a session. The result contains the session after its end. */
function run(
  test: OtherTest,
  use: (opened: PasskeySession) => Promise<void> = async () => undefined,
) {
  const { latchkey } = session
  const opened: PasskeySession[] = []
  const keeping = {
    openSession: async () => {
      const one = await latchkey.openSession()
      opened.push(one)
      return one
    },
  }
  const end = (state?: string) => withSession({ latchkey: keeping, state, test }, use)
  return { end, opened }
}

async function expectEnded([one, ...others]: readonly PasskeySession[]): Promise<void> {
  expect(others).toEqual([])
  await expect(one!.list()).rejects.toMatchObject({ code: 'invalid session id' })
}

describe('the session of a test', () => {
  it('ends with the test', async () => {
    const test = new OtherTest()
    const { end, opened } = run(test, async (one) => {
      expect(await one.list()).toEqual([])
    })
    await end()

    await expectEnded(opened)
    expect(test.attachments.size).toBe(0)
  })

  it('ends if its state cannot be restored, and the test does not begin', async () => {
    let hasBegun = false
    const { end, opened } = run(new OtherTest(), async () => {
      hasBegun = true
    })

    await expect(end('/there/is/no/such/state.json')).rejects.toMatchObject({
      code: 'invalid argument',
    })
    await expectEnded(opened)
    expect(hasBegun).toBe(false)
  })

  it('ends if the runner breaks the test off', async () => {
    const { end, opened } = run(new OtherTest(), () => Promise.reject(new Error('too late')))

    await expect(end()).rejects.toThrow('too late')
    await expectEnded(opened)
  })
})

describe('what a session begins with', () => {
  it('is the settings and the passkeys of the test, and its script is asked for after that', async () => {
    const { latchkey } = session
    const [credential] = await playwrightCredentials()
    const settings = { client: 'firefox' } as const
    const texts: string[] = []
    await withSession(
      { latchkey, state: undefined, settings, credentials: [credential!], test: new OtherTest() },
      async (one) => {
        expect(await one.list()).toMatchObject([{ id: credential!.id }])
        texts.push(await one.script())
      },
    )
    await withSession({ latchkey, state: undefined, test: new OtherTest() }, async (one) => {
      texts.push(await one.script())
    })

    const [asFirefox = '', byDefault = ''] = texts
    expect(asFirefox).toContain('"client":"firefox"')
    expect(byDefault).toContain('"client":"latchkey"')
  })

  it('is what a case says, after the settings', async () => {
    const { latchkey } = session
    const saved = await latchkey.openSession()
    await saved.setSettings({ client: 'firefox' })
    await saved.create(creationOptions(), { origin: 'https://example.org' })
    const replay = await saved.saveCase()

    await withSession(
      {
        latchkey,
        state: undefined,
        settings: { client: 'chromium' },
        replay,
        test: new OtherTest(),
      },
      async (one) => expect(await one.script()).toContain('"client":"firefox"'),
    )
  })

  it('is the client that its state names, too', async () => {
    const { latchkey } = session
    const saved = await latchkey.openSession()
    await saved.setSettings({ client: 'firefox' })
    const state = await saved.state()

    await withSession({ latchkey, state, test: new OtherTest() }, async (one) => {
      expect(await one.script()).toContain('"client":"firefox"')
    })
  })

  /** A passkey in the form of Playwright's own authenticator. */
  async function playwrightCredentials() {
    const other = await session.latchkey.openSession()
    await other.importCredentials('webdriver', [resident])
    return other.exportCredentials('playwright')
  }
})

describe('a test that failed', () => {
  it('gets the record, the passkeys and the rules', async () => {
    const test = new OtherTest()
    const { end } = run(test, async (one) => {
      await one.deny()
      test.status = 'failed'
    })
    await end()

    expect(test.attachments.get('latchkey')).toMatchObject({
      record: [],
      passkeys: [],
      rules: [{ action: 'deny' }],
    })
  })

  it('gets the case of its last ceremony, and none if there was no ceremony', async () => {
    const test = new OtherTest()
    const { end } = run(test, async (one) => {
      await one.deny()
      await one.create(creationOptions(), { origin: 'https://example.org' }).catch(() => undefined)
      test.status = 'failed'
    })
    await end()
    const idle = new OtherTest()
    await run(idle, async () => void (idle.status = 'failed')).end()

    expect(test.attachments.get('latchkey-case')).toMatchObject({
      ...{ format: 'latchkey-case', kind: 'create', error: 'NotAllowedError' },
    })
    expect([...idle.attachments.keys()]).toEqual(['latchkey'])
  })

  it('gets what the session could not take from the case that it replays', async () => {
    const { latchkey } = session
    const saved = await latchkey.openSession()
    await saved.create(creationOptions(), { origin: 'https://example.org' })
    const replay = await saved.saveCase()
    const attachmentsOf = async (status: string) => {
      const test = new OtherTest()
      test.status = status
      await withSession({ latchkey, state: undefined, replay, test }, async () => undefined)
      return test.attachments
    }

    expect((await attachmentsOf('failed')).get('latchkey-not-taken')).toEqual({
      notTaken: ['The case has no seed, so the new passkey has another key and another id.'],
    })
    expect((await attachmentsOf('passed')).size).toBe(0)
  })

  it('keeps its own error alone where Latchkey has ended', async () => {
    const running = await startAutomation()
    const latchkey = await Latchkey.connect({ url: running.url })
    const test = new OtherTest()
    await withSession({ latchkey, state: undefined, test }, async () => {
      await running.stop()
      test.status = 'failed'
    })

    expect(test.attachments.get('latchkey')).toEqual({
      unavailable: expect.stringContaining('Latchkey does not answer') as string,
    })
  })

  it('keeps only its own error if its session has ended before', async () => {
    const test = new OtherTest()
    const { end } = run(test, async (one) => {
      await one.end()
      test.status = 'failed'
    })
    await end()

    expect(test.attachments.get('latchkey')).toEqual({
      unavailable: expect.stringContaining('session') as string,
    })
  })
})
