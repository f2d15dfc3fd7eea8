/** The security headers of the site, as plain data: CloudFront's and the local world's are the same. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'

export interface HeaderSettings {
  /** Where sign-in fetches go when the issuer is not the site's own origin, for instance `https://x.auth.example`. */
  readonly issuerOrigin?: string
}

/** The one style that stands in a page itself: it saves the participant's phone a request before the first question. */
const inlineStyle = readFileSync(path.join(import.meta.dirname, '..', 'web', 'answer', 'inline.css'))
const inlineStyleSource = `'sha256-${createHash('sha256').update(inlineStyle).digest('base64')}'`

/** Answers to a script of the page alone; nothing is embedded, framed, posted by a form or fetched elsewhere. */
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

export const permissionsPolicy = unusedFeatures.map(feature => `${feature}=()`).join(', ')

/** Two years, as browsers' preload lists ask for. Deployed only: on this machine there is no TLS to insist on. */
export const strictTransportSeconds = 2 * 365 * 24 * 60 * 60

/** Header name (lower case) to value, without Strict-Transport-Security. */
export const siteHeaders = (settings: HeaderSettings = {}): Readonly<Record<string, string>> => ({
  'content-security-policy': contentSecurityPolicy(settings),
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'permissions-policy': permissionsPolicy,
})

/** By a file's ending; what is not named here is no part of the site. */
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
