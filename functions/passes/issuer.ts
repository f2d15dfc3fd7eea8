/** Where an OpenID Connect issuer says what it signs by, and which addresses may be asked for that. */

/** OpenID Connect Discovery 1.0, section 4: without the slash that some issuers end in. */
export const discoveryAddress = (issuer: string): string =>
  `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`

/** Whether what is answered there comes from whom the issuer means: over https, or from the very place that it is at. */
export const isTrustworthy = (address: string, issuer: string): boolean => {
  const [url, own] = [URL.parse(address), URL.parse(issuer)]
  return url?.protocol === 'https:' || (url !== null && url.origin !== 'null' && url.origin === own?.origin)
}
