/** Code that is copied runs unchanged, after a person has pasted it into a file of their project. */
import { execFile, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { symlink, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { json } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { afterAll, expect, it } from 'vitest'
import { inProject } from '../../../scripts/project-paths'
import { asCurl } from '../../../src/inspect/export/as-curl'
import { asPlaywrightTest } from '../../../src/inspect/export/as-playwright-test'
import { asServerCall } from '../../../src/inspect/export/as-server-call'
import type { ExportedCeremony } from '../../../src/inspect/export/exported-ceremony'
import { decodeBase64Url } from '../../../src/shared/base64url'
import { removeTemporaryFolders, temporaryFolder } from '../../support/app'
import { ceremonyDetail, vectorOf } from '../../support/ceremony-details'

const run = promisify(execFile)

afterAll(removeTemporaryFolders)

function exported(kind: 'create' | 'get'): ExportedCeremony {
  return {
    detail: ceremonyDetail({ kind }),
    origin: 'https://example.org',
    rpId: 'example.org',
    outcome: 'done',
    error: null,
  }
}

/** A project with the packages of this one. */
async function project(): Promise<string> {
  const folder = temporaryFolder()
  await symlink(inProject('node_modules'), join(folder, 'node_modules'), 'junction')
  return folder
}

async function outputOf(code: string): Promise<string> {
  const file = join(await project(), 'check.mjs')
  await writeFile(file, code)
  return (await run(process.execPath, [file])).stdout.trim()
}

it('verifies a registration with SimpleWebAuthn', async () => {
  expect(await outputOf(asServerCall(exported('create')))).toBe('true')
})

it('verifies a sign-in with SimpleWebAuthn, with the public key of the passkey’s registration', async () => {
  const registration = exported('create').detail.response

  expect(await outputOf(asServerCall({ ...exported('get'), registration }))).toBe('true')
})

it('verifies a sign-in with SimpleWebAuthn, with the public key that the reader fills in', async () => {
  const key = decodeBase64Url(vectorOf('none-es256').coseKey)
  const filled = asServerCall(exported('get')).replace(
    'publicKey: new Uint8Array()',
    `publicKey: new Uint8Array([${key.join()}])`,
  )

  expect(await outputOf(filled)).toBe('true')
})

it.skipIf(spawnSync('curl', ['--version']).error !== undefined).each(['create', 'get'] as const)(
  'sends the response of a %s() to the server with curl',
  async (kind) => {
    const received: unknown[] = []
    const server = createServer((request: IncomingMessage, response) => {
      const { method, url, headers } = request
      void json(request).then((body) => {
        received.push({ method, url, origin: headers.origin, type: headers['content-type'], body })
        response.end()
      })
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const ceremony = { ...exported(kind), origin }

    await run('sh', ['-c', `${asCurl(ceremony)} --silent --fail --noproxy '*'`])

    server.close()
    const path = kind === 'create' ? '/register' : '/sign-in'
    const head = { method: 'POST', url: path, origin, type: 'application/json' }
    expect(received).toEqual([{ ...head, body: ceremony.detail.response }])
  },
)

it('fits the types of Latchkey’s fixture and of SimpleWebAuthn', async () => {
  const folder = await project()
  await writeFile(join(folder, 'create.spec.ts'), asPlaywrightTest(exported('create')))
  await writeFile(join(folder, 'get.spec.ts'), asPlaywrightTest(exported('get')))
  const listed = ceremonyDetail({
    kind: 'get',
    options: { challenge: 'AAAA', allowCredentials: [{ type: 'public-key', id: 'AAAA' }] },
  })
  await writeFile(
    join(folder, 'listed.spec.ts'),
    asPlaywrightTest({ ...exported('get'), detail: listed }),
  )
  await writeFile(join(folder, 'create.ts'), asServerCall(exported('create')))
  await writeFile(join(folder, 'get.ts'), asServerCall(exported('get')))
  const registration = exported('create').detail.response
  await writeFile(join(folder, 'filled.ts'), asServerCall({ ...exported('get'), registration }))
  const compilerOptions = {
    strict: true,
    noEmit: true,
    target: 'ES2023',
    module: 'ESNext',
    moduleResolution: 'bundler',
    lib: ['ES2023', 'DOM', 'DOM.Iterable'],
    types: ['node'],
    skipLibCheck: true,
    paths: { 'latchkey/playwright': [inProject('playwright', 'fixture.ts')] },
  }
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions }))
  const compiler = inProject('node_modules', 'typescript-native', 'bin', 'tsc')

  const { stdout } = await run(process.execPath, [compiler, '-p', folder]).catch(
    (error: unknown) => error as { stdout: string },
  )

  expect(stdout).toBe('')
})
