const WHY: Readonly<Record<string, string>> = {
  EADDRNOTAVAIL: 'this computer does not have this address',
  EAFNOSUPPORT: 'this computer does not have such addresses',
  EADDRINUSE: 'another program listens there',
  EACCES: 'the system does not allow it',
  EPERM: 'the system does not allow it',
}

/** Why nothing can listen on an address: a clause for a sentence, without the code of the system's error. */
export function whyNotListening(code: string): string {
  return WHY[code] ?? 'the system refuses it'
}
