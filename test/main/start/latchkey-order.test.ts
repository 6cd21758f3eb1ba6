/** The order of calls after a signal that its page does not await, and after signals that waited for the vault. */
import { describe, expect, it } from 'vitest'
import { untilAborted } from '../../../src/main/platform/until-aborted'
import type { Passkey } from '../../../src/main/webauthn/authenticator/ports'
import type { RelatedOriginsSource } from '../../../src/main/webauthn/client/ports'
import { encodeBase64Url } from '../../../src/shared/base64url'
import { relatedOriginsDocument } from '../../support/related-origins'
import * as signals from '../../support/signalling-page'
import { creationOptions } from '../../support/webauthn-options'

const idOf = ({ credentialId }: Passkey) => encodeBase64Url(credentialId)
const ORIGIN = 'https://shop.example'
const OWN = { rpId: 'shop.example' }
const RELATED = { rpId: 'example.org' }
const details = (fields: object = OWN) => signals.details({ ...OWN, ...fields })
const unknown = (id: string) => signals.unknown(id, OWN)
const accepted = (ids: readonly string[]) => signals.accepted(ids, OWN)

const sent = (signal: signals.Sent) => ({ t: 'signal', ...signal })
const get = (mediation = 'optional') => ({ t: 'get', options: { challenge: 'AQID' }, mediation })
const create = (options: Readonly<Record<string, unknown>>) => ({
  t: 'create',
  options: creationOptions(options),
})

/** The display names that the open question offers; undefined while no question is open. */
function offered({ latchkey: { questions } }: signals.Signalling): readonly string[] | undefined {
  const [question] = questions.list()
  return question?.type === 'consent'
    ? question.request.accounts.map(({ userDisplayName }) => userDisplayName)
    : undefined
}

async function world(web?: RelatedOriginsSource) {
  const signalling = await signals.startSignalling(web)
  const ada = await signalling.keep({ ...OWN, origin: ORIGIN })
  const bob = { userHandle: Uint8Array.of(10), userDisplayName: 'Bob' }
  await signalling.keep({ ...OWN, origin: ORIGIN, ...bob })
  return { world: signalling, ada, page: await signalling.page(ORIGIN) }
}

/** A web whose answers the test sets, one for each request. */
function slowWeb() {
  const answers: (() => void)[] = []
  const document = relatedOriginsDocument([ORIGIN])
  const source: RelatedOriginsSource = {
    fetch: (_domain, _origin, signal) => {
      const answer = new Promise<typeof document>((resolve) =>
        answers.push(() => resolve(document)),
      )
      return untilAborted(signal, answer).catch(() => ({ ok: false, reason: 'it was aborted' }))
    },
  }
  return { answers, source }
}

describe('a ceremony right after a signal of its page', () => {
  it.each(['optional', 'conditional'])(
    'get() offers what the signal left (%s)',
    async (mediation) => {
      const { world: signalling, ada, page } = await world()
      page.post(sent(unknown(idOf(ada))))
      page.post(get(mediation))
      await page.page.settled()
      expect(offered(signalling)).toBeUndefined()

      signalling.home.clock.advance(20)
      await expect.poll(() => offered(signalling)).toEqual(['Bob'])
    },
  )

  it('create() may replace the passkey that the signal deleted', async () => {
    const { world: signalling, ada, page } = await world()
    signalling.choosePolicy('delete')
    const excludeCredentials = [{ type: 'public-key', id: idOf(ada) }]
    page.post(sent(unknown(idOf(ada))))
    page.post(create({ excludeCredentials }))
    await page.page.settled()
    signalling.home.clock.advance(20)

    await expect
      .poll(() => signalling.latchkey.questions.list())
      .toMatchObject([{ type: 'consent', request: { kind: 'create' } }])
  })

  it('sees all of several signals', async () => {
    const { world: signalling, ada, page } = await world()
    page.post(sent(accepted([])))
    page.post(sent(details({ displayName: 'Countess' })))
    page.post(sent(accepted([idOf(ada)])))
    page.post(get())
    await page.page.settled()
    signalling.home.clock.advance(20)

    await expect.poll(() => offered(signalling)).toEqual(['Bob', 'Countess'])
  })

  it('comes after a signal whose RP ID had to be looked up', async () => {
    const { answers, source } = slowWeb()
    const { world: signalling, ada, page } = await world(source)
    page.post(sent(details(RELATED)))
    page.post(sent(unknown(idOf(ada))))
    page.post(get())
    await page.page.settled()
    signalling.home.clock.advance(20)
    await page.page.settled()
    expect(offered(signalling)).toBeUndefined()

    answers[0]!()
    await page.page.settled()
    signalling.home.clock.advance(20)
    await expect.poll(() => offered(signalling)).toEqual(['Bob'])
  })

  it('ends when the page aborts, and the record has it', async () => {
    const { source } = slowWeb()
    const { world: signalling, page } = await world(source)
    page.post(sent(details(RELATED)))
    page.post(get())
    page.abort()
    await page.page.settled()

    await expect
      .poll(() => signalling.latchkey.activity.list())
      .toMatchObject([{ kind: 'get', outcome: 'refused', error: 'AbortError' }])
  })

  it('does not wait for the signals of another origin', async () => {
    const { source } = slowWeb()
    const { world: signalling, page } = await world(source)
    const other = await signalling.page('http://localhost:1')
    other.post(sent(details(RELATED)))
    await other.page.settled()
    page.post(get())

    await expect.poll(() => offered(signalling)).toEqual(['Bob', 'Ada'])
  })

  it('comes after the signals that waited for the vault', async () => {
    const { answers, source } = slowWeb()
    const { world: signalling, ada, page } = await world(source)
    await signalling.lock()
    await page.page.next()
    page.post(sent(details(RELATED)))
    page.post(sent(unknown(idOf(ada))))
    await page.page.settled()
    answers[0]!()
    await signalling.unlock()
    await page.page.settled()
    page.post(get())
    await expect.poll(() => answers.length).toBe(2)
    await page.page.settled()
    expect(offered(signalling)).toBeUndefined()

    answers[1]!()
    await page.page.settled()
    signalling.home.clock.advance(20)
    await expect.poll(() => offered(signalling)).toEqual(['Bob'])
  })

  it('is refused at once when the vault is locked after the signal', async () => {
    const { world: signalling, ada, page } = await world()
    page.post(sent(unknown(idOf(ada))))
    page.post(get())
    await page.page.settled()
    await signalling.lock()

    expect(await page.page.settled()).toMatchObject([
      { t: 'event', event: 'locked' },
      { t: 'error', id: 2, name: 'NotAllowedError' },
    ])
    expect(signalling.latchkey.questions.list()).toEqual([])
  })
})

