/** One state of a component as the style guide shows it. */
import type { ReactNode } from 'react';
import type { Send } from '#contract/client.ts';
import type { Intent } from '../pause/pause-store.ts';

export interface GuideState {
  name: string;
  view: ReactNode;
  /** What the viewer has asked for. */
  intents?: readonly Intent[];
  /** What the server answers; without it nothing. */
  send?: Send;
  /** The server has not answered for a while. */
  stale?: boolean;
}

export interface GuideSection {
  /** Its place in the address. */
  id: string;
  title: string;
  /** How much room a state needs. */
  room: 'small' | 'half' | 'whole';
  states: readonly GuideState[];
}
