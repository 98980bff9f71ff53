import { Link } from '@tanstack/react-router';

/** Nothing was announced under this name, and no device reported it. */
export function UnknownUpdate({ name }: { name: string }) {
  return (
    <main id="main" className="message">
      <title>No such update · Bootwatch</title>
      <h1>No update {name} is known here.</h1>
      <p>None was announced under this name, and no device has reported it.</p>
      <p>
        <Link to="/" search={true}>
          Back to the live screen
        </Link>
      </p>
    </main>
  );
}
