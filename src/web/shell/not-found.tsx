import { Link } from '@tanstack/react-router';

export function NotFound() {
  return (
    <main className="message">
      <h1>There is no such page.</h1>
      <p>
        <Link to="/">Go to the live screen</Link>
      </p>
    </main>
  );
}
