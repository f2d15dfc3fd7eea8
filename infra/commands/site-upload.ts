/** Uploads the built site: pages last, so that no page refers to a file that is not there yet. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Deployment } from '../deployment.ts'
import type { Call } from '../doctor/call.ts'
import { edgeOf, hostOf } from '../endpoints.ts'
import { contentTypes } from '../headers.ts'

interface Upload {
  /** Path in the bucket, without a leading slash. */
  readonly key: string
  readonly contentType: string
  readonly cacheControl: string
  readonly body: Uint8Array
}

const oneYearSeconds = 31_536_000

/** Names below assets/ contain a hash of the content; browsers check everything else for a newer version. */
const isHashed = (key: string): boolean => key.startsWith('assets/')

const upload = (key: string, body: Uint8Array): Upload => {
  const contentType = contentTypes[path.posix.extname(key)]
  if (!contentType) throw new Error(`${key}: no content type is known for it`)
  return {
    key,
    contentType,
    cacheControl: isHashed(key) ? `public, max-age=${oneYearSeconds}, immutable` : 'no-cache',
    body,
  }
}

/** The configuration that the pages read when somebody signs in. */
const siteConfig = ({ issuer, clientId, scope, calendar }: Deployment): string =>
  JSON.stringify({ issuer, clientId, scope, calendar })

const isPage = ({ key }: Upload): number => (key.endsWith('.html') ? 1 : 0)

/** Every file of the folder and `config.json`, in upload order. Throws for an unknown file type. */
export const uploads = (folder: string, deployment: Deployment): Upload[] => {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => path.join(entry.parentPath, entry.name))
    .map(file => upload(path.relative(folder, file).split(path.sep).join('/'), readFileSync(file)))
  const config = upload('config.json', Buffer.from(siteConfig(deployment)))
  return [...files.filter(({ key }) => key !== config.key), config].toSorted(
    (one, other) => isPage(one) - isPage(other),
  )
}

export const putFile = async (
  call: Call,
  region: string,
  bucket: string,
  { key, contentType, cacheControl, body }: Upload,
): Promise<void> => {
  await call({
    service: 's3',
    host: hostOf(`${bucket}.s3`, region),
    region,
    method: 'PUT',
    path: `/${key}`,
    headers: { 'content-type': contentType, 'cache-control': cacheControl },
    body,
  })
}

/** `reference` distinguishes one invalidation from the next. */
export const invalidate = async (
  call: Call,
  region: string,
  distributionId: string,
  reference: string,
): Promise<void> => {
  await call({
    service: 'cloudfront',
    ...edgeOf(region),
    path: `/2020-05-31/distribution/${distributionId}/invalidation`,
    headers: { 'content-type': 'text/xml' },
    body:
      '<InvalidationBatch xmlns="http://cloudfront.amazonaws.com/doc/2020-05-31/">' +
      '<Paths><Quantity>1</Quantity><Items><Path>/*</Path></Items></Paths>' +
      `<CallerReference>${reference}</CallerReference></InvalidationBatch>`,
  })
}
