/** What runs at CloudFront's edge before a file is fetched. The local world runs the same text. */
import { runInNewContext } from 'node:vm'

/**
 * A mail filter may have encoded the `#` of a personal link, once or twice, or have taken it out. What stands behind it
 * then comes to the server, where nothing keeps it (no access log, docs/deploying.md), and is sent back at once behind a
 * `#`, where the page finds it and takes it out of the address bar.
 */
const intoFragment = `function intoFragment(address) {
  var page = /^\\/(answer\\/[a-z0-9-]+|live|link-test|unsubscribe)((?:\\/[a-z]{2,3})?)\\/?(?:\\?.*?)?(?:#|%(?:25)*23|[\\/?&=](?=srv(?:_|%(?:25)*5f)))(.+)$/i
  var parts = page.exec(address)
  return parts ? '/' + parts[1] + parts[2] + '/#' + parts[3] : null
}
`

/**
 * A folder is served as its index page, and a folder without its slash is redirected to the address with it, so that the
 * page's relative addresses work. Browsers keep the fragment across the redirect; the query is kept here.
 */
export const edgeFunction = `${intoFragment}function handler(event) {
  var request = event.request
  var path = request.uri
  var query = []
  for (var name in request.querystring) {
    var entry = request.querystring[name]
    var values = entry.multiValue || [entry]
    for (var i = 0; i < values.length; i += 1) query.push(name + (values[i].value ? '=' + values[i].value : ''))
  }
  var asked = query.length ? '?' + query.join('&') : ''
  var personal = intoFragment(path + asked)
  if (personal) {
    var headers = {
      location: { value: personal },
      'cache-control': { value: 'no-store' },
      'referrer-policy': { value: 'no-referrer' },
    }
    return { statusCode: 302, statusDescription: 'Found', headers: headers }
  }
  if (path.charAt(path.length - 1) === '/') {
    request.uri = path + 'index.html'
    return request
  }
  if (path.slice(path.lastIndexOf('/')).indexOf('.') !== -1) return request
  // Two slashes at the start would name another host.
  var to = path.replace(/^\\/+/, '/') + '/' + asked
  return { statusCode: 302, statusDescription: 'Found', headers: { location: { value: to } } }
}
`

/** For the local world: where an address with a personal link in its path or query leads; null for any other. */
export const personalAddress: (address: string) => string | null = runInNewContext(`${intoFragment}; intoFragment`)
