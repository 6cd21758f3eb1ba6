import { describe, expect, it } from 'vitest'
import { untilAborted } from '../../../../src/main/platform/until-aborted'
import { WebAuthnClient } from '../../../../src/main/webauthn/client/client'
import type { RelatedOriginsSource } from '../../../../src/main/webauthn/client/ports'
import type { SignalKind } from '../../../../src/shared/activity'
import { passkey } from '../../../support/passkeys'
import { relatedOriginsDocument, ServingAll } from '../../../support/related-origins'
import { requester } from '../../../support/webauthn-options'
import { webauthnPorts } from '../../../support/webauthn-ports'

type World = NonNullable<Parameters<typeof webauthnPorts>[0]>

const details = { rpId: 'example.org', userId: 'CQ', name: 'ada', displayName: 'Ada L.' }

describe('a signal', () => {
  it('is passed on with its requester', async () => {
    const { client, signals } = world()
    await client.signal(requester(), 'currentUserDetails', details, 'now')
    await new Promise(setImmediate)

    const { rpId, name, displayName } = details
    const userHandle = Uint8Array.of(9)
    const entryId = expect.any(String) as string
    const about = { entryId, requester: requester(), rpId, userHandle }
    expect(signals).toEqual([{ kind: 'currentUserDetails', ...about, name, displayName }])
  })

  it('of a page whose signals never count gets the same answer, and is not applied', async () => {
    const { client, signals, reports } = world({ passkeys: [passkey()] })

    await expect(
      client.signal(requester(), 'currentUserDetails', details, 'never'),
    ).resolves.toBeUndefined()
    await new Promise(setImmediate)
    expect(signals).toEqual([])
    expect(reports).toEqual([])
  })

  it.each(['now', 'later'] as const)(
    'for a related RP ID is accepted from a page whose signals count %s',
    async (hearing) => {
      const web = new ServingAll(relatedOriginsDocument(['https://example.org']))
      const { client } = world({ relatedOrigins: web })
      const related = { ...details, rpId: 'example.com' }

      await client.signal(requester(), 'currentUserDetails', related, hearing)

      expect(web.asked).toEqual(['example.com'])
    },
  )

  it('of a page whose signals never count does not fetch related origins', async () => {
    const web = new ServingAll(relatedOriginsDocument(['https://example.org']))
    const { client, reports } = world({ relatedOrigins: web })
    const related = { ...details, rpId: 'example.com' }

    await expect(
      client.signal(requester(), 'currentUserDetails', related, 'never'),
    ).rejects.toMatchObject({
      name: 'SecurityError',
      message: expect.stringContaining('not paired'),
    })
    expect(web.asked).toEqual([])
    expect(reports).toEqual([])
  })

  it('is applied in the order of arrival, even when the check of an earlier signal takes longer', async () => {
    const answers: (() => void)[] = []
    const document = relatedOriginsDocument(['https://example.org'])
    const fetch = () =>
      new Promise<typeof document>((resolve) => answers.push(() => resolve(document)))
    const { client, signals } = world({ relatedOrigins: { fetch } })
    const named = (name: string) => ({ ...details, rpId: 'example.com', name })
    const send = (name: string) =>
      client.signal(requester(), 'currentUserDetails', named(name), 'now')

    const [first, second] = [send('first'), send('second')]
    await expect.poll(() => answers.length).toBe(2)
    answers[1]!()
    await second
    await new Promise(setImmediate)
    expect(signals).toEqual([])
    answers[0]!()
    await first
    await expect.poll(() => signals.length).toBe(2)

    expect(signals).toMatchObject([{ name: 'first' }, { name: 'second' }])
  })

  it('does not wait for the signal of another page', async () => {
    const fetch = () => new Promise<never>(() => undefined)
    const { client, signals } = world({ relatedOrigins: { fetch } })
    const elsewhere = requester({ origin: 'https://www.example.org' })

    const related = { ...details, rpId: 'example.com' }
    void client.signal(requester(), 'currentUserDetails', related, 'now')
    await client.signal(elsewhere, 'currentUserDetails', details, 'now')
    await new Promise(setImmediate)

    expect(signals).toHaveLength(1)
  })

  it('ends with Latchkey while its RP ID is being looked up, and leaves its reason in the record', async () => {
    const fetch: RelatedOriginsSource['fetch'] = (_domain, _origin, signal) =>
      untilAborted(signal).catch(() => ({ ok: false, reason: 'it was aborted' }))
    const { client, signals, reports } = world({ relatedOrigins: { fetch } })
    const related = { ...details, rpId: 'example.com' }
    const signalled = (['now', 'later', 'never'] as const).map((timing) =>
      client.signal(requester(), 'currentUserDetails', related, timing),
    )
    const settled = Promise.allSettled(signalled)
    await client.end()
    await settled

    expect(signals).toEqual([])
    const reason = 'Latchkey ended before it knew whether the origin and the RP ID are related'
    expect(reports).toMatchObject([{ kind: 'signal', outcome: 'refused', error: null, reason }])
  })

  it.each<[string, SignalKind, object, string | null]>([
    ['TypeError', 'unknownCredential', { rpId: 'example.com', credentialId: '?' }, 'example.com'],
    [
      'SecurityError',
      'unknownCredential',
      { rpId: 'example.com', credentialId: 'AQ' },
      'example.com',
    ],
    ['TypeError', 'currentUserDetails', {}, null],
  ])(
    'rejects with %s, whether signals count or not, and is not applied',
    async (name, kind, options, rpId) => {
      const { client, signals, reports } = world()

      for (const hearing of ['now', 'later', 'never'] as const)
        await expect(client.signal(requester(), kind, options, hearing)).rejects.toMatchObject({
          name,
        })
      await new Promise(setImmediate)
      expect(signals).toEqual([])
      const refused = { kind: 'signal', signal: kind, outcome: 'refused', error: name, rpId }
      expect(reports).toMatchObject([refused, refused])
    },
  )
})

function world(fields: World = {}) {
  const { ports, ...seen } = webauthnPorts(fields)
  return { client: new WebAuthnClient(ports), ...seen }
}