describe('what the user reads and changes right after a signal', () => {
  it('is what the signal left: the list and the record', async () => {
    const { world: signalling, ada, page } = await world()
    await page.signal(unknown(idOf(ada)))
    const window = signalling.window()

    const { passkeys } = await window.listPasskeys()
    expect(passkeys.find(({ id }) => id === idOf(ada))).toMatchObject({ hidden: {} })
    expect(await window.listActivity()).toMatchObject({
      entries: [{ kind: 'signal', outcome: 'done' }],
    })
  })

  it('stands, though the signal is not due yet', async () => {
    const { world: signalling, ada, page } = await world()
    await page.signal(details())
    const names = { userName: 'ada', userDisplayName: 'Countess' }
    await signalling.window().renamePasskey(idOf(ada), names)
    await signalling.settle()

    expect(signalling.find(ada)).toMatchObject(names)
    expect(signalling.find(ada)?.renames).toMatchObject([{ by: 'user' }, { by: 'page' }])
  })

  it('meets the policy that held when the signal came', async () => {
    const { world: signalling, ada, page } = await world()
    await page.signal(unknown(idOf(ada)))
    await signalling.window().setPageSignalPolicy(ORIGIN, 'delete')

    expect(signalling.signals()).toMatchObject([{ policy: 'spec' }])
  })

  it('does not wait for a locked vault', async () => {
    const { world: signalling, page } = await world()
    await page.signal(details())
    await signalling.lock()
    signalling.home.clock.advance(20)

    expect((await signalling.window().listPasskeys()).passkeys).toEqual([])
  })
})

describe('when Latchkey ends', () => {
  it('a signal whose RP ID is being looked up leaves a line in the record', async () => {
    const { source } = slowWeb()
    const { world: signalling, page } = await world(source)
    page.post(sent(details(RELATED)))
    await page.page.settled()
    const vault = signalling.latchkey.vault
    const added: unknown[] = []
    signalling.latchkey.activity.onAdded((entry) => added.push(entry))
    await signalling.latchkey.close()

    expect(added).toMatchObject([
      {
        kind: 'signal',
        signal: 'currentUserDetails',
        origin: ORIGIN,
        rpId: 'example.org',
        outcome: 'refused',
        error: null,
        reason: 'Latchkey ended before it knew whether the origin and the RP ID are related',
      },
    ])
    await vault.open()
    expect(vault.activity.list()).toMatchObject([{ kind: 'signal', outcome: 'refused' }])
  })

  it('such a signal that waits for the vault leaves one line', async () => {
    const { source } = slowWeb()
    const { world: signalling, page } = await world(source)
    await signalling.lock()
    await page.page.next()
    page.post(sent(details(RELATED)))
    await page.page.settled()
    await signalling.latchkey.close()

    const ends = signalling.logged.filter((line) => line.includes('Latchkey ended'))
    expect(ends).toEqual([expect.stringContaining('Latchkey ended before the vault was unlocked')])
  })

  it('a signal that was answered, but is not due yet, is applied', async () => {
    const { world: signalling, ada, page } = await world()
    await page.signal(unknown(idOf(ada)))
    const { vault } = signalling.latchkey
    await signalling.latchkey.close()

    await vault.open()
    expect(vault.passkeys.find(ada.credentialId)?.hidden).not.toBeNull()
  })
})
