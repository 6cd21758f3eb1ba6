/** The client and the server on any Node, without a browser. */
import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { Latchkey, LatchkeyError } from 'latchkey'
import * as client from 'latchkey/client'
import { pageScript, pageScriptFile } from 'latchkey/page'

let latchkey

before(async () => {
  latchkey = await Latchkey.start()
})
after(() => latchkey.end())

const key = () =>
  generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({
    type: 'pkcs8',
    format: 'der',
  })

const credential = (id, userHandle) => ({
  credentialId: Buffer.from(id).toString('base64url'),
  isResidentCredential: true,
  rpId: 'example.org',
  privateKey: key().toString('base64url'),
  userHandle: Buffer.from(userHandle).toString('base64url'),
  signCount: 1,
})

test('both paths of the client are one module', () => {
  assert.equal(client.Latchkey, Latchkey)
})

test('keeps credentials, and sessions apart', async () => {
  const [one, other] = [await latchkey.openSession(), await latchkey.openSession()]
  await one.importCredentials('webdriver', [credential('first', 'ana')])

  assert.deepEqual(
    (await one.list()).map(({ rpId }) => rpId),
    ['example.org'],
  )
  assert.deepEqual(await other.list(), [])
})

test('restores a state from a file that only its owner can read', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-state-'))
  try {
    const path = join(folder, 'state.json')
    const first = await latchkey.openSession()
    const [id] = await first.importCredentials('webdriver', [credential('kept', 'ana')])
    await first.state({ path })
    const second = await latchkey.openSession()
    await second.restore(path)

    assert.equal((await second.list())[0].id, id)
    if (process.platform !== 'win32') assert.equal(statSync(path).mode & 0o777, 0o600)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('tells events as they happen', async () => {
  const session = await latchkey.openSession()
  const added = session.waitFor('passkeyAdded')
  const [id] = await session.importCredentials('webdriver', [credential('told', 'ana')])

  assert.equal((await added).passkeyId, id)
})

test('runs inside of this process', async () => {
  const own = await Latchkey.start({ inProcess: true })
  const session = await own.openSession()
  await session.importCredentials('webdriver', [credential('here', 'ana')])

  assert.equal((await session.list()).length, 1)
  await own.end()
})

test('reports a fault by a code', async () => {
  const session = await latchkey.openSession()
  await session.end()

  await assert.rejects(session.list(), (error) => {
    assert.ok(error instanceof LatchkeyError)
    assert.equal(error.code, 'invalid session id')
    return true
  })
})

test('has the page’s script as a text and a file', () => {
  assert.ok(existsSync(pageScriptFile))
  assert.match(pageScript, /latchkey/)
})
