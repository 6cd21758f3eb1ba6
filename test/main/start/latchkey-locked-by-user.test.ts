/** The user locks the vault while pages use it: a vault on the disk, real sockets, and a keychain in memory. */
import { rm } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { encodeBase64Url } from '../../../src/shared/base64url'
import { ORIGIN } from '../../support/bridge'
import { BridgePage } from '../../support/bridge-page'
import { answerPairings } from '../../support/latchkey'
import { servingNothing } from '../../support/related-origins'
import { accepted, details, startSignalling, unknown } from '../../support/signalling-page'
import { vaultHome } from '../../support/vault-home'

const CREATION = {
  rp: { name: 'Example' },
  user: { id: 'DA', name: 'bob', displayName: 'Bob' },
  challenge: 'AQID',
  pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
}
const LOCKED = {
  t: 'error',
  name: 'NotAllowedError',
  message: 'Latchkey is locked. Unlock it and try again.',
}

async function start() {
  const home = await vaultHome()
  const world = await startSignalling(servingNothing, home)
  const { latchkey } = world
  // As the tray and the window do.
  latchkey.questions.onChange(() => latchkey.questions.list())
  const page = await world.page()
  /** Whether the user names of the kept passkeys include this one. */
  const keeps = (name: string) =>
    latchkey.vault.passkeys.list().some(({ userName }) => userName === name)
  return { home, world, latchkey, page, keeps }
}

type World = Awaited<ReturnType<typeof start>>

/** Locks without waiting: the clock moves so that signals that the lock waits for become due. */
async function lock({ latchkey, world }: World): Promise<void> {
  const locked = latchkey.lock()
  await world.settle()
  await locked
}

async function nextQuestion({ latchkey: { questions } }: World) {
  await expect.poll(() => questions.list().length).toBe(1)
  const [question] = questions.list()
  if (question?.type !== 'consent') throw new Error('another question')
  return question.request
}

it('stays locked until the user unlocks it, and opens with what it held', async () => {
  const all = await start()
  const passkey = await all.world.keep()
  const { vault } = all.latchkey

  await lock(all)
  expect(vault.state).toEqual({ state: 'locked-by-user', sealedBy: 'keychain' })
  expect(() => vault.passkeys.list()).toThrow('locked')
  expect(await all.page.page.next()).toEqual({ t: 'event', event: 'locked' })
  // Only the user's own call opens the vault, and no other Latchkey can open it.
  const other = all.home.vault()
  await other.open()
  expect(other.state).toMatchObject({ reason: 'in-use' })
  expect(vault.state.state).toBe('locked-by-user')

  await vault.retry()
  expect(vault.state).toMatchObject({ state: 'open', sealedBy: 'keychain' })
  expect(vault.passkeys.list()).toEqual([passkey])
  expect(await all.page.page.next()).toEqual({ t: 'event', event: 'unlocked' })
})

it('says that the keychain is locked if that is why it cannot be unlocked', async () => {
  const all = await start()
  await lock(all)
  all.home.keychain.mood = 'locked'

  await all.latchkey.vault.retry()

  expect(all.latchkey.vault.state).toMatchObject({ state: 'locked', reason: 'keychain-locked' })
})

it.each([
  ['create', { t: 'create', options: CREATION }],
  ['get', { t: 'get', options: { challenge: 'AQID' } }],
  ['conditional get', { t: 'get', options: { challenge: 'AQID' }, mediation: 'conditional' }],
])('ends a %s that waits for the user, and keeps no passkey', async (_what, request) => {
  const all = await start()
  const { page } = all.page
  await all.world.keep()
  page.send({ id: 1, ...request })
  await nextQuestion(all)

  await lock(all)

  expect([await page.next(), await page.next()]).toEqual([
    { t: 'event', event: 'locked' },
    { ...LOCKED, id: 1 },
  ])
  expect(all.latchkey.questions.list()).toEqual([])
  await all.latchkey.vault.retry()
  expect(all.keeps('bob')).toBe(false)
})

it('ends several questions, and each page learns why', async () => {
  const all = await start()
  await all.world.keep()
  const { page } = all.page
  page.send({ id: 1, t: 'get', options: { challenge: 'AQID' }, mediation: 'conditional' })
  await nextQuestion(all)
  const another = (await all.world.page()).page
  another.send({ id: 1, t: 'get', options: { challenge: 'AQID' } })
  await expect.poll(() => all.latchkey.questions.list().length).toBe(2)

  await lock(all)

  for (const asking of [page, another])
    expect([await asking.next(), await asking.next()]).toContainEqual({ ...LOCKED, id: 1 })
  expect(all.latchkey.vault.state.state).toBe('locked-by-user')
  const reasons = all.latchkey.activity.list().map(({ reason }) => reason)
  expect(reasons.join()).not.toContain('failed inside')
})

it('answers with the passkey that is being written when the lock comes, before the page hears of the lock', async () => {
  const all = await start()
  const { page } = all.page
  page.send({ t: 'create', id: 1, options: CREATION })
  const { id } = await nextQuestion(all)
  let locked: Promise<void> | undefined
  all.home.files.fault = ({ call }) => {
    if (call === 'write') locked ??= all.latchkey.lock()
    return undefined
  }

  all.latchkey.questions.answer('consent', id, { given: true })

  expect(await page.next()).toMatchObject({ t: 'result', id: 1 })
  expect(await page.next()).toEqual({ t: 'event', event: 'locked' })
  await locked
  await all.latchkey.vault.retry()
  expect(all.keeps('bob')).toBe(true)
})

