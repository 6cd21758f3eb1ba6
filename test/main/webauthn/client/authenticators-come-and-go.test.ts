/** A pending ceremony uses the authenticators that are available at the time (WebAuthn §5.1.3 step 22, §5.1.4.1). */
import { describe, expect, it } from 'vitest'
import { PLATFORM_AUTHENTICATOR } from '../../../../src/main/webauthn/authenticator/description'
import type { AuthenticatorQuestion } from '../../../../src/main/webauthn/authenticator/ports'
import type { WebAuthnClient } from '../../../../src/main/webauthn/client/client'
import type { CeremonyObserver } from '../../../../src/main/webauthn/client/ports'
import { readAuthenticatorData } from '../../../support/authenticator-answers'
import { passkey } from '../../../support/passkeys'
import { clientWith, errorOf, stateOf, type Plugged } from '../../../support/plugged-authenticators'
import {
  assertionRequest,
  base64url,
  creation,
  descriptor,
  fromBase64url,
  requester,
} from '../../../support/webauthn-options'
import { nobody, type Answer } from '../../../support/webauthn-ports'

const FIRST = 'authenticator 1'
const SECOND = 'authenticator 2'
const ada = passkey({ credentialId: Uint8Array.of(1), createdAt: 1 })
const bob = passkey({ credentialId: Uint8Array.of(2), userHandle: Uint8Array.of(8), createdAt: 2 })
const conditional = { mediation: 'conditional' } as const

/** A world in which the user answers when the test calls `approve`. */
function world(plugged: readonly Plugged[]) {
  const answers: ((answer: Awaited<ReturnType<Answer>>) => void)[] = []
  const questions: AuthenticatorQuestion[] = []
  const answer: Answer = (question, signal) => {
    questions.push(question)
    return Promise.race([
      new Promise<Awaited<ReturnType<Answer>>>((resolve) => answers.push(resolve)),
      nobody(question, signal),
    ])
  }
  const made = clientWith(plugged, { answer })
  return {
    ...made,
    kinds: () => questions.map(({ kind }) => kind),
    shown: () => (questions.at(-1)?.accountsNow?.() ?? []).map(({ id }) => id),
    approve: (id?: Uint8Array) =>
      answers.at(-1)?.({
        given: true,
        answeredBy: 'person',
        ...(id && { accountId: base64url(id) }),
      }),
  }
}

describe('a conditional get()', () => {
  it('continues when an authenticator is unplugged and another is plugged in', async () => {
    const { client, authenticators, shown, approve } = world([{ passkeys: [ada] }])
    const got = client.get(assertionRequest({}, conditional))
    authenticators.unplug(FIRST)
    expect(await stateOf(got)).toBe('pending')
    authenticators.plugIn({ passkeys: [bob] })

    expect(shown()).toEqual([base64url(bob.credentialId)])
    approve(bob.credentialId)
    expect((await got).id).toBe(base64url(bob.credentialId))
  })

  it('adds the passkeys of an authenticator that is plugged in later to the same offer', async () => {
    const { client, authenticators, shown, kinds, approve } = world([{ passkeys: [ada] }])
    const got = client.get(assertionRequest({}, conditional))
    authenticators.plugIn({ passkeys: [bob] })

    expect(shown()).toEqual([base64url(bob.credentialId), base64url(ada.credentialId)])
    expect(kinds()).toEqual(['offer'])
    approve(ada.credentialId)
    expect((await got).id).toBe(base64url(ada.credentialId))
  })

  it('withdraws its offer when no authenticator is left', async () => {
    const { client, authenticators, kinds, approve } = world([{ passkeys: [ada] }])
    const got = client.get(assertionRequest({}, conditional))
    expect(await stateOf(got)).toBe('pending')
    authenticators.unplug(FIRST)
    authenticators.plugIn({ passkeys: [bob] })
    expect(await stateOf(got)).toBe('pending')

    expect(kinds()).toEqual(['offer', 'offer'])
    approve(bob.credentialId)
    expect((await got).id).toBe(base64url(bob.credentialId))
  })

  it('waits without an authenticator, and leaves no entry when the page aborts it', async () => {
    const page = new AbortController()
    const { client, authenticators, kinds, reports } = world([])
    const got = client.get(assertionRequest({}, { ...conditional, signal: page.signal }))

    expect(await stateOf(got)).toBe('pending')
    expect(kinds()).toEqual([])
    page.abort(new DOMException('enough', 'AbortError'))
    expect(await errorOf(got)).toBe('AbortError')
    expect(reports).toEqual([])
    expect(authenticators.listeners.size).toBe(0)
  })

  it('uses the verification that the authenticator supports when the user answers', async () => {
    const { client, authenticators, approve } = world([
      {
        passkeys: [ada],
        authenticator: { ...PLATFORM_AUTHENTICATOR, userVerification: 'unavailable' },
      },
    ])
    const got = client.get(assertionRequest({}, conditional))
    authenticators.describe(FIRST, PLATFORM_AUTHENTICATOR)
    approve(ada.credentialId)
    const { authenticatorData } = (await got).response

    expect(readAuthenticatorData(fromBase64url(authenticatorData)).flags.uv).toBe(true)
  })
})

