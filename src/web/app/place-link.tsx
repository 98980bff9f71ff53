import type { ComponentProps } from 'react';
import { Link } from 'wouter';
import { useView } from './use-view.ts';
import { addressOf } from './view.ts';

interface Props extends Omit<ComponentProps<'a'>, 'href' | 'ref' | 'className'> {
  /** One of `places.ts`. */
  to: string;
  className?: string;
}

/** A link to a place, which is then looked at as one looks now. */
export const PlaceLink = ({ to, ...props }: Props) => <Link href={addressOf(to, useView())} {...props} />;
