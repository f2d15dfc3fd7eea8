/** The site's security headers as plain data, used by both CloudFront and the local world. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'

interface HeaderSettings {
  /** Where sign-in requests go if the issuer is not on the site's origin, for example `https://x.auth.example`. */
  readonly issuerOrigin?: string
}

/**
 * What stands in the participant's page itself: without comments and in one line, since what is left of its length is paid
 * for before anybody can read.
 */
export const inlineStyle: string = readFileSync(path.join(import.meta.dirname, '../web/answer/inline.css'), 'utf8')
  .replaceAll(/\/\*[^]*?\*\//g, '')
  .replaceAll(/\s*\n\s*/g, '')
  .replaceAll(': ', ':')
  .replaceAll(' {', '{')
  .replaceAll(';}', '}')

/** Of the only inline style: it saves the participant's phone a request before the first question. */
const inlineStyleSource = `'sha256-${createHash('sha256').update(inlineStyle).digest('base64')}'`

/** Only the page's own scripts run and fetch; nothing may be embedded or framed, and no form may post. */
export const contentSecurityPolicy = (settings: HeaderSettings = {}): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' ${inlineStyleSource}`,
    `connect-src ${["'self'", settings.issuerOrigin].filter(Boolean).join(' ')}`,
    "img-src 'self' data:",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')

const unusedFeatures = [
  'accelerometer',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'usb',
]

const permissionsPolicy = unusedFeatures.map(feature => `${feature}=()`).join(', ')

/** Two years, as browsers' preload lists require. Set only when deployed, because the local world has no TLS. */
export const strictTransportSeconds = 2 * 365 * 24 * 60 * 60

/** Header names (lower case) and values, without Strict-Transport-Security. */
export const siteHeaders = (settings: HeaderSettings = {}): Readonly<Record<string, string>> => ({
  'content-security-policy': contentSecurityPolicy(settings),
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'permissions-policy': permissionsPolicy,
})

/** By file extension. A file with any other extension does not belong to the site. */
export const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
}
