/** The packed package on every Node that it supports: the client, the server and the command. */
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fetchNodes, NODE_VERSIONS, nodeOf } from '../../scripts/node-versions'
import { removeTemporaryFolders } from '../support/app'
import { McpAgent } from '../support/mcp-client'
import { PackedProject } from '../support/packed-project'
import { creationOptions } from '../support/webauthn-options'

let project: PackedProject

beforeAll(async () => {
  await fetchNodes()
  project = await PackedProject.install('test/drivers/node')
})

afterAll(removeTemporaryFolders)

it('brings no other package into the project', () => {
  const installed = readdirSync(join(project.folder, 'node_modules'))

  expect(installed.filter((name) => !name.startsWith('.'))).toEqual(['latchkey'])
})

describe.each(NODE_VERSIONS)('on Node %s', (version) => {
  const node = nodeOf(version)

  it('the client starts its own automation and drives it', async () => {
    const { status, output, programs } = await project.test({}, node)

    expect(status, output).toBe(0)
    expect(output).toMatch(/^# pass 7$/m)
    expect([...programs]).toEqual(['node'])
  })

  it('the command has a version, and finds its own automation well', async () => {
    const command = join('node_modules', 'latchkey', 'bin', 'latchkey.js')
    const { stdout: said } = await project.run(node, [command, '--version'])
    const doctor = await project.run(node, [command, 'doctor', '--json'])

    expect(said).toMatch(/^\d+\.\d+\.\d+\n$/)
    expect(doctor.status, doctor.output).toBe(0)
    const { findings } = JSON.parse(doctor.stdout) as { findings: unknown[] }
    expect(findings).toContainEqual(
      expect.objectContaining({ check: 'node', found: `This is Node ${version}.` }),
    )
    expect(findings).toContainEqual(expect.objectContaining({ check: 'automation', state: 'well' }))
  })
})

it('the command answers a server’s options, and keeps the passkey for the next time', async () => {
  writeFileSync(join(project.folder, 'create.json'), JSON.stringify(creationOptions()))
  writeFileSync(join(project.folder, 'get.json'), JSON.stringify({ challenge: 'AQID' }))
  const ceremony = (name: string) =>
    project.run('npx', [
      ...['latchkey', 'ceremony', name, `${name}.json`],
      ...['--origin=https://example.org', '--state=passkeys.json'],
    ])
  const created = await ceremony('create')
  const got = await ceremony('get')

  expect(created.status, created.output).toBe(0)
  expect(got.status, got.output).toBe(0)
  const { id } = JSON.parse(created.stdout) as { id: string }
  expect(JSON.parse(got.stdout)).toMatchObject({ id, type: 'public-key' })
  expect([...got.electrons]).toEqual([])
})

it('the command serves an agent', async () => {
  const command = join(project.folder, 'node_modules', 'latchkey', 'bin', 'latchkey.js')
  const agent = await McpAgent.start(command, ['mcp'])
  const options = creationOptions()
  await agent.value('run_ceremony', { ceremony: 'create', origin: 'https://example.org', options })

  const { passkeys } = await agent.value<{ passkeys: object[] }>('list_passkeys')
  await agent.close()

  expect(passkeys).toMatchObject([{ rpId: 'example.org' }])
})

it('the command starts no desktop app if there is no Electron', async () => {
  const { status, output, electrons } = await project.run('npx', ['latchkey'])

  expect(status).toBe(69)
  expect(output).toContain('npm i -D electron')
  expect([...electrons]).toEqual([])
})
