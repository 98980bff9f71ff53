/** Styles of a part that could not be fetched: its script is asked for again by itself, its styles are not. */
const failed = new Set<HTMLLinkElement>();

/** Remembers which style sheets could not be loaded. */
export function noteFailedStyles(): void {
  const note = ({ target }: Event) => {
    if (target instanceof HTMLLinkElement && target.rel === 'stylesheet') failed.add(target);
  };
  // Such errors do not bubble.
  document.addEventListener('error', note, { capture: true });
}

/** @throws where one still cannot be loaded; it is asked for again the next time. */
export async function loadFailedStyles(): Promise<void> {
  const links = [...failed];
  failed.clear();
  await Promise.all(links.map(loadAgain));
}

const loadAgain = (link: HTMLLinkElement) =>
  new Promise((resolve, reject) => {
    const copy = link.cloneNode();
    copy.addEventListener('load', resolve);
    copy.addEventListener('error', () => reject(new Error(`The styles ${link.href} could not be loaded.`)));
    link.replaceWith(copy);
  });
