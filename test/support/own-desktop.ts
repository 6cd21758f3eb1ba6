/**
 * Loaded before each end-to-end file. Two files run at the same time, so each gets a desktop that the other does not
 * use: focus, clipboard, tray, session bus and keychain belong to one desktop. The files share nothing else: their
 * folders are temporary and their ports are free ones.
 */
const desktops = JSON.parse(process.env.LATCHKEY_DESKTOPS ?? '[]') as Record<string, string>[]

Object.assign(process.env, desktops[Number(process.env.VITEST_POOL_ID) - 1])
