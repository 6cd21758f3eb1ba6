import { expect } from 'vitest'
import type { RunningApp } from './app'

/** Locks the vault. The menu's item can be pressed only while the vault is open. */
export async function lockByMenu({ app: electronApp }: Pick<RunningApp, 'app'>): Promise<void> {
  const isPressed = () =>
    electronApp.evaluate(({ Menu }) => {
      const item = Menu.getApplicationMenu()?.getMenuItemById('lock')
      // Cast: Electron's type says only that it is a function.
      const press = item?.click as (() => void) | undefined
      if (item?.enabled) press?.()
      return item?.enabled
    })
  await expect.poll(isPressed).toBe(true)
}
