/** A real https server on a free port, with a certificate from its own authority. */
import 'reflect-metadata'
import { createServer, type Server } from 'node:https'
import type { IncomingMessage, RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { webcrypto } from 'node:crypto'
import {
  BasicConstraintsExtension,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509'

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
const NEVER_OVER = new Date('2049-12-31T00:00:00Z')

export class HttpsServer {
  /** The requests, in order. */
  readonly requests: Pick<IncomingMessage, 'method' | 'url' | 'headers'>[] = []
  /** PEM. */
  readonly authority: string
  readonly #server: Server

  private constructor(server: Server, authority: string) {
    this.#server = server
    this.authority = authority
  }

  /** @param names hosts that the certificate is for. */
  static async start(names: readonly string[], answer: RequestListener): Promise<HttpsServer> {
    const { authority, certificate, key } = await certificateFor(names)
    const server = createServer({ cert: certificate, key })
    const made = new HttpsServer(server, authority)
    server.on('request', (request: IncomingMessage, response) => {
      made.requests.push(request)
      answer(request, response)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return made
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }
}

async function certificateFor(names: readonly string[]) {
  const [root, leaf] = await Promise.all([newKeys(), newKeys()])
  const authority = await X509CertificateGenerator.createSelfSigned({
    serialNumber: '01',
    name: 'CN=Test authority',
    notBefore: new Date(0),
    notAfter: NEVER_OVER,
    keys: root,
    signingAlgorithm: ALGORITHM,
    extensions: [new BasicConstraintsExtension(true, undefined, true)],
  })
  const certificate = await X509CertificateGenerator.create({
    serialNumber: '02',
    subject: 'CN=Test server',
    issuer: authority.subject,
    notBefore: new Date(0),
    notAfter: NEVER_OVER,
    publicKey: leaf.publicKey,
    signingKey: root.privateKey,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new SubjectAlternativeNameExtension(names.map((value) => ({ type: 'dns' as const, value }))),
    ],
  })
  const key = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', leaf.privateKey))
  return {
    authority: authority.toString('pem'),
    certificate: certificate.toString('pem'),
    key: `-----BEGIN PRIVATE KEY-----\n${key.toString('base64')}\n-----END PRIVATE KEY-----\n`,
  }
}

function newKeys(): Promise<CryptoKeyPair> {
  return webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])
}
