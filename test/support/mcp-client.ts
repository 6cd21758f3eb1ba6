/** The official client of the Model Context Protocol, with `latchkey mcp` as its server, over stdio. */
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import {
  getDefaultEnvironment,
  StdioClientTransport,
} from '@modelcontextprotocol/sdk/client/stdio.js'

export interface ToolAnswer {
  readonly isError?: boolean
  readonly content: readonly { readonly type: string; readonly text: string }[]
  readonly structuredContent?: Readonly<Record<string, unknown>>
}

export class McpAgent {
  readonly client = new Client({ name: 'test', version: '1' })
  #transport!: StdioClientTransport

  /** @param file the server, as one file for Node. */
  static async start(
    file: string,
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
  ): Promise<McpAgent> {
    const agent = new McpAgent()
    agent.#transport = new StdioClientTransport({
      command: process.execPath,
      args: [file, ...args],
      env: { ...getDefaultEnvironment(), ...env },
    })
    await agent.client.connect(agent.#transport)
    return agent
  }

  get pid(): number {
    return this.#transport.pid ?? 0
  }

  call(name: string, input: object = {}): Promise<ToolAnswer> {
    return this.client.callTool({
      name,
      arguments: { ...input },
    }) as unknown as Promise<ToolAnswer>
  }

  /** What a tool answers that succeeds. */
  async value<T>(name: string, input: object = {}): Promise<T> {
    const { isError, content, structuredContent } = await this.call(name, input)
    if (isError) throw new Error(content[0]?.text)
    return structuredContent as T
  }

  close(): Promise<void> {
    return this.client.close()
  }
}