describe('a modal get()', () => {
  it('adds the passkeys of an authenticator that is plugged in while the user is asked', async () => {
    const { client, authenticators, shown, kinds, approve } = world([{ passkeys: [ada] }])
    const got = client.get(assertionRequest())
    authenticators.plugIn({ passkeys: [bob] })

    expect(shown()).toEqual([base64url(bob.credentialId), base64url(ada.credentialId)])
    expect(kinds()).toEqual(['sign-in'])
    approve(bob.credentialId)
    expect((await got).id).toBe(base64url(bob.credentialId))
  })

  it('asks again when a new authenticator has the first passkey', async () => {
    const { client, authenticators, kinds, approve } = world([{}])
    const got = client.get(assertionRequest())
    authenticators.plugIn({ passkeys: [bob] })

    expect(kinds()).toEqual(['no-passkey', 'sign-in'])
    approve(bob.credentialId)
    expect((await got).id).toBe(base64url(bob.credentialId))
  })

  it('continues with the other authenticators when one is unplugged', async () => {
    const { client, authenticators, shown, approve } = world([
      { passkeys: [ada] },
      { passkeys: [bob] },
    ])
    const got = client.get(assertionRequest())
    authenticators.unplug(SECOND)

    expect(shown()).toEqual([base64url(ada.credentialId)])
    approve(ada.credentialId)
    expect((await got).id).toBe(base64url(ada.credentialId))
  })

  it('asks again when the only authenticator with a passkey is unplugged', async () => {
    const { client, authenticators, kinds, approve } = world([{ passkeys: [ada] }, {}])
    const got = client.get(assertionRequest())
    authenticators.unplug(FIRST)

    expect(kinds()).toEqual(['sign-in', 'no-passkey'])
    approve()
    expect(await errorOf(got)).toBe('NotAllowedError')
  })

  it('continues when the last authenticator is unplugged and another is plugged in', async () => {
    const { client, authenticators, approve } = world([{ passkeys: [ada] }])
    const got = client.get(assertionRequest())
    authenticators.unplug(FIRST)
    expect(await stateOf(got)).toBe('pending')
    authenticators.plugIn({ passkeys: [bob] })
    approve(bob.credentialId)

    expect((await got).id).toBe(base64url(bob.credentialId))
  })

  it('keeps a single time-out when authenticators are plugged in and unplugged', async () => {
    const { client, authenticators, timers } = world([{ passkeys: [ada] }])
    const got = client.get(assertionRequest())
    authenticators.plugIn({ passkeys: [bob] })
    authenticators.unplug(FIRST)

    expect(timers.running).toHaveLength(1)
    timers.runOut()
    expect(await errorOf(got)).toBe('NotAllowedError')
  })

  it('removes its listener after it has signed', async () => {
    const { client, authenticators, approve } = world([{ passkeys: [ada] }])
    const got = client.get(assertionRequest())
    expect(authenticators.listeners.size).toBe(1)
    approve(ada.credentialId)
    await got

    expect(authenticators.listeners.size).toBe(0)
  })
})

describe('create()', () => {
  it('finds an excluded passkey on an authenticator that is plugged in while the user is asked', async () => {
    const { client, authenticators, kinds, approve } = world([{}])
    const excludeCredentials = [descriptor(bob.credentialId)]
    const created = client.create(creation({ excludeCredentials }))
    authenticators.plugIn({ passkeys: [bob] })

    expect(kinds()).toEqual(['create', 'already-registered'])
    approve()
    expect(await errorOf(created)).toBe('InvalidStateError')
  })

  it('makes the passkey on another authenticator after the first is unplugged', async () => {
    const { client, authenticators, kinds, stores, approve } = world([{}, {}])
    const created = client.create(creation())
    authenticators.unplug(FIRST)
    expect(kinds()).toEqual(['create'])
    approve()
    await created

    expect(stores.map((store) => store.list().length)).toEqual([0, 1])
  })

  it('makes one passkey when an authenticator is plugged in after the answer', async () => {
    const { client, authenticators, stores, approve } = world([{}])
    const created = client.create(creation())
    approve()
    authenticators.plugIn({})
    await created

    expect(stores.map((store) => store.list().length)).toEqual([1, 0])
  })
})

