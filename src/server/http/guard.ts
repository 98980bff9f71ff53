/** Who may talk to the server at all: pages and programs of this machine, unless the owner says otherwise. */
import { Refusal } from '../problem.ts';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * A page of another site can make a browser send requests here; the Host and Origin headers give it away.
 * @throws Refusal 403
 */
export function guardOrigin(request: Request, anyHost: boolean): void {
  const url = new URL(request.url);
  if (!anyHost && !LOOPBACK.has(url.hostname)) {
    throw new Refusal(
      'foreign-origin',
      `This server answers to localhost, 127.0.0.1 and [::1], not to ${url.hostname}.`,
    );
  }
  const origin = request.headers.get('origin');
  if (origin !== null && origin !== url.origin) {
    throw new Refusal('foreign-origin', `Requests from pages of ${origin} are not taken.`);
  }
}

export const SECURITY_HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; manifest-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
} as const;
