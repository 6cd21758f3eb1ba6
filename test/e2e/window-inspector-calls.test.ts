/** The details that the record keeps of a real page's ceremonies, read by the window's calls. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ActivityEntry } from '../../src/shared/activity'
import type { CaseFile } from '../../src/shared/case-file'
import type { Reply } from '../../src/shared/reply'
import { removeTemporaryFolders, temporaryFolder } from '../support/app'
import { pairAndRegister, setStage, type Stage } from '../support/stage'

let stage: Stage

beforeAll(async () => {
  stage = await setStage()
  await pairAndRegister(stage)
  await stage.page.signOut()
})

afterAll(async () => {
  await stage.strike()
  removeTemporaryFolders()
})

function value<T>(reply: Reply<T>): T {
  if (!reply.ok) throw new Error(reply.error.message)
  return reply.value
}

async function newest(kind: ActivityEntry['kind']): Promise<ActivityEntry> {
  const { entries } = value(await stage.app.window.evaluate(() => window.main.listActivity()))
  const found = entries.find((entry) => entry.kind === kind)
  if (!found) throw new Error(`there is no ${kind}`)
  return found
}

const detailOf = async ({ id }: ActivityEntry) =>
  value(await stage.app.window.evaluate((entry) => window.main.ceremonyDetail(entry), id))

async function whyNot(entry: ActivityEntry, passkeyId: string) {
  const judged = value(
    await stage.app.window.evaluate(([id, passkey]) => window.main.whyNotOffered(id, passkey), [
      entry.id,
      passkeyId,
    ] as const),
  )
  if (typeof judged === 'string') throw new Error(`not judged: ${judged}`)
  return judged
}

it('keeps the registration of a page: request, steps and response', async () => {
  const entry = await newest('create')
  const detail = await detailOf(entry)

  expect(detail).toMatchObject({
    ...{ entryId: entry.id, kind: 'create', failed: null, withheld: [] },
    profile: { id: 'latchkey', name: 'Latchkey' },
    options: { rp: { name: expect.any(String) as string }, user: { name: 'ada@example.org' } },
    response: { id: entry.passkeyId, type: 'public-key' },
  })
  expect(detail?.steps.map(({ step }) => step)).toEqual([
    ...['received', 'parsed', 'rp-id', 'authenticators', 'question', 'answered', 'signed', 'sent'],
  ])
  const times = detail?.steps.map(({ afterMs }) => afterMs) ?? []
  expect(times).toEqual(times.toSorted((a, b) => a - b))
  expect(times.at(-1)).toBeGreaterThan(0)
})

it('says where a sign-in failed, and why a hidden passkey was not offered', async () => {
  const { page, app } = stage
  const { passkeyId } = await newest('create')
  const id = passkeyId ?? ''
  value(await app.window.evaluate((passkey) => window.main.hidePasskeys([passkey]), id))
  expect(await newest('edit')).toMatchObject({
    ...{ outcome: 'done', origin: null, reason: 'You hid the passkey from pages.' },
    changes: [{ what: 'hidden', passkeyId: id }],
  })

  await page.signIn()
  await stage.window.answer('Close')
  expect(await page.outcome()).toMatchObject({ good: false })

  const entry = await newest('get')
  expect(entry).toMatchObject({ outcome: 'refused', error: 'NotAllowedError' })
  expect(await detailOf(entry)).toMatchObject({
    response: null,
    failed: { step: 'authenticators' },
  })
  const hidden = await whyNot(entry, id)
  expect(hidden.outcomes.filter(({ holds }) => !holds)).toEqual([
    { condition: 'shown', holds: false, cause: { is: 'hidden' } },
  ])
  value(await app.window.evaluate((passkey) => window.main.showPasskeys([passkey]), id))
  const shown = await whyNot(entry, id)
  expect(shown.outcomes.every(({ holds }) => holds)).toBe(true)
})

it('lints the page: in the question, in the entry, and as a list', async () => {
  const { page, app } = stage
  const asked = page.page.evaluate(
    (challenge) => {
      const publicKey = { challenge: Uint8Array.from(challenge), timeout: 1000 }
      return navigator.credentials.get({ publicKey }).then(
        () => 'done',
        (error: unknown) => (error as Error).name,
      )
    },
    [1, 2, 3],
  )
  const questions = async () =>
    value(await app.window.evaluate(() => window.main.listQuestions())).map(
      ({ request }) => request,
    )
  const rules = (findings: readonly { readonly rule: string }[]) => findings.map(({ rule }) => rule)
  await expect.poll(questions).toHaveLength(1)
  const [request] = await questions()
  expect(rules(request && 'lint' in request ? request.lint : [])).toContain('challenge-short')
  await stage.window.answer('Decline')
  expect(await asked).toBe('NotAllowedError')

  const entry = await newest('get')
  expect(rules((await detailOf(entry))?.lint ?? [])).toContain('challenge-short')
  const listed = value(await app.window.evaluate(() => window.main.listPageFindings()))
  expect(listed.find(({ origin }) => origin === entry.origin)?.findings).toContainEqual(
    expect.objectContaining({ rule: 'challenge-short', entryId: entry.id }),
  )
})

it('saves an entry as a case file, and opens it again', async () => {
  const { app } = stage
  const path = join(temporaryFolder(), 'case.json')
  await app.app.evaluate(({ dialog }, file) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: file })
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [file] })
  }, path)
  const { id } = await newest('create')

  expect(value(await app.window.evaluate((entry) => window.main.saveCase(entry), id))).toBe(path)
  const saved = JSON.parse(readFileSync(path, 'utf8')) as CaseFile
  expect(saved).toMatchObject({ format: 'latchkey-case', kind: 'create', entry: { id } })
  expect(value(await app.window.evaluate(() => window.main.openCase()))).toEqual(saved)
})
