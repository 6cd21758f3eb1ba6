import { expect, it } from 'vitest'
import { appDataFolder } from '../../src/mcp/app-folder'

const none = { dataFolder: undefined, keychainService: undefined }

it.each([
  ['linux', {}, none, '/home/ada/.config/Latchkey'],
  ['linux', { XDG_CONFIG_HOME: '/cfg' }, none, '/cfg/Latchkey'],
  ['darwin', {}, none, '/home/ada/Library/Application Support/Latchkey'],
  ['win32', { APPDATA: '/roaming' }, none, '/roaming/Latchkey'],
  ['win32', {}, none, '/home/ada/AppData/Roaming/Latchkey'],
  ['linux', {}, { ...none, keychainService: 'Latchkey Dev' }, '/home/ada/.config/Latchkey Dev'],
  ['linux', {}, { ...none, dataFolder: '/data' }, '/data'],
] as const)('is where the app of %s keeps its data: %j %j', (platform, env, given, folder) => {
  expect(appDataFolder(given, { platform, env, home: '/home/ada' })).toBe(folder)
})
