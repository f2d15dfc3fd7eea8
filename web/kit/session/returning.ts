/** Whether the provider has just sent the browser back here. */
export const isReturning = (search: string): boolean => {
  const parameters = new URLSearchParams(search)
  return parameters.has('state') && (parameters.has('code') || parameters.has('error'))
}
