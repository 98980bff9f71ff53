/** The address of the app's main script in a page; every build has another. Null where there is none. */
export const scriptIn = (page: string): string | null =>
  /<script\b(?=[^>]*\btype="module")[^>]*\bsrc="([^"]+)"/.exec(page)?.[1] ?? null;
