/** Every algorithm in Electron's own runtime, whose library is BoringSSL: made and signed there, judged here by OpenSSL. */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, expect, it } from 'vitest'
import { findElectron } from '../../scripts/electron-runtime'
import { ALGORITHMS } from '../../src/main/webauthn/authenticator/algorithms/algorithms'
import { isSignature } from '../support/signature-check'

interface Signed {
  readonly id: number
  readonly privateKey: string
  readonly spki: string
  readonly signature: string
}

interface Answer {
  readonly versions: Readonly<Record<string, string>>
  readonly data: string
  readonly signed: readonly Signed[]
}

const REPOSITORY = join(import.meta.dirname, '../..')
let answer: Answer

beforeAll(async () => {
  const { executable } = await findElectron()
  const { stdout } = await promisify(execFile)(
    executable,
    ['--import', 'tsx', join(REPOSITORY, 'test/support/algorithms-child.ts')],
    { cwd: REPOSITORY, env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } },
  )
  answer = JSON.parse(stdout) as Answer
})

it('runs in Electron, without OpenSSL', () => {
  expect(answer.versions).toMatchObject({
    electron: expect.stringMatching(/^\d/),
    openssl: '0.0.0',
  })
})

it.each(Array.from(ALGORITHMS.values(), ({ id, name }) => [name, id] as const))(
  '%s signs there what verifies here, and its private key opens here as the same key',
  (_name, id) => {
    const { privateKey, spki, signature } = answer.signed.find((row) => row.id === id)!
    const opened = ALGORITHMS.get(id)!.open(bytes(privateKey))

    expect(isSignature(id, bytes(spki), bytes(answer.data), bytes(signature))).toBe(true)
    expect(Buffer.from(opened.spki).toString('base64')).toBe(spki)
  },
)

function bytes(base64: string): Uint8Array {
  return new Uint8Array(Buffer.from(base64, 'base64'))
}
