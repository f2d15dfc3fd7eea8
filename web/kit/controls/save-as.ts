/** Hands the browser a file. */
export const saveAs = (blob: Blob, name: string): void => {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  // The browser reads the blob after the click returns; an hour is more than any disk needs.
  setTimeout(() => URL.revokeObjectURL(link.href), 3_600_000)
}
