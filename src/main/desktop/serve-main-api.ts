import type { IpcMain, IpcMainInvokeEvent } from 'electron'
import * as v from 'valibot'
import { mainApiMethods, type MainApi } from '../../shared/main-api'
import { mainApiSchemas } from '../../shared/main-api-schemas'
import type { Failure, Reply } from '../../shared/reply'

export interface Callers {
  /**
   * Whether a call comes from a page that we loaded ourselves. Any other caller is refused loudly: a
   * silent `undefined` would look like an empty result.
   */
  readonly isOurWindow: (event: IpcMainInvokeEvent) => boolean
  /** A refused call, or one that failed, with a reason that holds none of its arguments. */
  readonly refused: (reason: string) => void
}

/** Answers the window's calls with `api`, one channel a method. */
export function serveMainApi(
  ipcMain: Pick<IpcMain, 'handle'>,
  api: MainApi,
  { isOurWindow, refused }: Callers,
): void {
  for (const method of mainApiMethods) {
    const schemas = mainApiSchemas[method]
    // Cast: inside a loop TypeScript cannot relate `api[method]` to its schemas, though the table's
    // type has already proved that they fit.
    const call = api[method].bind(api) as (...args: readonly unknown[]) => Promise<unknown>
    ipcMain.handle(method, async (event, ...args: unknown[]): Promise<Reply<unknown>> => {
      if (!isOurWindow(event)) {
        refused(`${method}: the caller is not our window`)
        throw new Error(`${method}: refused, caller is not our window`)
      }
      try {
        const checked = checkArguments(method, schemas.arguments, args)
        return { ok: true, value: v.parse(schemas.answer, await call(...checked)) }
      } catch (error) {
        const failure = describe(error)
        refused(`${method}: ${failure.name}: ${failure.message}`)
        return { ok: false, error: failure }
      }
    })
  }
}

/** @throws {TypeError} that names the place by our own names for it, never the value or a key of it. */
function checkArguments(
  method: string,
  schema: v.GenericSchema<unknown, readonly unknown[]>,
  args: readonly unknown[],
): readonly unknown[] {
  const result = v.safeParse(schema, args, { abortEarly: true })
  if (result.success) return result.output
  const [issue] = result.issues
  if (issue.expected === 'never') throw new TypeError(`${method}: more than it takes`)
  throw new TypeError(
    `${method}: argument ${v.getDotPath(issue) ?? ''}: expected ${issue.expected ?? issue.type}`,
  )
}

function describe(error: unknown): Failure {
  if (v.isValiError(error)) return { name: 'Error', message: 'the answer did not fit the contract' }
  return error instanceof Error
    ? { name: error.name, message: error.message }
    : { name: 'Error', message: 'unknown failure' }
}
