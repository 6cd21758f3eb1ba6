import type { Files } from '../../src/main/vault/files'

/** Writes as `writeFile()` does: removes the old contents first, and syncs nothing. */
export function carelessWrites(files: Files): Files {
  return {
    open: async (path, how) => {
      const file = await files.open(path, how)
      return {
        read: (target, position) => file.read(target, position),
        write: async (bytes, position) => {
          const { size } = await file.info()
          const all = Buffer.alloc(Math.max(size, position + bytes.length))
          await file.read(all.subarray(0, size), 0)
          all.set(bytes, position)
          await file.truncate(0)
          await file.write(all, 0)
          return bytes.length
        },
        sync: async () => {},
        syncData: async () => {},
        truncate: (length) => file.truncate(length),
        info: () => file.info(),
        close: () => file.close(),
      }
    },
    info: (path) => files.info(path),
    rename: (from, to) => files.rename(from, to),
    link: (from, to) => files.link(from, to),
    remove: (path) => files.remove(path),
    list: (folder) => files.list(folder),
    makeFolder: (folder) => files.makeFolder(folder),
    syncFolder: (folder) => files.syncFolder(folder),
  }
}
