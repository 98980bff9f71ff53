import { useEffect } from 'react';
import { useBoard } from './board.ts';
import { reloadWhenAnswered } from './reload-when-answered.ts';
import { useView } from './use-view.ts';

/** Stands in for a part that cannot be fetched. */
export const NotLoaded = () => (
  <Instead text="This part of the page could not be loaded: the server does not answer, or has a newer version. What else you see goes on as it was." />
);

/** Stands in for a part that cannot be drawn. */
export const NotDrawn = () => (
  <Instead text="This part of the page could not be drawn, by a fault of Bootwatch that the browser's console tells. What else you see goes on as it was." />
);

/** Nobody is there to reload a wall: it does so by itself. */
function Instead({ text }: { text: string }) {
  const { reload } = useBoard();
  const { kiosk } = useView();
  return (
    <section className="panel not-loaded" role="alert">
      <p>{text}</p>
      {kiosk ? (
        <ReloadWhenAnswered />
      ) : (
        <button type="button" className="btn" onClick={reload}>
          Load the page again
        </button>
      )}
    </section>
  );
}

function ReloadWhenAnswered() {
  const { send, reload } = useBoard();
  useEffect(() => reloadWhenAnswered({ send, reload }), [send, reload]);
  return <p>This screen looks every minute whether the server answers, and then loads itself again.</p>;
}
