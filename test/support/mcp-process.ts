/** `latchkey mcp`, as the npm package's command runs it. The Latchkey that it starts is named by the environment. */
import { Latchkey } from '../../playwright/client/latchkey'
import { mcpCommand } from '../../src/mcp/mcp-command'

process.exitCode = await mcpCommand(
  process.argv.slice(2),
  {
    in: process.stdin,
    out: process.stdout,
    err: async (text) => void process.stderr.write(text),
  },
  {
    version: '1.2.3',
    start: () =>
      Latchkey.start({ command: JSON.parse(process.env.LATCHKEY_COMMAND ?? '[]') as string[] }),
  },
)
