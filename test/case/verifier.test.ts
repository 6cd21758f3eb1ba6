/** `latchkey inspect --verify`: the user's own verifier judges the response of a case. */
import { generateKeyPairSync } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { verifyRegistrationResponse } from '@simplewebauthn/server'
import type { CaseFile } from '../../src/shared/case-file'
import { removeTemporaryFolders, temporaryFolder } from '../support/app'
import { bundleProcess, type BundledProcess } from '../support/bundled-process'
import { clientSessionForEachTest } from '../support/client-session'
import { genuineCase, inspect } from '../support/inspect-command'
import { base64url, creationOptions, requestOptions } from '../support/webauthn-options'

const KEY = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  .publicKey.export({ format: 'der', type: 'spki' })
  .toString('base64url')

let worker: BundledProcess
let folder: string

beforeAll(async () => {
  worker = await bundleProcess('../../src/case/verifier/verifier-worker.ts')
})

afterAll(() => worker.remove())

beforeEach(() => {
  folder = temporaryFolder()
})

afterEach(removeTemporaryFolders)

/** @param module the text of the module. */
async function verify(module: string, one: unknown, ...args: string[]) {
  writeFileSync(join(folder, 'verify.mjs'), module)
  const host = { folder, worker: pathToFileURL(worker.file), timeoutMs: 5000 }
  return inspect(['--verify=verify.mjs', ...args], one, host)
}

/** The last lines of the output. */
const ends = (text: string, lines = 1) => text.trimEnd().split('\n').slice(-lines).join('\n')

