import { Link } from '@tanstack/react-router';
import { useBoard } from '../app/board.ts';
import { TopBar } from './top-bar.tsx';

interface Props {
  headline: string;
  text: string;
}

/** An address that leads nowhere: what is not there, and the ways on. */
export function NothingHere({ headline, text }: Props) {
  const { clock } = useBoard();
  return (
    <>
      <title>Not found · Bootwatch</title>
      <TopBar now={clock()}>{null}</TopBar>
      <main id="main" className="message">
        <h1>{headline}</h1>
        <p>{text}</p>
        <p>
          <Link to="/" search={true}>
            Back to the live screen
          </Link>
        </p>
      </main>
    </>
  );
}

export const NotFound = () => (
  <NothingHere
    headline="There is no such page."
    text="The address may be misspelt. Search finds updates and devices by name; the list of updates has them all."
  />
);
