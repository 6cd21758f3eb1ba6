import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { systemRandom } from '../../../src/main/platform/random'
import type { Latchkey } from '../../../src/main/start/latchkey'
import { memoryVault } from '../../../src/main/vault/memory-vault'
import { toPem } from '../../../src/main/webauthn/authenticator/attestation/certificate'
import { ORIGIN } from '../../support/bridge'
import { BridgePage } from '../../support/bridge-page'
import { FakeClock } from '../../support/fake-clock'
import { answerPairings, startLatchkey } from '../../support/latchkey'
import { servingNothing } from '../../support/related-origins'

let latchkey: Latchkey
let port: number
let logged: readonly string[]
beforeEach(async () => ({ latchkey, port, logged } = await startLatchkey()))
afterEach(() => latchkey.close())

const creation = {
  rp: { name: 'Example' },
  user: { id: 'CQ', name: 'ada@example.org', displayName: 'Ada Byron' },
  challenge: 'AQID',
  pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
  authenticatorSelection: { residentKey: 'required' },
}

async function pairedPage(): Promise<BridgePage> {
  answerPairings(latchkey, { allow: true, duration: 'session' })
  const page = await BridgePage.unpaired({ port })
  page.send({ t: 'pair', id: 1, name: 'Example' })
  await page.next() // the code
  expect(await page.next()).toMatchObject({ t: 'paired' })
  return page
}

