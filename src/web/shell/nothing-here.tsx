import { PlaceLink } from '../app/place-link.tsx';
import { LIVE } from '../app/places.ts';
import { BesidePicture } from './beside-picture.tsx';

interface Props {
  headline: string;
  text: string;
}

/** An address that leads nowhere: what is not there, and the ways on. */
export const NothingHere = ({ headline, text }: Props) => (
  <BesidePicture title="Not found">
    {() => (
      <main id="main" className="message">
        <h1>{headline}</h1>
        <p>{text}</p>
        <p>
          <PlaceLink to={LIVE}>Back to the live screen</PlaceLink>
        </p>
      </main>
    )}
  </BesidePicture>
);

export const NotFound = () => (
  <NothingHere
    headline="There is no such page."
    text="The address may be misspelt. Search finds updates and devices by name; the list of updates has them all."
  />
);
