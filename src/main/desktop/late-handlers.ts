import type { IpcMain, IpcMainInvokeEvent } from 'electron'

type Handle = (event: IpcMainInvokeEvent, ...args: unknown[]) => unknown

/** Receives the calls of a window that starts before the app. The calls wait until the app handles them. */
export class LateHandlers implements Pick<IpcMain, 'handle'> {
  readonly #handlers = new Map<string, (handle: Handle) => void>()

  /** @param names of the possible calls. */
  constructor(ipcMain: Pick<IpcMain, 'handle'>, names: readonly string[]) {
    for (const name of names) {
      const handler = new Promise<Handle>((resolve) => this.#handlers.set(name, resolve))
      ipcMain.handle(name, async (...call) => (await handler)(...call))
    }
  }

  /** @throws when there is no call with this name. */
  handle(name: string, handle: Handle): void {
    const give = this.#handlers.get(name)
    if (!give) throw new Error(`${name} is not among the calls of the window`)
    give(handle)
  }
}