describe('Latchkey, from the socket to the vault', () => {
  it('creates a passkey and signs in with it, answered by a script in the same process', async () => {
    const page = await pairedPage()
    latchkey.script.answerNext(() => ({ given: true }))
    latchkey.script.answerNext(({ accounts }) => ({ given: true, accountId: accounts[0]!.id }))

    const created = await page.ask({ t: 'create', id: 2, options: creation })
    const got = await page.ask({ t: 'get', id: 3, options: { challenge: 'AQID' } })

    const [passkey] = latchkey.vault.passkeys.list()
    expect(created).toMatchObject({ t: 'result', id: 2 })
    expect(got).toMatchObject({
      t: 'result',
      id: 3,
      credential: { response: { userHandle: 'CQ' } },
    })
    expect(passkey).toMatchObject({
      rpId: 'localhost',
      origin: ORIGIN,
      userDisplayName: 'Ada Byron',
    })
    expect(latchkey.activity.list()).toMatchObject([
      { kind: 'get', outcome: 'done', answeredBy: 'script' },
      { kind: 'create', outcome: 'done', answeredBy: 'script' },
      { kind: 'pairing' },
    ])
  })

  it('applies a signalled name, and records the change', async () => {
    const page = await pairedPage()
    latchkey.script.answerNext(() => ({ given: true }))
    await page.ask({ t: 'create', id: 2, options: creation })
    expect(latchkey.activity.list()).toMatchObject([{ kind: 'create' }, { kind: 'pairing' }])
    const changed = new Promise((resolve) => latchkey.activity.onAdded(resolve))

    const answer = await page.ask({
      t: 'signal',
      id: 3,
      kind: 'currentUserDetails',
      options: { rpId: 'localhost', userId: 'CQ', name: 'ada', displayName: 'Ada Lovelace' },
    })

    expect(answer).toEqual({ t: 'result', id: 3, credential: null })
    expect(await changed).toMatchObject({
      kind: 'signal',
      outcome: 'done',
      changes: [{ what: 'renamed', after: { userName: 'ada', userDisplayName: 'Ada Lovelace' } }],
    })
    expect(latchkey.vault.passkeys.list()).toMatchObject([{ userDisplayName: 'Ada Lovelace' }])
  })

  it('sums up a flood of ceremonies that fail without a question', async () => {
    const clock = new FakeClock()
    await latchkey.close()
    const vault = memoryVault(clock, systemRandom)
    ;({ latchkey, port } = await startLatchkey(servingNothing, { clock, vault }))
    const page = await pairedPage()
    for (let id = 2; id < 42; id++) {
      const upgrade = { t: 'create', id, options: creation, mediation: 'conditional' } as const
      expect(await page.ask(upgrade)).toMatchObject({ t: 'error', name: 'NotAllowedError' })
    }
    clock.advance(1_000)

    const refused = latchkey.activity.list().filter(({ kind }) => kind === 'create')
    expect(refused.map(({ reason }) => reason)).toEqual([
      expect.stringContaining('(39 more within a second)'),
      expect.not.stringContaining('more within a second'),
    ])
  })

  it('ends the conditional ceremonies of a page with its sockets and its grant, without an answer or an entry', async () => {
    const first = await pairedPage()
    const grant = latchkey.vault.grants.find(latchkey.vault.grants.list()[0]!.id)!
    const pages = [first]
    for (let i = 0; i < 7; i++) pages.push(await BridgePage.ready({ port }, grant))
    const offer = { t: 'get', id: 9, options: { challenge: 'AQID' }, mediation: 'conditional' }
    for (const page of pages) page.send(offer)

    for (const page of pages) expect(await page.settled()).toEqual([])
    await expect.poll(() => latchkey.questions.list()).toHaveLength(8)
    expect(await pages[7]!.ask({ ...offer, id: 10 })).toMatchObject({ name: 'OperationError' })

    for (const { socket } of pages.slice(4)) socket.terminate()
    await expect.poll(() => latchkey.questions.list().length).toBe(4)
    latchkey.bridge.revoke(ORIGIN)
    await Promise.all(pages.map(({ closed }) => closed))
    expect(latchkey.questions.list()).toEqual([])
    expect(latchkey.activity.list().filter(({ kind }) => kind === 'get')).toEqual([])
  })

  it('asks the user when no script answers', async () => {
    const page = await pairedPage()
    const asked = new Promise((resolve) => latchkey.questions.onChange(resolve))

    page.send({ t: 'create', id: 2, options: creation })

    expect(await asked).toBe(true)
    expect(latchkey.questions.list()).toMatchObject([
      { type: 'consent', request: { kind: 'create', origin: ORIGIN, userName: 'ada@example.org' } },
    ])
  })

  it('asks the user again after an origin with automatic answers is paired again', async () => {
    await pairedPage()
    latchkey.answersByItself.set(ORIGIN, true)
    await latchkey.vault.grants.removeByOrigin(ORIGIN)
    latchkey.bridge.revoke(ORIGIN)

    await pairedPage()

    expect(latchkey.answersByItself.has(ORIGIN)).toBe(false)
  })

  it('keeps the automatic answers of an origin when a second tab is paired', async () => {
    await pairedPage()
    latchkey.answersByItself.set(ORIGIN, true)

    await pairedPage()

    expect(latchkey.answersByItself.has(ORIGIN)).toBe(true)
  })

  it('exports the attestation root of the vault until the vault is closed', async () => {
    const { text } = await latchkey.attestationFiles.make('root')
    const kept = latchkey.vault.attestationRoots.find()
    expect(kept && toPem(kept.certificate)).toBe(text)

    await latchkey.vault.close()

    await expect(latchkey.attestationFiles.make('root')).rejects.toThrow('locked')
  })

  it('logs a new passkey without its token, challenge or user handle', async () => {
    const page = await pairedPage()
    latchkey.script.answerNext(() => ({ given: true }))
    await page.ask({
      t: 'create',
      id: 2,
      options: {
        ...creation,
        challenge: 'c2VjcmV0LWNoYWxsZW5nZQ',
        user: { ...creation.user, id: 'c2VjcmV0LWhhbmRsZQ' },
      },
    })

    const [passkey] = latchkey.vault.passkeys.list()
    const grant = latchkey.vault.grants.find(latchkey.vault.grants.list()[0]!.id)!
    latchkey.activity.list()
    const log = logged.join('\n')
    expect(log).toContain('made a passkey for localhost')
    for (const secret of [
      Buffer.from(grant.token).toString('base64url'),
      Buffer.from(passkey!.userHandle).toString('base64url'),
      'c2VjcmV0LWNoYWxsZW5nZQ',
    ])
      expect(log).not.toContain(secret)
  })
})
