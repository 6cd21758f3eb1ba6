/** What `latchkey COMMAND --help` says of each option. A test holds the flags to the usage lines. */

/** A flag as it is typed, and what it does. */
type OptionRow = readonly [flag: string, meaning: string]

const RUNNING: OptionRow = ['--automation-file=FILE', 'use a Latchkey that is already running']

export const OPTION_HELP: Readonly<Record<string, readonly OptionRow[]>> = {
  audit: [
    ['CONFIG', 'the file that says how to register and how to sign in'],
    ['--faults=LIST', 'faults by id, separated by commas; all (the default) or none'],
    ['--profiles=LIST', 'provider profiles by id; all (the default) or none'],
    ['--only=LIST', 'only these rows: id, place, create or get, severity'],
    ['--skip=LIST', 'all rows except these'],
    ['--fail-on=SEVERITY', 'exit code 7 from critical, high, medium, low (the default); none'],
    ['--baseline=FILE', 'findings in this file do not fail'],
    ['--write-baseline', 'write the findings of this run to the baseline'],
    ['--json=FILE', 'the whole report card; - is the standard output'],
    ['--junit=FILE', 'a test case for each row'],
    ['--sarif=FILE', 'SARIF 2.1.0, for code scanning'],
    ['--html=FILE', 'one file to read, send and print'],
    ['--browser=NAME', 'chromium (the default), firefox or webkit'],
    ['--workers=N', 'how many trials run at the same time'],
    ['--own-accounts', 'each fault of a sign-in registers an account of its own'],
    ['--fresh-contexts', 'each trial gets a new browser context'],
    ['--timeout=MS', 'how long each of your functions may take; 15000 by default'],
    RUNNING,
    ['--list', 'list all faults and profiles, and audit nothing'],
  ],
  automation: [
    ['--port=PORT', 'the port to listen on; by default a free one'],
    ['--listen=HOST', 'let other computers reach Latchkey by this name or address'],
    ['--automation-file=FILE', 'write the address to this file, not to the standard output'],
    ['--session-idle=MS', 'end idle sessions after this time; 600000 by default, 0: never'],
    ['--parent-pid=PID', 'end when this process has ended'],
    ['--webdriver=URL', 'send all other commands to the browser’s own driver'],
  ],
  ceremony: [
    ['create|get', 'answer the options in FILE, or on the standard input'],
    ['signal KIND', 'unknownCredential, allAcceptedCredentials or currentUserDetails'],
    ['--origin=ORIGIN', 'the page that asks, as https://example.org'],
    ['--state=FILE', 'the passkeys; a successful ceremony writes the file back'],
    ['--case=FILE', 'answer as in this case'],
    ['--choose=USERNAME', 'the account that signs in'],
    ['--deny', 'the user declines'],
    ['--mediation=MEDIATION', 'silent, optional, conditional or required'],
    ['--top-origin=ORIGIN', 'the page around the frame that asks'],
    RUNNING,
  ],
  doctor: [['--json', 'print one JSON document']],
  inspect: [
    ['FILE', 'a case, a response or options; without it, the standard input'],
    ['--origin=ORIGIN', 'the expected origin'],
    ['--challenge=BASE64URL', 'the expected challenge; by default that of the options'],
    ['--rp-id=RP_ID', 'the expected RP ID; by default that of the options'],
    ['--key=BASE64URL', 'the stored public key of a sign-in: COSE or SubjectPublicKeyInfo'],
    ['--verify=MODULE', 'ask your own verifier, too'],
    ['--json', 'print one JSON document'],
  ],
  lint: [
    ['FILE', 'calls or options; without it, the standard input'],
    ['--origin=ORIGIN', 'the page, if the file does not name it'],
    ['--kind=KIND', 'create, get or a signal, if the options do not tell'],
    ['--fail-on=SEVERITY', 'exit code 7 from error, warning (the default) or hint; none'],
    ['--except=RULE,…', 'leave these rules out'],
    ['--json', 'print a list of findings'],
    ['--list', 'list the rules'],
  ],
  mcp: [
    ['--app', 'work on the running desktop app, whose user sees each question'],
    ['--data=FOLDER', 'with --app: the data folder of that app'],
    ['--keychain-service=NAME', 'with --app: the keychain service of that app'],
    RUNNING,
    ['--session=ID', 'with --automation-file: use this session'],
  ],
  'record-provider': [['--port=PORT', 'the port of the page; by default a free one']],
}

/** @returns a line for each option of a command; undefined for a command of the desktop app. */
export function optionHelp(command: string): string | undefined {
  const rows = OPTION_HELP[command]
  if (!rows) return undefined
  const width = Math.max(...rows.map(([flag]) => flag.length)) + 2
  return rows.map(([flag, meaning]) => `  ${flag.padEnd(width)}${meaning}`).join('\n')
}