type Ask = (client: WebAuthnClient, page: AbortController) => Promise<unknown>
const ceremonies: readonly (readonly [string, Ask])[] = [
  ['create()', (client, { signal }) => client.create(creation({}, { signal }))],
  ['a modal get()', (client, { signal }) => client.get(assertionRequest({}, { signal }))],
]

describe.each(ceremonies)('%s without an authenticator', (_what, ask) => {
  it('waits until its time-out, and leaves no timer or listener', async () => {
    const { client, authenticators, timers, kinds, reports } = world([])
    const asked = ask(client, new AbortController())
    expect(await stateOf(asked)).toBe('pending')
    timers.runOut()

    expect(await errorOf(asked)).toBe('NotAllowedError')
    expect(kinds()).toEqual([])
    expect(timers.running).toEqual([])
    expect(authenticators.listeners.size).toBe(0)
    const reason = 'no authenticator was available within 300 seconds'
    expect(reports).toMatchObject([{ outcome: 'refused', reason, answeredBy: null }])
  })

  it('ends with the reason of the page that aborts it', async () => {
    const page = new AbortController()
    const { client, timers } = world([])
    const asked = ask(client, page)
    page.abort(new DOMException('enough', 'AbortError'))

    expect(await errorOf(asked)).toBe('AbortError')
    expect(timers.running).toEqual([])
  })

  it('is carried out on an authenticator that is plugged in later', async () => {
    const { client, authenticators, approve } = world([])
    const asked = ask(client, new AbortController())
    authenticators.plugIn({ passkeys: [ada] })
    approve()

    expect(await errorOf(asked)).toBe('no error')
  })
})

describe('an observer', () => {
  const noSignals = { signalled: () => undefined, signalChecked: () => undefined }

  it('receives every event of a ceremony under one id', async () => {
    const heard: unknown[] = []
    const observer: CeremonyObserver = {
      begun: () => undefined,
      ...noSignals,
      started: ({ id, kind, mediation }) => heard.push(['started', id, kind, mediation]),
      waits: ({ id }, { kind, origin }) => heard.push(['waits', id, kind, origin]),
      heldBack: () => undefined,
      finished: ({ id }, report) => heard.push(['finished', id, report?.outcome]),
    }
    const { client } = clientWith([{}], { observer })
    await Promise.all([
      client.create(creation()),
      errorOf(client.get(assertionRequest({ rpId: 'example.com' }, { mediation: 'required' }))),
    ])

    expect(heard.filter((event) => (event as string[])[1] === 'id 1')).toEqual([
      ['started', 'id 1', 'create', undefined],
      ['waits', 'id 1', 'create', 'https://example.org'],
      ['finished', 'id 1', 'done'],
    ])
    expect(heard.filter((event) => (event as string[])[1] === 'id 2')).toEqual([
      ['started', 'id 2', 'get', 'required'],
      ['finished', 'id 2', 'refused'],
    ])
  })

  it('receives a signal before its check, and how the check ended', async () => {
    const heard: unknown[] = []
    const observer: CeremonyObserver = {
      begun: () => undefined,
      started: () => undefined,
      waits: () => undefined,
      heldBack: () => undefined,
      finished: () => undefined,
      signalled: ({ id, kind, origin, options }) => heard.push([id, kind, origin, options]),
      signalChecked: ({ id }, error) => heard.push([id, error]),
    }
    const { client } = clientWith([{}], { observer })
    const page = requester()
    const good = { rpId: 'example.org', credentialId: 'AQID' }
    await client.signal(page, 'unknownCredential', good, 'now')
    await errorOf(client.signal(page, 'unknownCredential', { rpId: 'example.org' }, 'now'))
    await client.signal(page, 'unknownCredential', good, 'never')

    expect(heard).toEqual([
      ['id 1', 'unknownCredential', 'https://example.org', good],
      ['id 1', null],
      ['id 2', 'unknownCredential', 'https://example.org', { rpId: 'example.org' }],
      ['id 2', 'TypeError'],
    ])
  })

  it('receives no report for an offer that the page aborted', async () => {
    const reports: unknown[] = []
    const observer: CeremonyObserver = {
      begun: () => undefined,
      ...noSignals,
      started: () => undefined,
      waits: () => undefined,
      heldBack: () => undefined,
      finished: (_ceremony, report) => reports.push(report),
    }
    const page = new AbortController()
    const { client } = clientWith([{ passkeys: [ada] }], { observer, answer: nobody })
    const got = client.get(assertionRequest({}, { ...conditional, signal: page.signal }))
    page.abort(new Error('enough'))

    await errorOf(got)
    expect(reports).toEqual([null])
  })
})
