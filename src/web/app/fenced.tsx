import type { ReactNode } from 'react';
import { ErrorBoundary } from 'react-error-boundary';
import { NotDrawn } from './instead-of-part.tsx';

interface Props {
  children: ReactNode;
  /** What is drawn once more as soon as one of these is another. */
  until: readonly unknown[];
}

/** What cannot be drawn takes nothing with it but itself. */
export const Fenced = ({ children, until }: Props) => (
  <ErrorBoundary FallbackComponent={NotDrawn} resetKeys={[...until]}>
    {children}
  </ErrorBoundary>
);