it('keeps a passkey exactly if its page has it, however close to the lock the user approves', async () => {
  const all = await start()
  const { page } = all.page
  for (let turns = 0; turns < 12; turns++) {
    const name = `bob ${turns}`
    const user = { id: encodeBase64Url(Uint8Array.of(100 + turns)), name, displayName: name }
    page.send({ t: 'create', id: turns, options: { ...CREATION, user } })
    const { id } = await nextQuestion(all)
    // Six approvals come before the lock and six after, at different distances.
    const before = turns < 6
    if (before) all.latchkey.questions.answer('consent', id, { given: true })
    for (let turn = turns; before && turn < 5; turn++) await new Promise(setImmediate)
    const locked = all.latchkey.lock()
    for (let turn = 6; turn < turns; turn++) await Promise.resolve()
    if (!before) all.latchkey.questions.answer('consent', id, { given: true })
    await locked
    const heard = [await page.next(), await page.next()]
    await all.latchkey.vault.retry()
    expect(await page.next()).toEqual({ t: 'event', event: 'unlocked' })

    const answer = heard.find(({ t }) => t !== 'event')
    expect(answer?.t === 'result').toBe(all.keeps(name))
    if (answer?.t !== 'result') expect(answer).toEqual({ ...LOCKED, id: turns })
    // A page may ask ten times a minute.
    all.world.home.clock.advance(10_000)
  }
})

it('applies the signals that came before the lock, and keeps those that come after', async () => {
  const all = await start()
  const passkey = await all.world.keep()
  const { world, page, latchkey } = all
  const id = encodeBase64Url(passkey.credentialId)
  await page.signal(details({ name: 'before' }))
  await page.signal(accepted([id]))
  await page.signal(details({ name: 'also before' }))

  await lock(all)
  expect(await page.page.next()).toEqual({ t: 'event', event: 'locked' })
  await page.signal(details({ name: 'after' }))
  await page.signal(unknown(id))
  await latchkey.vault.retry()
  const early = world.find(passkey)
  expect(early?.renames.map(({ after }) => after.userName)).toContain('also before')
  await world.settle()

  expect(world.find(passkey)).toMatchObject({
    userName: 'after',
    hidden: { by: 'page' },
  })
  expect(world.signals().map(({ outcome }) => outcome)).not.toContain('refused')
})

it('lets a ceremony and a signal of one page wait for each other over a lock', async () => {
  const all = await start()
  const passkey = await all.world.keep({ userName: 'ada' })
  const { world, page, latchkey } = all
  await page.signal(details({ name: 'renamed' }))
  const signedIn = page.get()
  await world.settle()
  await nextQuestion(all)
  await lock(all)
  expect(await signedIn).toEqual({ t: 'event', event: 'locked' })
  expect(await page.page.next()).toMatchObject(LOCKED)
  await page.signal(details({ name: 'renamed again' }))

  await latchkey.vault.retry()
  expect(await page.page.next()).toEqual({ t: 'event', event: 'unlocked' })
  void page.get()
  await world.settle()
  const question = await nextQuestion(all)

  expect(world.find(passkey)).toMatchObject({ userName: 'renamed again' })
  expect(question.accounts).toMatchObject([{ userName: 'renamed again' }])
})

it('leaves the record of what happened while it was locked', async () => {
  const all = await start()
  await lock(all)
  all.page.page.send({ t: 'get', id: 7, options: { challenge: 'AQID' } })
  expect(await all.page.page.next()).toEqual({ t: 'event', event: 'locked' })
  expect(await all.page.page.next()).toEqual({ ...LOCKED, id: 7 })

  await all.latchkey.vault.retry()
  await new Promise(setImmediate)

  all.latchkey.activity.finish()
  expect(all.latchkey.vault.activity.list()).toMatchObject([
    { kind: 'refusal', reason: 'get: the vault is locked' },
  ])
})

it('serves pages from a new vault after the file of the old one was deleted', async () => {
  const all = await start()
  await all.world.keep()
  const { home, latchkey, page } = all
  await rm(home.folder, { recursive: true })
  await lock(all)
  await latchkey.vault.retry()
  expect(latchkey.vault.state).toMatchObject({ state: 'locked', reason: 'vault-missing' })

  await latchkey.vault.startNew()

  expect(await page.page.next()).toEqual({ t: 'event', event: 'locked' })
  expect(await page.page.next()).toEqual({ t: 'event', event: 'unlocked' })
  // The old vault's grant does not count in the new one.
  page.page.send({ t: 'get', id: 1, options: { challenge: 'AQID' } })
  expect([await page.page.next(), await page.page.next()]).toMatchObject([
    { t: 'error', name: 'NotAllowedError' },
    { t: 'event', event: 'revoked' },
  ])
  answerPairings(latchkey, { allow: true, duration: '8-hours' })
  const { port } = latchkey.bridge.state
  const again = await BridgePage.unpaired({ port: port ?? 0, origin: ORIGIN })
  again.send({ t: 'pair', id: 1, name: 'Example' })
  expect(await again.next()).toMatchObject({ t: 'pair-code' })
  expect(await again.next()).toMatchObject({ t: 'paired' })
  again.send({ t: 'create', id: 2, options: CREATION })
  const { id } = await nextQuestion(all)
  latchkey.questions.answer('consent', id, { given: true })
  expect(await again.next()).toMatchObject({ t: 'result', id: 2 })
  await new Promise(setImmediate)

  expect(all.keeps('bob')).toBe(true)
  latchkey.activity.finish()
  expect(latchkey.vault.activity.list().map(({ kind, outcome }) => [kind, outcome])).toContainEqual(
    ['create', 'done'],
  )
})
