/** Mutants of the commands, of the start and of the end. */
import type { Finding } from './findings'

const CLIENT = 'src/main/commands/command-client.ts'
const CALLS = 'src/main/commands/command-calls.ts'
const COMMANDS = 'src/cli/passkey-commands.ts'
const SWITCHES = 'src/main/start/foreign-switches.ts'
const UNCAUGHT = 'src/main/start/uncaught-failures.ts'

export const PROGRAM: readonly Finding[] = [
  [
    'A4',
    'the doctor asks for the script without a page’s headers',
    'test/main/doctor/port-check.test.ts',
    ['src/main/doctor/port-probe.ts', '      headers: PAGE_HEADERS,\n', ''],
  ],
  [
    'A4',
    'the doctor does not ask the running app',
    'test/main/doctor/port-check.test.ts',
    [
      'src/main/doctor/running-bridge.ts',
      'return await app?.api.getBridgeState()',
      'return undefined',
    ],
  ],
  [
    'A8',
    'a call after the end of the app waits for ever',
    'test/main/commands/command-client.test.ts',
    [CLIENT, 'else if (this.#socket.destroyed) reject(failed(ENDED_BEFORE_CALL))\n', ''],
  ],
  [
    'A8',
    'an answer above the limit is dropped',
    'test/main/commands/command-client.test.ts',
    [CLIENT, 'else this.#end(failed(ANSWER_TOO_LONG))', ''],
  ],
  [
    'A8',
    'an answer that is no JSON throws',
    'test/main/commands/command-client.test.ts',
    [
      CLIENT,
      '  } catch {\n    return undefined\n',
      "  } catch {\n    throw new Error('no JSON')\n",
    ],
  ],
  [
    'A8',
    'an answer that is not understood is dropped',
    'test/main/commands/command-client.test.ts',
    [CLIENT, '      this.#end(failed(NOT_UNDERSTOOD))\n', ''],
  ],
  [
    'A9',
    'a reader that has gone is a failure',
    'test/main/start/text-writer.test.ts',
    [
      'src/main/start/text-writer.ts',
      'if (!error || hasNoReader(error)) resolve()',
      'if (!error) resolve()\n        else if (!hasNoReader) resolve()',
    ],
  ],
  [
    'A9',
    'a stream’s error ends the process',
    'test/main/start/text-writer.test.ts',
    ['src/main/start/text-writer.ts', "stream.on('error', () => undefined)", ''],
  ],
  [
    'A9',
    'a full disk is no failure',
    'test/main/start/text-writer.test.ts',
    ['src/main/start/text-writer.ts', 'else reject(new Error(', 'else resolve(void new Error('],
  ],
  [
    'A25',
    'a file that exists is found after the question',
    'test/cli/run-cli.test.ts',
    [COMMANDS, "if (output !== '-') host.requireNewFile(output)", ''],
  ],
  [
    'A25',
    'a failed export leaves a part of the keys behind',
    'test/main/start/secret-file.test.ts',
    ['src/main/start/secret-file.ts', 'rmSync(path, { force: true })', ''],
  ],
  [
    'A26',
    'several passkeys are deleted one by one',
    'test/main/commands/command-calls.test.ts',
    [
      CALLS,
      "parts.vault.passkeys.trashAll(credentialIds, 'A command deleted it.'),",
      "credentialIds.reduce<Promise<void>>(async (before, id) => (await before, parts.vault.passkeys.trash(id, 'A command deleted it.')), Promise.resolve()),",
    ],
  ],
  [
    'A28',
    'Latchkey goes on after an uncaught exception',
    'test/main/start/uncaught-failures.test.ts',
    [UNCAUGHT, '      exit(1)\n', '      void exit\n'],
  ],
  [
    'A28',
    'nobody learns of an uncaught exception',
    'test/main/start/uncaught-failures.test.ts',
    [UNCAUGHT, '      tell(\n', '      String(\n'],
  ],
  [
    'A28',
    'rm says that one passkey is meant',
    'test/cli/run-cli.test.ts',
    [
      COMMANDS,
      'To delete all of them, give --all.',
      'Give the id of one, or more of its beginning.',
    ],
  ],
  [
    'F1',
    'the installed program takes every switch',
    'test/main/start/foreign-switches.test.ts',
    [SWITCHES, 'if (!foreign) return undefined', 'return undefined'],
  ],
  [
    'F1',
    'a switch with one dash is not read',
    'test/main/start/foreign-switches.test.ts',
    [SWITCHES, "['--', '-', '/'] : ['--', '-']", "['--', '/'] : ['--']"],
  ],
  [
    'F1',
    'a switch behind spaces is not read',
    'test/main/start/foreign-switches.test.ts',
    [SWITCHES, 'const word = arg.trim()', 'const word = arg'],
  ],
  [
    'F4',
    'several passkeys are imported one by one',
    'test/main/commands/command-calls.test.ts',
    [
      'src/main/commands/import-credentials.ts',
      'await passkeys.addAll(received)',
      'for (const one of received) await passkeys.addAll([one])',
    ],
  ],
  [
    'F9',
    'the end removes another Latchkey’s automation file',
    'test/main/start/automation-file.test.ts',
    [
      'src/main/start/automation-file.ts',
      'if (read(file) === `${text}\\n`) rmSync',
      'if (read(file) !== text) rmSync',
    ],
  ],
  [
    'F9',
    'a folder in the place of the draft ends the start',
    'test/main/start/automation-file.test.ts',
    ['src/main/start/automation-file.ts', '`${place}.${randomUUID()}.tmp`', '`${place}.tmp`'],
  ],
]
