/** The parts of Playwright's JSON report that tests of the fixture read. */

export interface TestReport {
  readonly status: string
  readonly errors: readonly string[]
  /** The names of all attachments. */
  readonly attached: readonly string[]
  /** Attached JSON, parsed, by name. */
  readonly attachments: ReadonlyMap<string, unknown>
}

interface Suite {
  readonly suites?: readonly Suite[]
  readonly specs: readonly {
    readonly title: string
    readonly tests: readonly { readonly results: readonly Result[] }[]
  }[]
}

interface Result {
  readonly status: string
  readonly errors: readonly { readonly message?: string }[]
  readonly attachments: readonly {
    readonly name: string
    readonly body?: string
    readonly contentType: string
  }[]
}

/**
 * @param output everything that the run wrote, for the error when there is no report.
 * @returns the tests by their titles.
 */
export function readReport(json: string, output: string): ReadonlyMap<string, TestReport> {
  const { suites, errors } = parse(json, output)
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'))
  return new Map(suites.flatMap(reportsIn))
}

function parse(json: string, output: string) {
  try {
    return JSON.parse(json) as { suites: Suite[]; errors: { message?: string }[] }
  } catch (cause) {
    throw new Error(`Playwright wrote no report: ${output}`, { cause })
  }
}

function reportsIn({ suites = [], specs }: Suite): [string, TestReport][] {
  const own = specs.map(({ title, tests }): [string, TestReport] => {
    const [result] = tests[0]?.results.slice(-1) ?? []
    return [title, reportOf(result)]
  })
  return [...own, ...suites.flatMap(reportsIn)]
}

function reportOf(result: Result | undefined): TestReport {
  const json = (result?.attachments ?? []).filter(
    ({ contentType }) => contentType === 'application/json',
  )
  return {
    status: result?.status ?? 'not run',
    errors: (result?.errors ?? []).map(({ message = '' }) => message),
    attached: (result?.attachments ?? []).map(({ name }) => name),
    attachments: new Map(
      json.map(({ name, body = '' }) => [
        name,
        JSON.parse(Buffer.from(body, 'base64').toString()) as unknown,
      ]),
    ),
  }
}
