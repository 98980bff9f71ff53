import type { ReactNode } from 'react';

interface Props {
  /** How much is shown. */
  children: ReactNode;
  /** Asks for the next page; null on the last one. */
  more: (() => void) | null;
  isFetchingMore: boolean;
  /** Nothing was answered yet. */
  hidden: boolean;
}

/** The end of a list that comes page by page. */
export const ListEnd = ({ children, more, isFetchingMore, hidden }: Props) => (
  <p className="list-end" role="status" hidden={hidden}>
    {children}
    {more && (
      <button type="button" className="btn" aria-disabled={isFetchingMore} onClick={more}>
        Show more
      </button>
    )}
  </p>
);
