import type { WireRequest, WireResponse } from '#contract/client.ts';
import type { Surroundings } from '../app/board.ts';
import { type Instant, instant } from '../live/instant.ts';

/** What `getSnapshot` stands for. By itself, because it is sent before the routes and their schemas are there. */
export const PICTURE_REQUEST: WireRequest = {
  method: 'GET',
  url: '/api/snapshot',
  headers: { accept: 'application/json' },
};

/** The answer, not read yet, and when it had arrived. */
export interface PictureAnswer {
  response: WireResponse;
  text: string;
  arrived: Instant;
}

/** Asks for the picture of the fleet. @throws whatever `send` throws. */
export async function askPicture(surroundings: Surroundings): Promise<PictureAnswer> {
  const response = await surroundings.send(PICTURE_REQUEST);
  const text = await response.text();
  return { response, text, arrived: instant(surroundings) };
}

/** Fleet clock of an answer: epoch ms or an ISO time in its header, 0 where there is none. */
export function readAsOf({ header }: WireResponse): number {
  const text = header('bootwatch-as-of');
  if (!text) return 0;
  const value = /^\d+$/.test(text) ? Number(text) : Date.parse(text);
  return Number.isFinite(value) ? value : 0;
}
