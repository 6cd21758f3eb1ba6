/** What may go wrong with the vault because of where its folder is. */

/** Network and user-space file systems: NFS, the versions of SMB, FUSE and 9P (statfs(2)). */
const SERVED = [0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x65735546, 0x01021997]

export interface FolderPlace {
  /** The type of the folder's file system, as statfs(2) reports it. */
  fileSystem(): number
  /** Whether new names in the folder can be made durable (fsync of the folder). */
  syncsNames(): Promise<boolean>
}

/** Sentences for the user: what was found, and what to do. */
export interface FolderFault {
  readonly found: string
  readonly advice: string
}

export async function findFolderFaults(place: FolderPlace): Promise<readonly FolderFault[]> {
  const faults: FolderFault[] = []
  if (SERVED.includes(place.fileSystem()))
    faults.push({
      found: 'The vault’s file system is served by another computer, or by a program (FUSE).',
      advice:
        'After a crash or a power cut, passkeys that were just made may be missing there. A folder on a disk of this computer is safer: --data FOLDER.',
    })
  if (!(await place.syncsNames()))
    faults.push({
      found: 'The vault’s file system does not save the names of files on demand.',
      advice:
        'After a power cut, a whole vault may be missing there. A folder on another disk is safer: --data FOLDER.',
    })
  return faults
}
