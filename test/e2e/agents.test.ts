/** `latchkey mcp` with its own Latchkey, in Node's automation process. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { nodeAutomation } from '../support/automation-app'
import { bundleProcess, type BundledProcess } from '../support/bundled-process'
import { McpAgent } from '../support/mcp-client'
import { creationOptions } from '../support/webauthn-options'

let built: BundledProcess

beforeAll(async () => {
  built = await bundleProcess('mcp-process.ts')
})

afterAll(() => built.remove())

it('an agent registers at a server, and sees the passkey', async () => {
  const env = { LATCHKEY_COMMAND: JSON.stringify(nodeAutomation) }
  const agent = await McpAgent.start(built.file, [], env)
  const { response } = await agent.value<{ response: { id: string } }>('run_ceremony', {
    ceremony: 'create',
    origin: 'https://example.org',
    options: creationOptions(),
  })

  expect(await agent.value('list_passkeys')).toMatchObject({ passkeys: [{ id: response.id }] })
  await agent.close()
})
