import type { IpcMain, IpcMainInvokeEvent } from 'electron'
import * as v from 'valibot'
import { mainCallNames, mainCalls, type MainApi } from '../../shared/main-api'
import type { Failure, Reply } from '../../shared/reply'

export interface Callers {
  /**
   * Whether a call comes from a page that we loaded ourselves. Other callers get an error, because a silent `undefined` would
   * look like an empty result.
   */
  readonly isOurWindow: (event: IpcMainInvokeEvent) => boolean
  /** Called for each refused or failed call, with a reason that contains none of its arguments. */
  readonly refused: (reason: string) => void
}

/** Answers the window's calls with `api`, with one channel per call. */
export function serveMainApi(
  ipcMain: Pick<IpcMain, 'handle'>,
  api: MainApi,
  { isOurWindow, refused }: Callers,
): void {
  for (const name of mainCallNames) {
    const schemas = mainCalls[name]
    // Cast: inside a loop the compiler cannot relate `api[name]` to its schemas. `MainApi` was made from them.
    const call = api[name].bind(api) as (...args: readonly unknown[]) => Promise<unknown>
    ipcMain.handle(name, async (event, ...args: unknown[]): Promise<Reply<unknown>> => {
      if (!isOurWindow(event)) {
        refused(`${name}: the caller is not our window`)
        throw new Error(`${name}: refused, caller is not our window`)
      }
      try {
        const checked = checkArguments(name, schemas.arguments, args)
        return { ok: true, value: v.parse(schemas.answer, await call(...checked)) }
      } catch (error) {
        const failure = describe(error)
        refused(`${name}: ${failure.name}: ${failure.message}`)
        return { ok: false, error: failure }
      }
    })
  }
}

/** @throws {TypeError} that names the path in our own words, never a value or a key of the argument. */
function checkArguments(
  name: string,
  schema: v.GenericSchema<unknown, readonly unknown[]>,
  args: readonly unknown[],
): readonly unknown[] {
  const result = v.safeParse(schema, args, { abortEarly: true })
  if (result.success) return result.output
  const [issue] = result.issues
  if (issue.expected === 'never') throw new TypeError(`${name}: too many arguments`)
  throw new TypeError(
    `${name}: argument ${v.getDotPath(issue) ?? ''}: expected ${issue.expected ?? issue.type}`,
  )
}

function describe(error: unknown): Failure {
  if (v.isValiError(error)) return { name: 'Error', message: 'the answer did not fit the contract' }
  return error instanceof Error
    ? { name: error.name, message: error.message }
    : { name: 'Error', message: 'unknown failure' }
}
