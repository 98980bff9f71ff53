import { createContext, type ReactNode, useContext, useId, useLayoutEffect, useRef } from 'react';

/** True where sheets stand in the page instead of over it. */
export const SheetInPlace = createContext(false);

interface Props {
  title: string;
  onClose: () => void;
  className?: string;
  children: ReactNode;
}

/** A modal sheet: the browser's own dialog, so focus stays inside and goes back where it came from. */
export function Sheet({ title, onClose, className = '', children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  const inPlace = useContext(SheetInPlace);
  // Closed before it is taken out of the page: only then does focus go back where it came from.
  useLayoutEffect(() => {
    const element = dialog.current;
    if (inPlace) return;
    if (element && !element.open) element.showModal();
    return () => element?.close();
  }, [inPlace]);
  // Closing is told later; by then an effect that ran twice may have opened it again.
  const closed = () => {
    if (!dialog.current?.open) onClose();
  };
  return (
    <dialog
      ref={dialog}
      open={inPlace || undefined}
      className={`sheet ${className}`}
      aria-labelledby={heading}
      onClose={closed}
    >
      <h2 id={heading}>{title}</h2>
      {children}
    </dialog>
  );
}
