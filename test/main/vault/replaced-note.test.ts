/** The note about the last repair or restore. `test/cli/vault-ways-back.test.ts` has what is said of a bad one. */
import { expect, it } from 'vitest'
import { reportReplaced } from '../../../src/main/vault/replaced-note'
import type { Files } from '../../../src/main/vault/files'
import { VaultFolder } from '../../../src/main/vault/vault-folder'
import { closedVault, damagedHome } from '../../support/damaged-vault'
import type { VaultHome } from '../../support/vault-home'

async function repairedHome(): Promise<VaultHome> {
  const { home } = await damagedHome()
  const vault = await home.openVault()
  await vault.rescue.repair()
  await vault.close()
  return home
}

/** The folder of a home whose disk gives an error for the note. */
function withoutNote({ files, folder, clock }: VaultHome): VaultFolder {
  const open: Files['open'] = (path, how) =>
    path.endsWith('vault.undo')
      ? Promise.reject(Object.assign(new Error('EIO'), { code: 'EIO' }))
      : files.open(path, how)
  const refusing = {
    open,
    info: (path: string) => files.info(path),
    list: (path: string) => files.list(path),
  } as Files
  return new VaultFolder(refusing, folder, clock)
}

it('that cannot be read ends no report, and the kept file is named', async () => {
  const home = await repairedHome()

  expect(await reportReplaced(withoutNote(home))).toEqual({
    undo: null,
    undoProblem:
      'The last repair or restore cannot be undone: its note vault.undo is not readable. Latchkey needs the note for nothing else, so you can remove it.',
    kept: expect.stringMatching(/^vault\.pkv\.kept-/),
  })
})

it('names the kept file only where an undo does not put it back', async () => {
  const home = await repairedHome()
  const { files, folder, clock } = home

  expect(await reportReplaced(new VaultFolder(files, folder, clock))).toMatchObject({
    undo: { what: 'repair', kept: expect.any(String) },
    undoProblem: null,
    kept: null,
  })
})

it('names the newest of several kept files', async () => {
  const { home, bytes } = await closedVault(1)
  for (const time of ['2026-03-02', '2026-03-09', '2026-03-04'])
    await home.write(bytes, `vault.pkv.kept-${time}T12-00-00-000Z`)
  const { files, folder, clock } = home

  expect(await reportReplaced(new VaultFolder(files, folder, clock))).toEqual({
    undo: null,
    undoProblem: null,
    kept: 'vault.pkv.kept-2026-03-09T12-00-00-000Z',
  })
})
