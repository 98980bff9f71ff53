/** Every symbol of the product: 16 x 16, drawn in the colour of the text. */
import type { ReactNode } from 'react';

const line = {
  fill: 'none',
  stroke: 'currentColor',
  strokeWidth: 1.5,
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
} as const;

const SHAPES = {
  alarm: (
    <>
      <path d="M5.2 1.5h5.6l3.7 3.7v5.6l-3.7 3.7H5.2l-3.7-3.7V5.2z" fill="currentColor" />
      <path d="M8 4.4v4.4M8 11v.6" stroke="var(--surface)" strokeWidth="1.8" strokeLinecap="round" />
    </>
  ),
  loop: <path {...line} d="M13.2 6.4A5.6 5.6 0 0 0 3 5.4M2.8 9.6A5.6 5.6 0 0 0 13 10.6M3 2.4v3h3M13 13.6v-3h-3" />,
  silent: (
    <>
      <circle {...line} cx="8" cy="8" r="5.8" strokeDasharray="2.6 2" strokeLinecap="butt" />
      <path {...line} d="M4 12 12 4" />
    </>
  ),
  watch: (
    <>
      <path {...line} d="M8 2.2 14.2 13H1.8z" />
      <path {...line} d="M8 6.4v3M8 11v.3" />
    </>
  ),
  ok: (
    <>
      <circle {...line} cx="8" cy="8" r="6" />
      <path {...line} d="m5.3 8.2 1.9 1.9 3.6-4" />
    </>
  ),
  hold: (
    <>
      <rect {...line} x="2" y="2" width="12" height="12" rx="2.5" />
      <path {...line} d="M6.3 5.4v5.2M9.7 5.4v5.2" strokeWidth="1.7" />
    </>
  ),
  unknown: (
    <>
      <circle {...line} cx="8" cy="8" r="6" strokeDasharray="2.4 2" strokeLinecap="butt" />
      <path
        {...line}
        d="M6.5 6.6c.1-1 .8-1.5 1.6-1.5.9 0 1.6.6 1.6 1.4 0 1.2-1.6 1.2-1.6 2.4M8.1 10.9v.3"
        strokeWidth="1.3"
      />
    </>
  ),
  running: <path {...line} d="M5 3.2v9.6L12.6 8z" />,
  linked: (
    <path
      {...line}
      d="M6.6 9.4 9.4 6.6M7.4 4.6l1.4-1.4a2.8 2.8 0 0 1 4 4l-1.4 1.4M8.6 11.4l-1.4 1.4a2.8 2.8 0 0 1-4-4l1.4-1.4"
    />
  ),
  pause: <path {...line} d="M5 3v10M11 3v10" strokeWidth="2.6" />,
  lift: (
    <>
      <rect {...line} x="3" y="7" width="10" height="6.6" rx="1.4" />
      <path {...line} d="M5.2 7V5.2a2.8 2.8 0 0 1 5.4-1" />
    </>
  ),
  next: <path {...line} d="m6 3.5 4.5 4.5L6 12.5" strokeWidth="1.7" />,
  clock: (
    <>
      <circle {...line} cx="8" cy="8" r="6" />
      <path {...line} d="M8 4.6V8l2.2 1.6" />
    </>
  ),
  devices: (
    <>
      <rect {...line} x="1.8" y="3" width="9" height="6.6" rx="1.2" />
      <path {...line} d="M4 12.6h4.2" />
      <rect {...line} x="10.6" y="6.4" width="3.8" height="6.6" rx="1" fill="var(--surface)" />
    </>
  ),
  note: (
    <>
      <path {...line} d="M3 2.6h10v7.6l-3.4 3.2H3z" />
      <path {...line} d="M5.4 5.6h5.2M5.4 8.2h3.4" strokeWidth="1.3" />
    </>
  ),
  copy: (
    <>
      <rect {...line} x="5.4" y="5.4" width="8" height="8" rx="1.4" />
      <path {...line} d="M3.4 10.6h-.2A.7.7 0 0 1 2.5 10V3.2c0-.4.3-.7.7-.7H10c.4 0 .6.3.6.7v.2" strokeLinecap="butt" />
    </>
  ),
  system: (
    <>
      <rect {...line} x="1.8" y="2.6" width="12.4" height="8.4" rx="1.4" />
      <path {...line} d="M5.6 13.6h4.8" />
    </>
  ),
  light: (
    <>
      <circle {...line} cx="8" cy="8" r="2.8" />
      <path
        {...line}
        strokeWidth="1.3"
        d="M8 1.5v1.6M8 12.9v1.6M1.5 8h1.6M12.9 8h1.6M3.4 3.4l1.1 1.1M11.5 11.5l1.1 1.1M3.4 12.6l1.1-1.1M11.5 4.5l1.1-1.1"
      />
    </>
  ),
  dark: <path {...line} d="M13.4 9.6A5.8 5.8 0 0 1 6.4 2.6a5.8 5.8 0 1 0 7 7z" />,
  search: (
    <>
      <circle {...line} cx="7" cy="7" r="4.6" />
      <path {...line} d="m10.4 10.4 3.4 3.4" />
    </>
  ),
  close: <path {...line} d="m4 4 8 8M12 4l-8 8" />,
} as const satisfies Record<string, ReactNode>;

export type IconName = keyof typeof SHAPES;

/** A symbol beside a word; hidden from screen readers because the word says it. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="i" viewBox="0 0 16 16" aria-hidden="true">
      {SHAPES[name]}
    </svg>
  );
}