describe('the answer of a verifier', () => {
  it.each([
    ['true', 'accepted the response.', 0],
    ['{ verified: true, registrationInfo: {} }', 'accepted the response.', 0],
    ['false', 'refused the response.', 3],
    ['{ verified: false }', 'refused the response.', 3],
    ['Promise.reject(new Error("wrong origin"))', 'refused the response: Error: wrong origin', 3],
  ])('%s is %s', async (result, words, exit) => {
    const { code, out, err } = await verify(
      `export const verify = () => (${result})`,
      await genuineCase(),
    )

    expect([code, err]).toEqual([exit, ''])
    expect(ends(out)).toBe(`verify.mjs ${words}`)
  })

  it('uses what the page gave and got, and what the command line says', async () => {
    const one = await genuineCase()
    const { out } = await verify(
      'export default (given) => { throw JSON.stringify(given) }',
      one,
      '--json',
      `--key=${KEY}`,
    )
    const { verifier } = JSON.parse(out) as { verifier: { said: string; answer: string } }

    // What a verifier says is cut.
    expect(verifier).toMatchObject({ module: 'verify.mjs', answer: 'threw' })
    expect(verifier.said).toHaveLength(1000)
    expect(verifier.said).toMatch(/^\{"kind":"create","options":\{/)
    const rest = 'export default ({ options, response, ...rest }) => { throw JSON.stringify(rest) }'
    expect(ends((await verify(rest, one, `--key=${KEY}`, '--origin=https://a.example')).out)).toBe(
      `verify.mjs refused the response: {"kind":"create","origin":"https://a.example","at":${one.at},"publicKey":"${KEY}"}`,
    )
  })

  it('decides the exit code, whatever the steps of the check say', async () => {
    const accepts = 'export const verify = () => true'
    const { code, out } = await verify(accepts, await genuineCase(), '--challenge=AAAA')

    expect(code).toBe(0)
    expect(out).toContain('WRONG')
  })
})

describe('a verifier that gives no answer has a sentence', () => {
  it.each([
    ['returns nothing', 'export const verify = () => {}', 'returned undefined. It should return'],
    [
      'returns what has no text',
      'export const verify = () => Object.create(null)',
      'returned something that has no text. It should return',
    ],
    ['exports no function', 'export const verify = 7', 'exports no function. Write: export'],
    ['is no JavaScript', 'export const', 'cannot be loaded: SyntaxError'],
    ['imports what is not there', 'import "nothing-of-that-name"', 'cannot be loaded: Error'],
    ['throws when it is loaded', 'throw { toString() { throw 1 } }', 'has no text'],
    [
      'ends its process',
      'export const verify = () => process.exit(0)',
      'ended before it answered (exit code 0).',
    ],
    [
      'throws elsewhere',
      'export const verify = () => new Promise(() => setTimeout(() => { throw new Error("late") }))',
      'failed: Error: late',
    ],
    [
      'answers in another way',
      'import { parentPort } from "node:worker_threads"\nparentPort.postMessage({ answer: "accepted", more: 1 })\nexport const verify = () => new Promise(() => {})',
      'sent a message instead of an answer.',
    ],
  ])('where it %s', async (_, module, sentence) => {
    const { code, out, err } = await verify(module, await genuineCase())

    expect([code, out]).toEqual([1, ''])
    expect(err).toMatch(/^latchkey: verify\.mjs /)
    expect(err).toContain(sentence)
  })

  it.each([
    ['never settles', 'export const verify = () => new Promise(() => {})'],
    ['never comes back', 'export const verify = () => { for (;;); }'],
    ['never loads', 'await new Promise(() => {})'],
  ])('where it %s', async (_, module) => {
    writeFileSync(join(folder, 'verify.mjs'), module)
    const host = { folder, worker: pathToFileURL(worker.file), timeoutMs: 300 }
    const { code, err } = await inspect(['--verify=verify.mjs'], await genuineCase(), host)

    expect(code).toBe(1)
    expect(err).toBe('latchkey: verify.mjs did not answer within 0.3 seconds.\n')
  })

  it('where there is no file, and where there is no response', async () => {
    const one = await genuineCase()
    const host = { folder, worker: pathToFileURL(worker.file) }

    expect(await inspect(['--verify=none.mjs'], one, host)).toMatchObject({
      code: 1,
      err: 'latchkey: none.mjs cannot be loaded, because there is no such file. Check the path.\n',
    })
    const { code, err } = await verify('export const verify = () => true', {
      ...one,
      response: null,
    })
    expect([code, err]).toEqual([
      1,
      'latchkey: The file has no response, so there is nothing to verify.\n',
    ])
  })
})

it('prints what the verifier prints beside the output of the command', async () => {
  const module = 'export const verify = () => { console.log("to the log"); return true }'
  const { out, err } = await verify(module, await genuineCase(), '--json')

  expect(() => JSON.parse(out) as unknown).not.toThrow()
  expect(err).toBe('to the log\n')
})

describe('with SimpleWebAuthn’s server', () => {
  const session = clientSessionForEachTest()
  const page = { origin: 'https://example.org' }
  /** The example of docs/inspect.md. */
  const judge = (one: CaseFile, ...args: string[]) =>
    inspect(['--verify=simplewebauthn-verifier.js', ...args], one, {
      folder: import.meta.dirname,
      worker: pathToFileURL(worker.file),
    })

  const options = creationOptions({
    challenge: base64url('a challenge of sixteen bytes or more'),
    attestation: 'none',
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })

  it('a genuine registration is accepted, and one with a fault is refused', async () => {
    const { passkeys } = session
    await passkeys.create(options, page)
    const genuine = await judge(await passkeys.saveCase())
    await passkeys.fault('uv-not-set')
    await passkeys.create(options, page)
    const faulty = await judge(await passkeys.saveCase())

    expect([genuine.code, ends(genuine.out)]).toEqual([
      0,
      'simplewebauthn-verifier.js accepted the response.',
    ])
    expect(faulty.code).toBe(3)
    expect(ends(faulty.out, 2)).toMatch(
      /^simplewebauthn-verifier\.js refused the response: Error: User verification .*\nThe response has the fault uv-not-set\. A correct verifier refuses it\.$/,
    )
  })

  it('a sign-in is judged with the key that the server stored', async () => {
    const { passkeys } = session
    const response = await passkeys.create(options, page)
    const { registrationInfo } = await verifyRegistrationResponse({
      ...{ response, expectedChallenge: options.challenge },
      ...{ expectedOrigin: page.origin, expectedRPID: 'example.org' },
    })
    const key = base64url(registrationInfo!.credential.publicKey)
    await passkeys.get(requestOptions({ userVerification: 'required' }), page)
    const genuine = await judge(await passkeys.saveCase(), `--key=${key}`)
    await passkeys.fault('signature-flipped')
    await passkeys.get(requestOptions({ userVerification: 'required' }), page)
    const faulty = await judge(await passkeys.saveCase(), `--key=${key}`)

    expect([genuine.code, ends(genuine.out)]).toEqual([
      0,
      'simplewebauthn-verifier.js accepted the response.',
    ])
    expect([faulty.code, ends(faulty.out, 2).split('\n')[0]]).toEqual([
      3,
      'simplewebauthn-verifier.js refused the response.',
    ])
  })

  it('says where no verifier can accept', async () => {
    const { passkeys } = session
    await passkeys.create(options, page)
    const one = await passkeys.saveCase()
    const replaced = { ...one, withheld: ['response.response.attestationObject (extensions)'] }

    expect(ends((await judge(replaced)).out)).toBe(
      'Secrets among the signed bytes were replaced, so no verifier can accept the signature.',
    )
  })
})
