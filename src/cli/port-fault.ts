/**
 * @param error of a server that does not listen.
 * @returns the error worded for the user, if its reason is the port; other errors as they are.
 */
export function portFault(error: unknown, port: number): unknown {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'EADDRINUSE')
    return new Error(
      `Port ${port} is in use, by another program or another Latchkey. Name another port, or leave --port out, which takes a free one.`,
    )
  if (code === 'EACCES')
    return new Error(`This user may not listen on port ${port}. Name a port from 1024 upwards.`)
  return error
}
