/** A list as a table, in as many answers as it needs. */

/** Lambda allows 6 MB, in which a letter takes up to four characters. */
const tableBytes = 2_000_000

export const tableAnswer = { contentType: 'text/csv; charset=utf-8; header=present' } as const

interface Asked {
  readonly path: string
  /** `after` is the id of the last item of the answer before. */
  readonly query: Readonly<Record<string, string | undefined>> & { readonly after?: string | undefined }
  /** Of the file. */
  readonly name: string
}

/**
 * As many of the items as an answer holds, from the one after `after` on. Each answer has the header line, so that each
 * is a table by itself; the next one’s address is in `Link`.
 */
export const firstOfTable = <Item extends { readonly id: string }>(
  { path, query, name }: Asked,
  items: readonly Item[],
  tableOf: (items: readonly Item[]) => string,
): { readonly status: 200; readonly body: string; readonly headers: Readonly<Record<string, string>> } => {
  const rest = items.slice(query.after === undefined ? 0 : items.findIndex(({ id }) => id === query.after) + 1)
  let bytes = 0
  const fits = rest.findIndex((item, index) => {
    bytes += Buffer.byteLength(JSON.stringify(item))
    return index > 0 && bytes > tableBytes
  })
  const part = fits < 0 ? rest : rest.slice(0, fits)
  const given = Object.entries({ ...query, after: part.at(-1)?.id }).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, value]],
  )
  return {
    status: 200,
    body: tableOf(part),
    headers: {
      'content-disposition': `attachment; filename="${name}.csv"`,
      ...(fits < 0 ? {} : { link: `<${path}?${new URLSearchParams(given)}>; rel="next"` }),
    },
  }
}
